"""From which amount on a move is told, coin by coin."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from engine.feeds.ethereum.networks.chains import Network
from engine.feeds.ethereum.networks.tokens import ETHER, Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Least amounts to tell.

    ``wei`` counts smallest units of the chain's own coin, ``tokens`` those of each token by its
    contract; a token that is not in it is not told. All are at least 1: what moves nothing is
    never told, which is also how impostors' transfers of zero tokens stay out.
    """

    wei: int
    tokens: Mapping[str, int]

    @classmethod
    def of(cls, network: Network, *, ether_wei: int, dollars: float | None = None) -> "Thresholds":
        """What corresponds to an amount of ether, for each coin of a chain.

        No price is asked for: stable coins count 2,500 to the ether, unless ``dollars`` says from
        how many on they are told; what stands for ether counts one to one (``Token.per_ether``).

        >>> from engine.feeds.ethereum.networks.chains import NETWORKS
        >>> least = Thresholds.of(NETWORKS["base"], ether_wei=10 * 10**18)
        >>> least.tokens["0x833589fcd6edb6e08f4c7c32d4f71b54bda02913"] // 10**6
        25000
        """
        return cls(
            wei=_least(ether_wei, network.per_ether),
            tokens={
                contract: _least_of(token, ether_wei, dollars)
                for contract, token in network.tokens.items()
            },
        )


def _least_of(token: Token, ether_wei: int, dollars: float | None) -> int:
    if token.dollar and dollars is not None:
        units: float = dollars * 10**token.decimals
        return max(1, ceil(units))
    return _least(ether_wei, token.per_ether)


def _least(ether_wei: int, per_ether: int) -> int:
    return max(1, -(-ether_wei * per_ether // ETHER))

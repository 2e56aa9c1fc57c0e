"""The chains that can be followed, and in what they differ. A chain is an entry in this list.

Chain ids: chainid.network. What a provider's own subscriptions serve: its pages as of 2025-06,
where Base has none and pending ones are narrower. Block times are the chains' own figures.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from core.errors import MisconfiguredError
from engine.feeds.ethereum.networks.tokens import (
    ARBITRUM_TOKENS,
    BASE_TOKENS,
    DOLLARS_PER_ETHER,
    ETHER,
    ETHEREUM_TOKENS,
    OPTIMISM_TOKENS,
    POLYGON_TOKENS,
    Token,
)

WatchList = Literal["mined", "pending"]
InternalSource = Literal["trace", "calls", "assets"]

_TRACES: tuple[InternalSource, ...] = ("trace", "calls")


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """One chain.

    Parameters
    ----------
    name, title
        In facts and rules (``arbitrum``), and for people (``Arbitrum One``).
    chain_id
        What ``eth_chainId`` must answer.
    block_s
        Seconds between blocks, about.
    tokens
        Tokens that are read, by contract in lower case.
    coin, per_ether
        The chain's own coin, and how many of its smallest units count as one ether (see ``Token``).
    watch_lists
        Which lists of watched addresses Alchemy serves here.
    internal
        Where moves inside of calls can be had, best first: ``trace`` (``trace_block``), ``calls``
        (``debug_traceBlockByHash``), ``assets`` (``alchemy_getAssetTransfers``).
    """

    name: str
    title: str
    chain_id: int
    block_s: float
    tokens: Mapping[str, Token]
    coin: str = "ETH"
    per_ether: int = ETHER
    watch_lists: frozenset[WatchList] = frozenset()
    internal: tuple[InternalSource, ...] = _TRACES

    def reading(self, tokens: Iterable[Token]) -> "Network":
        """The same chain on which these tokens are read as well.

        >>> NETWORKS["base"].reading([]) == NETWORKS["base"]
        True
        """
        return replace(self, tokens={**self.tokens, **_by_contract(tokens)})


def network_of(name: str) -> Network:
    """The chain with a name.

    Raises
    ------
    MisconfiguredError
        If there is none; the message lists them.
    """
    if name not in NETWORKS:
        known = ", ".join(NETWORKS)
        raise MisconfiguredError(f"unknown chain {name!r}: it must be one of {known}")
    return NETWORKS[name]


def _by_contract(tokens: Iterable[Token]) -> dict[str, Token]:
    return {token.contract: token for token in tokens}


_LIST = (
    Network(
        name="ethereum",
        title="Ethereum",
        chain_id=1,
        block_s=12.0,
        tokens=_by_contract(ETHEREUM_TOKENS),
        watch_lists=frozenset({"mined", "pending"}),
        internal=("trace", "calls", "assets"),
    ),
    Network(
        name="base",
        title="Base",
        chain_id=8453,
        block_s=2.0,
        tokens=_by_contract(BASE_TOKENS),
    ),
    Network(
        name="arbitrum",
        title="Arbitrum One",
        chain_id=42161,
        block_s=0.25,
        tokens=_by_contract(ARBITRUM_TOKENS),
        watch_lists=frozenset({"mined"}),
    ),
    Network(
        name="optimism",
        title="OP Mainnet",
        chain_id=10,
        block_s=2.0,
        tokens=_by_contract(OPTIMISM_TOKENS),
        watch_lists=frozenset({"mined"}),
    ),
    Network(
        name="polygon",
        title="Polygon PoS",
        chain_id=137,
        block_s=2.0,
        tokens=_by_contract(POLYGON_TOKENS),
        coin="POL",
        per_ether=4 * DOLLARS_PER_ETHER * ETHER,
        watch_lists=frozenset({"mined", "pending"}),
        internal=("trace", "calls", "assets"),
    ),
)

NETWORKS: dict[str, Network] = {network.name: network for network in _LIST}
"""All of them, by name."""

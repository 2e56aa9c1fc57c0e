"""What validators are paid out: it is in no transaction, the block itself moves it (EIP-4895)."""

from collections.abc import Iterable, Iterator

from core.chain import Transfer
from engine.feeds.ethereum.contents.blocks import RpcWithdrawal
from engine.feeds.ethereum.contents.origin import Origin
from engine.feeds.ethereum.contents.quantities import count, quantity
from engine.flows.special import NOBODY

WEI_PER_GWEI = 10**9


def withdrawal_transfers(
    withdrawals: Iterable[RpcWithdrawal], *, coin: str, least_wei: int, behind: int, origin: Origin
) -> Iterator[Transfer]:
    """Withdrawals of at least ``least_wei``, in order; they count on from transaction ``behind``.

    Amounts are written in gwei. The rewards that are swept every few days are some 0.02 ETH; what
    is large is the stake of a validator that left, up to 2,048 ETH since 2025 (EIP-7251).

    Raises
    ------
    BrokenInputError
        If a number is no hex quantity.
    """
    for place, withdrawal in enumerate(withdrawals):
        wei = quantity(withdrawal.amount, "amount of a withdrawal") * WEI_PER_GWEI
        if wei < least_wei:
            continue
        yield Transfer(
            **origin,
            tx_hash="",
            index=behind + place,
            sender=NOBODY,
            recipient=withdrawal.address.lower(),
            amount=str(wei),
            status="success",
            way="withdrawal",
            place=f"withdrawal:{count(withdrawal.index, 'index of a withdrawal')}",
            coin=coin,
        )

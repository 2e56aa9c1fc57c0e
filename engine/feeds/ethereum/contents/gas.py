"""What a block charged for gas.

The percentiles are those of ``eth_feeHistory``: transactions in the order of their tips, each as
wide as the gas it used; the tip at 10, 50 and 90 % of the gas of the block. A tip is what was paid
above the base fee (EIP-1559).
"""

from collections.abc import Sequence

from core.chain import GasPrice
from core.errors import BrokenInputError
from engine.feeds.ethereum.contents.blocks import RpcBlock
from engine.feeds.ethereum.contents.origin import Origin
from engine.feeds.ethereum.contents.quantities import count
from engine.feeds.ethereum.contents.receipts import RpcReceipt

PERCENTILES = (10, 50, 90)
_MOST_TIP = 2**63 - 1
"""Nine ether for a unit of gas: the wire format's integers end there."""


def gas_price(
    block: RpcBlock, receipts: Sequence[RpcReceipt] | None, *, origin: Origin
) -> GasPrice:
    """What a block charged.

    Without receipts nobody knows how much gas each transaction used: they then count alike, which
    is no longer what ``eth_feeHistory`` says, though near it. Before EIP-1559 the base fee is 0 and
    the tip is the whole price. On a rollup, transactions of the chain itself pay nothing.

    Raises
    ------
    BrokenInputError
        If a number is no hex quantity.
    """
    base = count(block.base_fee_per_gas or "0x0", "baseFeePerGas")
    limit = count(block.gas_limit, "gasLimit")
    used = count(block.gas_used, "gasUsed")
    paid = _paid(block, receipts)
    prices = weighted_percentiles(paid, PERCENTILES) if paid else ()
    return GasPrice(
        **origin,
        base_fee_wei=base,
        priority_wei=tuple(min(max(0, price - base), _MOST_TIP) for price in prices),
        used=used / limit if limit else 0.0,
    )


def weighted_percentiles(
    weighted: list[tuple[int, int]], percentiles: Sequence[int]
) -> tuple[int, ...]:
    """The values at ascending percentiles of a list of (value, weight) that is not empty.

    >>> weighted_percentiles([(1, 10), (2, 80), (9, 10)], (10, 50, 90))
    (1, 2, 2)
    """
    weighted.sort()
    whole = sum(weight for _, weight in weighted)
    found: list[int] = []
    at, reached = 0, weighted[0][1]
    for percentile in percentiles:
        while reached < whole * percentile // 100 and at < len(weighted) - 1:
            at += 1
            reached += weighted[at][1]
        found.append(weighted[at][0])
    return tuple(found)


def _paid(block: RpcBlock, receipts: Sequence[RpcReceipt] | None) -> list[tuple[int, int]]:
    """Price and gas of each transaction; written for speed, a day has a million of them."""
    try:
        if receipts:
            return [
                (int(receipt.effective_gas_price, 16), int(receipt.gas_used, 16))
                for receipt in receipts
                if receipt.effective_gas_price and receipt.gas_used
            ]
        return [(int(one.gas_price, 16), 1) for one in block.transactions if one.gas_price]
    except ValueError as error:
        raise BrokenInputError(f"the price of gas in block {block.height}: {error}") from None

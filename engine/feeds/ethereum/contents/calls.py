"""What transactions carry themselves: a payment, a call with value, a new contract's endowment."""

from collections.abc import Iterator, Mapping

import msgspec

from core.chain import Transfer
from engine.feeds.ethereum.contents.blocks import RpcTransaction
from engine.feeds.ethereum.contents.origin import Origin
from engine.feeds.ethereum.contents.quantities import quantity
from engine.feeds.ethereum.contents.receipts import RpcReceipt, status_of

_SELECTOR_LENGTH = len("0xa9059cbb")
_SELECTOR = slice(1, 1 + _SELECTOR_LENGTH)
"""Behind the opening quote: ``0x`` and four bytes."""


def value_transfers(
    transactions: list[RpcTransaction],
    receipts: Mapping[str, RpcReceipt],
    *,
    coin: str,
    least_wei: int,
    origin: Origin,
) -> Iterator[Transfer]:
    """The transactions that carry at least ``least_wei``, in order, with what became of them.

    Failed ones are among them, with their status: they moved nothing, and whoever announces
    transfers must leave them out. ``receipts`` are by transaction's hash.

    Raises
    ------
    BrokenInputError
        If a value is no hex quantity.
    """
    # 100 ETH has 17 hex digits: nearly every transaction is told apart by the length of its text,
    # at a fraction of the cost of reading the number.
    shortest = len(hex(least_wei))
    for index, transaction in enumerate(transactions):
        if len(transaction.value) < shortest:
            continue
        wei = quantity(transaction.value, f"value of {transaction.hash}")
        if wei >= least_wei:
            receipt = receipts.get(transaction.hash)
            yield _transfer(transaction, receipt, index=index, wei=wei, coin=coin, origin=origin)


def selector_of(call_data: msgspec.Raw) -> str | None:
    """The first four bytes of call data, which say which function of a contract is called.

    None for a plain payment, and where there are fewer than four bytes.

    >>> selector_of(msgspec.Raw(b'"0xa9059cbb000000"'))
    '0xa9059cbb'
    >>> selector_of(msgspec.Raw(b'"0x"'))
    """
    # Call data may be 128 kB long: only its beginning is copied.
    first = bytes(memoryview(call_data)[_SELECTOR])
    try:
        number = int(first, 16)
    except ValueError:
        return None
    return f"0x{number:08x}" if len(first) == _SELECTOR_LENGTH else None


def _transfer(
    transaction: RpcTransaction,
    receipt: RpcReceipt | None,
    *,
    index: int,
    wei: int,
    coin: str,
    origin: Origin,
) -> Transfer:
    status = status_of(receipt)
    # Where a contract is made, the data is its code and names no function. A node tells the address
    # even of one that failed to be made.
    made = receipt.contract_address if receipt and not transaction.to else None
    return Transfer(
        **origin,
        tx_hash=transaction.hash,
        index=index,
        sender=transaction.sender.lower(),
        recipient=transaction.to.lower() if transaction.to else None,
        amount=str(wei),
        status=status,
        coin=coin,
        selector=selector_of(transaction.input) if transaction.to else None,
        created=made.lower() if made and status != "failed" else None,
    )

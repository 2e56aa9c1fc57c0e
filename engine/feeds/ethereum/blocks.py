"""Blocks and receipts of JSON-RPC, and the transfers in them."""

from collections.abc import Iterator, Mapping

import msgspec

from core.chain import Block, Status, Transfer
from core.errors import BrokenInputError

_SECOND_NS = 1_000_000_000


class RpcReceipt(msgspec.Struct, rename="camel"):
    """A receipt: ``status`` is 0x1 or 0x0, and absent before the Byzantium fork (2017)."""

    transaction_hash: str
    status: str | None = None


class RpcTransaction(msgspec.Struct, rename="camel"):
    """A transaction, of any type: types that are not known are read like the others."""

    hash: str
    sender: str = msgspec.field(name="from")
    value: str
    to: str | None = None
    transaction_index: str | None = None


class RpcHeader(msgspec.Struct, rename="camel"):
    """What links a block to its chain. Numbers are hex quantities."""

    hash: str
    parent_hash: str
    number: str
    timestamp: str

    @property
    def height(self) -> int:
        """The block number."""
        return int(self.number, 16)

    @property
    def at_ns(self) -> int:
        """The block's timestamp."""
        return int(self.timestamp, 16) * _SECOND_NS


class RpcBlock(RpcHeader, rename="camel"):
    """A block with whole transactions; some files and nodes keep its receipts beside them."""

    transactions: list[RpcTransaction] = []
    receipts: list[RpcReceipt] | None = None


class _Envelope(msgspec.Struct):
    result: RpcBlock


_block = msgspec.json.Decoder(RpcBlock)
_envelope = msgspec.json.Decoder(_Envelope)


def read_block(line: bytes) -> RpcBlock:
    """A block as ``eth_getBlockByNumber`` returns it, with or without its JSON-RPC envelope.

    Raises
    ------
    BrokenInputError
        If it is neither; the message names the field that is wrong.
    """
    try:
        return _envelope.decode(line).result if b'"jsonrpc"' in line[:200] else _block.decode(line)
    except msgspec.MsgspecError as error:
        raise BrokenInputError(f"not a block with whole transactions: {error}") from error


def statuses_of(receipts: list[RpcReceipt]) -> dict[str, Status]:
    """What became of each transaction, by hash."""
    names: dict[str | None, Status] = {"0x1": "success", "0x0": "failed"}
    return {receipt.transaction_hash: names.get(receipt.status, "unknown") for receipt in receipts}


def transfers_of(
    block: RpcBlock,
    *,
    chain: str,
    min_wei: int,
    statuses: Mapping[str, Status],
    seen_ns: int,
    late_ns: int = 0,
) -> Iterator[Transfer]:
    """The transactions of a block that carry at least ``min_wei``, in the block's order.

    Failed ones are among them, with their status: they moved nothing, and whoever announces
    transfers must leave them out.

    Raises
    ------
    BrokenInputError
        If a value is no hex quantity.
    """
    # 100 ETH has 17 hex digits: nearly every transaction is told apart by the length of its text,
    # at a fraction of the cost of reading the number.
    shortest = len(hex(max(min_wei, 1)))
    height, at_ns = block.height, block.at_ns
    for place, transaction in enumerate(block.transactions):
        text = transaction.value
        if len(text) < shortest:
            continue
        wei = _quantity(text, transaction.hash)
        if wei < min_wei:
            continue
        yield Transfer(
            chain=chain,
            block_number=height,
            block_hash=block.hash,
            at_ns=at_ns,
            seen_ns=seen_ns,
            late_ns=late_ns,
            tx_hash=transaction.hash,
            index=place,
            sender=transaction.sender.lower(),
            recipient=transaction.to.lower() if transaction.to else None,
            amount=str(wei),
            status=statuses.get(transaction.hash, "unknown"),
        )


def block_fact(block: RpcBlock, *, chain: str, seen_ns: int, late_ns: int = 0) -> Block:
    """The block itself. It follows its transfers: whoever has seen it has seen them all."""
    return Block(
        chain=chain,
        block_number=block.height,
        block_hash=block.hash,
        parent_hash=block.parent_hash,
        at_ns=block.at_ns,
        seen_ns=seen_ns,
        late_ns=late_ns,
        transactions=len(block.transactions),
    )


def _quantity(text: str, transaction: str) -> int:
    try:
        return int(text, 16)
    except ValueError:
        raise BrokenInputError(f"value {text!r} of {transaction} is no hex quantity") from None

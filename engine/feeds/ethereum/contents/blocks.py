"""Blocks as JSON-RPC tells them.

Source: the execution API's ``eth_getBlockByHash`` with whole transactions.
"""

import msgspec

from core.chain import Block
from core.errors import BrokenInputError
from core.time_units import SECOND_NS
from engine.feeds.ethereum.contents.quantities import count
from engine.feeds.ethereum.contents.receipts import RpcReceipt

_SECONDS = 2**63 // SECOND_NS
"""Seconds that can be said in nanoseconds: until the year 2262."""


class RpcTransaction(msgspec.Struct, rename="camel", gc=False):
    """A transaction, of any type: types that are not known are read like the others.

    ``gas_price`` is what was paid for a unit of gas, base fee and tip together, whatever the type.
    ``input`` stays as the node wrote it: it is a third of a block, and read for few.
    """

    hash: str
    sender: str = msgspec.field(name="from")
    value: str = "0x0"
    to: str | None = None
    gas_price: str | None = None
    input: msgspec.Raw = msgspec.Raw(b'"0x"')


class RpcWithdrawal(msgspec.Struct, rename="camel", gc=False):
    """What a validator was paid out; ``amount`` is in gwei (EIP-4895)."""

    index: str
    address: str
    amount: str


class RpcHeader(msgspec.Struct, rename="camel"):
    """What links a block to its chain. Numbers are hex quantities."""

    hash: str
    parent_hash: str
    number: str
    timestamp: str

    def __post_init__(self) -> None:
        """Refuse numbers that are none already while the frame is decoded."""
        try:
            count(self.number, "number")
            count(self.timestamp, "timestamp", below=_SECONDS)
        except BrokenInputError as error:
            # What the decoder turns into an error of its own, with the way to this object.
            raise ValueError(str(error)) from None

    @property
    def height(self) -> int:
        """The block number."""
        return int(self.number, 16)

    @property
    def at_ns(self) -> int:
        """The block's timestamp."""
        return int(self.timestamp, 16) * SECOND_NS


class RpcBlock(RpcHeader, rename="camel"):
    """A block with whole transactions; some files and nodes keep its receipts beside them."""

    transactions: list[RpcTransaction] = []
    withdrawals: list[RpcWithdrawal] | None = None
    base_fee_per_gas: str | None = None
    gas_limit: str = "0x0"
    gas_used: str = "0x0"
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

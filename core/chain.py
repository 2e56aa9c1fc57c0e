"""What happened on a chain, as facts that cross machine borders.

``at_ns`` is the block's own timestamp, ``seen_ns`` the moment it was complete on this machine.
Hashes and addresses are lower-case hex with ``0x``. A transfer lives through the states pending →
included → safe → final, or retracted: ``pending`` is a status of the transfer itself, ``safe`` and
``final`` follow from the newest ``Finality`` of its chain, ``retracted`` from a ``Retraction``.
"""

from collections.abc import Mapping
from typing import Literal

import msgspec

Status = Literal["success", "failed", "unknown", "pending"]
Way = Literal["transaction", "internal", "withdrawal", "token"]
FinalityState = Literal["safe", "final"]
TransferState = Literal["pending", "included", "safe", "final", "retracted"]

WEI_PER_ETH = 10**18


class ChainFact(msgspec.Struct, frozen=True, kw_only=True):
    """What every fact of a chain carries.

    ``late_ns`` is how far the chain had grown past this block, in block time, when it was read: 0
    at the tip, large where a gap was filled afterwards.
    """

    chain: str
    block_number: int
    block_hash: str
    at_ns: int
    seen_ns: int
    late_ns: int = 0

    @property
    def subject(self) -> str:
        """What the fact is about, as rules and detections name it: ``ethereum``."""
        return self.chain


class Block(ChainFact, frozen=True, kw_only=True, tag="block"):
    """A block that was read whole: header, transactions and, where the node has them, receipts."""

    parent_hash: str
    transactions: int


class Transfer(ChainFact, frozen=True, kw_only=True, tag="transfer"):
    """Something of value that changed hands.

    ``way`` says how it moved: as the value of a ``transaction``, inside one by an ``internal``
    call, as a validator's ``withdrawal``, or as a ``token`` by a contract's log. ``place`` tells
    the moves of one transaction apart: "" for its own value, the trace's path (``0.2``) for a call,
    ``log:17`` for a token; (chain, tx_hash, place) is unique. A withdrawal has no transaction:
    its ``tx_hash`` is "" and its ``place`` is ``withdrawal:<index>``, an index the chain never
    repeats.

    ``amount`` is decimal text in the coin's smallest unit (wei for ETH), because the wire format's
    integers end at 2**64 (18.4 ETH). ``contract`` is the token's address, None for the chain's own
    coin. ``recipient`` is None when the transaction creates a contract; ``created`` is then that
    contract's address, where a receipt told it. ``selector`` is the first four bytes of the call
    data (``0xa9059cbb``), None for a plain transfer.

    A ``failed`` transaction moved nothing; ``unknown`` means that the node gave no receipt. A
    ``pending`` one waits in a mempool: its block_number is 0, its block_hash "".
    """

    tx_hash: str
    index: int
    sender: str
    recipient: str | None
    amount: str
    status: Status
    way: Way = "transaction"
    place: str = ""
    coin: str = "ETH"
    decimals: int = 18
    contract: str | None = None
    selector: str | None = None
    created: str | None = None

    @property
    def units(self) -> int:
        """The amount in the coin's smallest unit, exact."""
        return int(self.amount)

    @property
    def size(self) -> float:
        """The amount in coins, for comparisons and display; exact to 15 digits."""
        return self.units / float(10**self.decimals)


class Retraction(ChainFact, frozen=True, kw_only=True, tag="retraction"):
    """A block that was reported left the canonical chain; everything it held is undone."""


class Finality(ChainFact, frozen=True, kw_only=True, tag="finality"):
    """The newest block that is ``safe`` (unlikely to be reorganised) or ``final`` (never).

    All blocks at or below it on the canonical chain share its state. ``at_ns`` is that block's own
    timestamp.
    """

    state: FinalityState


class GasPrice(ChainFact, frozen=True, kw_only=True, tag="gas_price"):
    """What a block charged for gas, in wei per unit of gas.

    ``priority_wei`` are the 10th, 50th and 90th percentile of the tips that were paid above the
    base fee, weighted by the gas that each transaction used (as ``eth_feeHistory`` defines it);
    empty for a block without transactions. ``used`` is the share of the gas limit, 0 to 1.
    """

    base_fee_wei: int
    priority_wei: tuple[int, ...]
    used: float


def state_of(
    transfer: Transfer,
    finality: Mapping[FinalityState, Finality],
    *,
    retracted: bool = False,
) -> TransferState:
    """Where a transfer stands on its way, given the newest ``Finality`` of its chain.

    >>> sent = Transfer(
    ...     chain="ethereum", block_number=8, block_hash="0xb8", at_ns=1, seen_ns=1, tx_hash="0xa",
    ...     index=0, sender="0x1", recipient="0x2", amount="1", status="success",
    ... )
    >>> safe = Finality(
    ...     chain="ethereum", block_number=9, block_hash="0xb9", at_ns=2, seen_ns=2, state="safe"
    ... )
    >>> state_of(sent, {}), state_of(sent, {"safe": safe})
    ('included', 'safe')
    """
    if retracted:
        return "retracted"
    if transfer.status == "pending":
        return "pending"
    for state in ("final", "safe"):
        newest = finality.get(state)
        if newest is not None and transfer.block_number <= newest.block_number:
            return state
    return "included"

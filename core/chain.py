"""What happened on a chain, as facts that cross machine borders.

``at_ns`` is the block's own timestamp, ``seen_ns`` the moment it was complete on this machine.
Hashes and addresses are lower-case hex with ``0x``.
"""

from typing import Literal

import msgspec

Status = Literal["success", "failed", "unknown"]

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
    """A transaction that moves the chain's own coin.

    ``wei`` is the amount as decimal text, because the wire format's integers end at 2**64 (18.4
    ETH). ``recipient`` is None when the transaction creates a contract. A ``failed`` transaction
    moved nothing; ``unknown`` means that the node gave no receipt.
    """

    tx_hash: str
    index: int
    sender: str
    recipient: str | None
    wei: str
    status: Status

    @property
    def value_wei(self) -> int:
        """The amount in wei, exact."""
        return int(self.wei)

    @property
    def value_eth(self) -> float:
        """The amount in ETH, for comparisons and display; exact to 15 digits."""
        return self.value_wei / WEI_PER_ETH


class Retraction(ChainFact, frozen=True, kw_only=True, tag="retraction"):
    """A block that was reported left the canonical chain; everything it held is undone."""

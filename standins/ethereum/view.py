"""What one node knows: its chain, how far behind it is, and what it gives to its clients."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from standins.ethereum.arguments import HASH_LENGTH, quantity
from standins.ethereum.errors import INVALID_PARAMS, RpcError
from standins.ethereum.limits import Limits
from standins.ethereum.source import BlockSource, Json

SAFE_BEHIND, FINAL_BEHIND = 32, 64
"""Blocks between the head and what the tags ``safe`` and ``finalized`` mean: one and two epochs."""


@dataclass(slots=True)
class View:
    """A chain as one node sees it.

    Parameters
    ----------
    source
        The chain.
    clock
        Nanoseconds; some things expire.
    behind
        How many blocks this node has not seen yet that others have.
    limits
        What a client gets.
    """

    source: BlockSource
    clock: Callable[[], int]
    behind: int = 0
    limits: Limits = field(default_factory=Limits)

    @property
    def head(self) -> int:
        """Number of the newest block this node has."""
        return self.source.head - self.behind

    def by_number(self, number: int) -> Json | None:
        """The block that is the chain at a number."""
        return self.source.by_number(number) if number <= self.head else None

    def by_hash(self, block_hash: str) -> Json | None:
        """A block by hash, orphaned ones included."""
        block = self.source.by_hash(block_hash)
        return block if block and quantity(block["number"]) <= self.head else None

    def receipts(self, block_hash: str) -> list[Json] | None:
        """Receipts of a block this node has."""
        if self.behind and self.by_hash(block_hash) is None:
            return None
        return self.source.receipts(block_hash)

    def number(self, tag: object) -> int:
        """The number a QUANTITY or a tag stands for."""
        match tag:
            case "latest" | "pending":
                return self.head
            case "safe":
                return max(0, self.head - SAFE_BEHIND)
            case "finalized":
                return max(0, self.head - FINAL_BEHIND)
            case "earliest":
                return 0
            case int() | str() if not isinstance(tag, bool):
                return quantity(tag)
            case _:
                raise RpcError(INVALID_PARAMS, f"invalid argument: block {tag!r}")

    def block(self, which: object) -> Json | None:
        """The block that a hash, number, tag or ``{blockHash}`` object names."""
        if isinstance(which, dict):
            which = which.get("blockHash", which.get("blockNumber"))
        if isinstance(which, str) and len(which) == HASH_LENGTH:
            return self.by_hash(which)
        return self.by_number(self.number(which))

    def holder(self, transaction_hash: str) -> Json | None:
        """The block of the chain that holds a transaction."""
        block_hash = self.source.block_of(transaction_hash)
        return self.by_hash(block_hash) if block_hash else None

    def blocks(self, numbers: range) -> Iterator[Json]:
        """The known blocks at some numbers."""
        for number in numbers:
            block = self.by_number(number)
            if block is not None:
                yield block

"""What the node stand-in needs from whatever feeds it."""

from typing import Protocol

from standins.stage import Source

Json = dict[str, object]


class BlockSource(Source, Protocol):
    """A chain that grows."""

    @property
    def head(self) -> int:
        """Number of the newest block."""

    def advance(self) -> str:
        """Let the next block come; its hash."""

    def by_number(self, number: int) -> Json | None:
        """The block that is the chain at a number, with whole transactions; None if unknown."""

    def by_hash(self, block_hash: str) -> Json | None:
        """A block by hash, orphaned ones included; None if unknown."""

    def receipts(self, block_hash: str) -> list[Json] | None:
        """Receipts of a block; None if the block, or only they, are not known."""

    def block_of(self, transaction_hash: str) -> str | None:
        """Hash of the block of the chain that holds a transaction; None if none does."""

    def reorganise(self, depth: int) -> tuple[list[str], list[str]]:
        """Replace the newest blocks: hashes of those that go and of those that come.

        Raises
        ------
        ValueError
            This chain cannot be reorganised, or not so deep.
        """

    def planted(self, first: int, last: int) -> list[Json]:
        """What was planted in a range of blocks on purpose; empty when nothing is known."""

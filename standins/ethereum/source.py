"""What the node stand-in needs from whatever feeds it."""

from typing import Protocol

from standins.stage import Source

Json = dict[str, object]


class BlockSource(Source, Protocol):
    """A chain that grows."""

    @property
    def chain_id(self) -> int:
        """Which chain: 1, 8453, 42161, 10, 137."""

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

    def traces(self, block_hash: str) -> list[Json] | None:
        """Call trees of a block's transactions as ``callTracer`` gives them; None if unknown."""

    def block_of(self, transaction_hash: str) -> str | None:
        """Hash of the block of the chain that holds a transaction; None if none does."""

    def pending(self, *, new: bool = False) -> list[Json]:
        """Transactions that wait to be mined, in no block yet; empty when nothing is known.

        ``new``: only those that came while the newest block was the newest.
        """

    def has_code(self, address: str) -> bool:
        """Whether an address is a contract, as far as is known."""

    def was_there(self, address: str) -> bool:
        """Whether an account had a past before the chain began to tell; strangers have none."""

    def reorganise(self, depth: int, longer: int = 0) -> tuple[list[str], list[str]]:
        """Replace the newest blocks: hashes of those that go and of those that come.

        Parameters
        ----------
        depth
            Blocks that go.
        longer
            Blocks that come beyond as many.

        Raises
        ------
        ValueError
            This chain cannot be reorganised, or not so deep.
        """

    def restore(self, number: int) -> None:
        """Let what stood above a number before the last reorganisation stand there again.

        Raises
        ------
        ValueError
            This chain cannot be reorganised.
        """

    def planted(self, first: int, last: int) -> list[Json]:
        """Moves planted in a range of blocks on purpose; empty when nothing is known."""

    def stories(self, first: int, last: int) -> list[Json]:
        """The stories these moves belong to; empty when nothing is known."""

    def never_mined(self, first: int, last: int) -> list[Json]:
        """What came to wait in a range of blocks, in vain; empty when nothing is known."""

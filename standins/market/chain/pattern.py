"""What a pattern is: a kind of story, how often it is told, and who writes it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from standins.market.chain.scene import Scene


@dataclass(frozen=True, slots=True)
class Pattern:
    """A kind of story.

    The chain is cut into eras of ``every`` blocks; each era begins at most one story, in a share
    ``odds`` of all eras. So the stories that touch a block are found by its number alone.

    Parameters
    ----------
    kind
        Its name in the ledger.
    every
        Length of its era in blocks.
    reach
        Where a story may act, in blocks from the first of its era. Several ranges for a story that
        rests in between: each costs a look-up a block, so none should be longer than it must.
    play
        Writes the story.
    odds
        Share of eras that have one.
    """

    kind: str
    every: int
    reach: tuple[range, ...]
    play: Callable[[Scene], None]
    odds: float = 1.0

    def eras(self, first: int, last: int) -> Iterator[int]:
        """Eras whose stories may act in the blocks first to last, both included."""
        for reach in self.reach:
            begin = max(0, -((reach.stop - 1 - first) // self.every))
            yield from range(begin, (last - reach.start) // self.every + 1)

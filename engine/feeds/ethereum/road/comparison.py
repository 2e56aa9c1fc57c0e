"""Whether two sources of one chain tell the same blocks."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.feeds.ethereum.road.chain import HeaderChain

_DISPUTABLE = 3
"""Blocks of depth from which on a difference is no reorganisation in passing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What two sources of one chain say.

    ``height`` is the highest block that both tell, 0 if there is none; ``ours`` and ``theirs`` are
    its hashes. ``behind`` is how many blocks we have not read that the other has.
    """

    height: int
    ours: str = ""
    theirs: str = ""
    behind: int = 0
    depth: int = 0

    @property
    def proven(self) -> bool:
        """Whether both tell the same."""
        return self.height > 0 and self.ours == self.theirs

    @property
    def disputed(self) -> bool:
        """Whether they differ where no reorganisation in passing explains it."""
        return self.ours != self.theirs and self.depth >= _DISPUTABLE


def compare(ours: HeaderChain, theirs: Mapping[int, str], *, head: int) -> Comparison:
    """Compare the blocks that were read with another source's.

    Parameters
    ----------
    ours
        What was read.
    theirs
        Hashes by number, as the other told them last.
    head
        The number of the other's newest block.
    """
    if ours.tip is None:
        return Comparison(height=0)
    behind = max(0, head - ours.tip.number)
    for number in sorted(theirs, reverse=True):
        known = ours.hash_at(number)
        if known is not None:
            return Comparison(
                height=number,
                ours=known,
                theirs=theirs[number],
                behind=behind,
                depth=ours.tip.number - number,
            )
    return Comparison(height=0, behind=behind)

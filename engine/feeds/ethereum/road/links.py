"""The blocks of the chain that were read last, each standing on the one before."""

from collections import OrderedDict
from dataclasses import dataclass

from engine.feeds.ethereum.contents.blocks import RpcHeader

# Finality takes two epochs, 64 blocks, on Ethereum; Polygon has replaced 157 blocks at once (2022).
REMEMBERED = 256
# How many are remembered at most while a deeper branch is walked back.
_FARTHEST = 4 * REMEMBERED


@dataclass(frozen=True, slots=True)
class Link:
    """A block's place in the chain. ``hash`` is "" for one that no node gave."""

    number: int
    hash: str
    parent: str | None


class Links:
    """A bounded memory of links, oldest first."""

    def __init__(self) -> None:
        self._by_hash: OrderedDict[str, Link] = OrderedDict()

    def __contains__(self, block_hash: object) -> bool:
        return block_hash in self._by_hash

    @property
    def full(self) -> bool:
        """Whether older links have been forgotten."""
        return len(self._by_hash) >= REMEMBERED

    @property
    def oldest(self) -> Link | None:
        """The link at the bottom of memory."""
        return next(iter(self._by_hash.values()), None)

    def remember(self, link: Link) -> None:
        """Add the newest link; the oldest may be forgotten for it."""
        self._by_hash[link.hash] = link
        while len(self._by_hash) > REMEMBERED:
            self._by_hash.popitem(last=False)

    def extend(self, header: RpcHeader) -> bool:
        """Go one link further back, by the header of the oldest; whether there is room for it."""
        if header.hash not in self._by_hash or len(self._by_hash) >= _FARTHEST:
            return False
        parent = Link(header.height - 1, header.parent_hash, None)
        self._by_hash[parent.hash] = parent
        self._by_hash.move_to_end(parent.hash, last=False)
        return True

    def cut_above(self, parent: str | None) -> tuple[Link, ...]:
        """Forget all that stands on a block, newest first; all there is without one."""
        gone = []
        while self._by_hash:
            newest = next(reversed(self._by_hash))
            if newest == parent:
                break
            gone.append(self._by_hash.pop(newest))
        return tuple(gone)

    def hash_at(self, number: int) -> str | None:
        """The hash of the block at a height, if it is remembered."""
        for link in reversed(self._by_hash.values()):
            if link.number <= number:
                return link.hash if link.number == number else None
        return None

    def clear(self) -> None:
        """Forget all."""
        self._by_hash.clear()

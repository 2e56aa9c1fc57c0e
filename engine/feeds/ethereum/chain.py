"""Which block comes next: the header chain with its gaps and reorganisations.

Pure decisions, no requests: the feed fetches what ``wanted`` names and hands it to ``offer``.
"""

from collections import OrderedDict, deque
from dataclasses import dataclass

from engine.feeds.ethereum.blocks import RpcHeader

# Finality takes two epochs, 64 slots; twice that is remembered.
_REMEMBERED = 128


@dataclass(frozen=True, slots=True)
class Link:
    """A block's place in the chain."""

    number: int
    hash: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """The block to fetch next: by its hash, or by number where a gap is filled."""

    number: int
    hash: str | None
    backfill: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """What a block did: the blocks it orphaned, newest first, and whether history was lost.

    ``kept`` is false when the block could not be placed yet (its parent must be fetched first).
    """

    kept: bool
    orphaned: tuple[Link, ...] = ()
    lost: str | None = None


class HeaderChain:
    """The last blocks that were read whole, and the heads that wait to be.

    Parameters
    ----------
    cursor
        Number and hash of the last block read before this start, or None for a first start: then
        the first head is the first block.
    max_backfill
        Blocks to fetch at most when heads run ahead; None means all of them, 0 none. A longer gap
        is reported as lost and reading goes on at the head.
    """

    def __init__(self, *, cursor: tuple[int, str] | None, max_backfill: int | None) -> None:
        self._links: OrderedDict[str, Link] = OrderedDict()
        self._heads: deque[RpcHeader] = deque()
        self._parents: list[Wanted] = []
        self._max_backfill = max_backfill
        self.tip: Link | None = None
        self.newest_ns = 0
        if cursor is not None:
            self._remember(Link(number=cursor[0], hash=cursor[1], parent=None))

    def head(self, header: RpcHeader) -> None:
        """The node announced a head. Announcing it twice changes nothing."""
        self.newest_ns = max(self.newest_ns, header.at_ns)
        if header.hash in self._links or any(head.hash == header.hash for head in self._heads):
            return
        self._heads.append(header)

    def jump(self) -> str | None:
        """Give up a gap that is longer than allowed; the words for it, or None if there is none."""
        head = self._next_head()
        if self.tip is None or head is None or self._max_backfill is None:
            return None
        missing = head.height - self.tip.number - 1
        if missing <= self._max_backfill:
            return None
        last = self.tip.number
        self._forget()
        return f"{missing} blocks after {last} are not fetched (limit {self._max_backfill})"

    def wanted(self) -> Wanted | None:
        """The next block to fetch, or None when all announced heads are read."""
        if self._parents:
            return self._parents[-1]
        head = self._next_head()
        if head is None:
            return None
        if self.tip is not None and head.height > self.tip.number + 1:
            return Wanted(number=self.tip.number + 1, hash=None, backfill=True)
        return Wanted(number=head.height, hash=head.hash, backfill=False)

    def offer(self, header: RpcHeader) -> Placed:
        """Place a fetched block: append it, or orphan what it replaces, or ask for its parent."""
        link = Link(number=header.height, hash=header.hash, parent=header.parent_hash)
        if self.tip is None or link.parent == self.tip.hash:
            return self._keep(link)
        if link.parent in self._links:
            return self._keep(link, orphaned=self._orphan_above(link.parent))
        oldest = next(iter(self._links.values())).number
        if link.number <= oldest:
            # Deeper than all we remember: nothing connects the new branch to ours.
            orphaned = self._orphan_above(None)
            return self._keep(link, orphaned=orphaned, lost=f"no common block above {oldest}")
        parent = Wanted(number=link.number - 1, hash=header.parent_hash, backfill=False)
        self._parents.append(parent)
        return Placed(kept=False)

    def give_up(self, wanted: Wanted) -> str:
        """The node does not have a block: go on without it. The words for what is lost."""
        if wanted in self._parents:
            self._parents.clear()
        if wanted.backfill:
            self._forget()
            return f"the node does not have block {wanted.number}; reading goes on at its head"
        if self._heads:
            self._heads.popleft()
        return f"the node announced block {wanted.number} and never had it"

    def _next_head(self) -> RpcHeader | None:
        """The first announced head that is not read yet."""
        while self._heads and self._heads[0].hash in self._links:
            self._heads.popleft()
        return self._heads[0] if self._heads else None

    def _keep(
        self, link: Link, *, orphaned: tuple[Link, ...] = (), lost: str | None = None
    ) -> Placed:
        if self._parents and self._parents[-1].hash == link.hash:
            self._parents.pop()
        self._remember(link)
        return Placed(kept=True, orphaned=orphaned, lost=lost)

    def _remember(self, link: Link) -> None:
        self._links[link.hash] = link
        self.tip = link
        while len(self._links) > _REMEMBERED:
            self._links.popitem(last=False)

    def _orphan_above(self, parent: str | None) -> tuple[Link, ...]:
        orphaned = []
        while self._links:
            newest = next(reversed(self._links))
            if newest == parent:
                break
            orphaned.append(self._links.pop(newest))
        return tuple(orphaned)

    def _forget(self) -> None:
        self._links.clear()
        self._parents.clear()
        self.tip = None

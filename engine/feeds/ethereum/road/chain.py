"""Which blocks come next: the header chain with its gaps and reorganisations.

Pure decisions, no requests: the road fetches what ``plan`` names and hands it to ``offer`` in that
order.
"""

from collections import deque
from dataclasses import dataclass

from engine.feeds.ethereum.contents.blocks import RpcHeader
from engine.feeds.ethereum.road.links import Link, Links

# Heads that wait while a long gap is filled; those dropped are fetched by number like the gap.
_HEADS = 512
# So many blocks in a row that a node does not have are no accident: its past is pruned.
_PRUNED = 8
# A node that is behind what was read in an earlier run gets so long to catch up.
_PATIENCE_NS = 600_000_000_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """A block to fetch: by its hash, or by number where a gap is filled."""

    number: int
    hash: str | None
    backfill: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """What a block did: the blocks it orphaned, newest first, and whether history was lost.

    ``kept`` is false when the block could not be placed yet: its parent must be fetched first, or
    the header of the block ``past``, the oldest that is remembered, to go back on our own side.
    """

    kept: bool
    past: str | None = None
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
        self._links = Links()
        self._heads: deque[RpcHeader] = deque(maxlen=_HEADS)
        self._parents: list[Wanted] = []
        self._max_backfill = max_backfill
        self._absent = 0
        self._behind_ns = 0
        self._past_ends = False
        # The first block ever told; 0 where an earlier run has told those before.
        self._first = None if cursor is None else 0
        self.tip: Link | None = None
        self.newest = 0
        self.newest_ns = 0
        if cursor is not None:
            self._remember(Link(number=cursor[0], hash=cursor[1], parent=None))

    def head(self, header: RpcHeader, now_ns: int) -> bool:
        """Whether a head that the node named is news. Naming it twice changes nothing."""
        if header.hash in self._links or any(head.hash == header.hash for head in self._heads):
            return False
        if self._lags(header, now_ns):
            return False
        self.newest = max(self.newest, header.height)
        self.newest_ns = max(self.newest_ns, header.at_ns)
        self._heads.append(header)
        return True

    def jump(self) -> str | None:
        """Give up a gap that is longer than allowed; the words for it, or None if there is none."""
        hole = self.hole()
        if hole is None or self._max_backfill is None or len(hole) <= self._max_backfill:
            return None
        self._forget()
        limit = self._max_backfill
        return f"{len(hole)} blocks after {hole.start - 1} are not fetched (limit {limit})"

    def hole(self) -> range | None:
        """The numbers between the last block that was read and the next head, if there are any.

        While a branch is walked back to where it began, what lies between is no hole: it is known.
        """
        if self._parents:
            return None
        head = next(iter(self._heads), None)
        if self.tip is None or head is None or head.height <= self.tip.number + 1:
            return None
        return range(self.tip.number + 1, head.height)

    def plan(self, most: int) -> list[Wanted]:
        """The next blocks to fetch, in the order in which they are to be offered."""
        plan = self._parents[::-1]
        at = self._parents[0].number if self._parents else self.tip.number if self.tip else None
        for head in self._heads:
            while at is not None and at + 1 < head.height and len(plan) < most:
                at += 1
                plan.append(Wanted(number=at, hash=None, backfill=True))
            if len(plan) >= most:
                break
            at = head.height
            plan.append(Wanted(number=at, hash=head.hash, backfill=False))
        return list(dict.fromkeys(plan))[:most]

    def fits(self, header: RpcHeader) -> bool:
        """Whether a block stands on one that is known, or nothing is known yet."""
        return self.tip is None or header.parent_hash in self._links or self._on_absent(header)

    def offer(self, header: RpcHeader) -> Placed:
        """Place a fetched block: append it, or orphan what it replaces, or ask for its parent."""
        link = Link(header.height, header.hash, header.parent_hash)
        if self.tip is None or link.parent == self.tip.hash or self._on_absent(header):
            return self._keep(link)
        if link.parent in self._links:
            return self._keep(link, orphaned=self._links.cut_above(link.parent))
        oldest = self._links.oldest
        if oldest is not None and link.number <= oldest.number:
            return self._below_all(link, oldest)
        parent = Wanted(number=link.number - 1, hash=header.parent_hash, backfill=False)
        self._parents.append(parent)
        return Placed(kept=False)

    def extend(self, header: RpcHeader | None) -> None:
        """The header of the oldest remembered block, or None where the node has forgotten it.

        A node keeps blocks that left its chain for a while, so that the parents of ours can be told
        even when they were read in an earlier run.
        """
        self._past_ends = header is None or not self._links.extend(header)

    def give_up(self, wanted: Wanted) -> str:
        """The node does not have a block: go on without it. The words for what is lost."""
        if wanted.backfill:
            return self._without(wanted.number)
        if self._heads:
            self._heads.popleft()
        if wanted in self._parents:
            self._parents.clear()
            return f"the node does not have block {wanted.number}, on which its head stands"
        return f"the node announced block {wanted.number} and never had it"

    def hash_at(self, number: int) -> str | None:
        """The hash of a remembered block of the chain as it is now."""
        return self._links.hash_at(number)

    @property
    def lags(self) -> bool:
        """Whether the node's head is below all that is remembered, so that it is waited for."""
        return self._behind_ns != 0

    def holds(self, block_hash: str) -> bool:
        """Whether a block was read and is remembered as part of the chain."""
        return block_hash in self._links

    def _below_all(self, link: Link, oldest: Link) -> Placed:
        """Place a block at the height of the oldest that is remembered, or below it."""
        # Where nothing was told before, nothing before can have to be taken back.
        begun = oldest.number == self._first
        if not begun and not self._past_ends:
            return Placed(kept=False, past=oldest.hash)
        lost = None if begun else f"no common block above {oldest.number}"
        return self._keep(link, orphaned=self._links.cut_above(None), lost=lost)

    def _lags(self, header: RpcHeader, now_ns: int) -> bool:
        """Whether the node is behind what an earlier run, or another node, has seen.

        As long as memory does not reach below that head, nothing says that the chain has changed.
        """
        oldest = self._links.oldest
        if oldest is None or self._links.full or header.height >= oldest.number:
            self._behind_ns = 0
            return False
        self._behind_ns = self._behind_ns or now_ns
        return now_ns - self._behind_ns < _PATIENCE_NS

    def _on_absent(self, header: RpcHeader) -> bool:
        """Whether a block follows one that no node gave: any parent is right then."""
        tip = self.tip
        return tip is not None and not tip.hash and header.height == tip.number + 1

    def _without(self, number: int) -> str:
        self._absent += 1
        if self._absent >= _PRUNED:
            self._forget()
            return (
                f"the node has no block {number} nor those before it; reading goes on at its head"
            )
        self.tip = Link(number=number, hash="", parent=None)
        return f"the node does not have block {number}"

    def _keep(
        self, link: Link, *, orphaned: tuple[Link, ...] = (), lost: str | None = None
    ) -> Placed:
        if self._parents and self._parents[-1].hash == link.hash:
            self._parents.pop()
        self._absent = 0
        self._past_ends = False
        # A head that has been read is none any more, not even when its block is orphaned later.
        self._heads = deque((one for one in self._heads if one.hash != link.hash), maxlen=_HEADS)
        self._first = link.number if self._first is None else self._first
        self._remember(link)
        return Placed(kept=True, orphaned=orphaned, lost=lost)

    def _remember(self, link: Link) -> None:
        self._links.remember(link)
        self.tip = link
        self.newest = max(self.newest, link.number)

    def _forget(self) -> None:
        self._links.clear()
        self._parents.clear()
        self._absent = 0
        self.tip = None

"""The best N levels of a book as a client sees them: a snapshot, then differences.

A window remembers what it has told, so it only has to look where the book was touched and where
its own edge has moved: a push costs what has changed, not what is there.
"""

from bisect import bisect_right
from collections.abc import Iterable

from standins.bybit.frames import Frame, made, written
from standins.bybit.wire import BookBody, BookFrame
from standins.bybit.wording import Wording
from standins.market.exchange.side import FAR, BookSide

REPEAT_MS = 3_000
"""Depth 1 is repeated with the same ``u`` when it has not changed for so long."""

ENGINE_MS = 2
"""``cts``, the matching engine's time, lies a little before ``ts``."""


class ToldSide:
    """What a window has told of one side: lots by rank.

    Parameters
    ----------
    side, depth
        The side of the book, and how many of its levels are told.
    """

    __slots__ = ("_depth", "_edge", "levels", "side")

    def __init__(self, side: BookSide, depth: int) -> None:
        self.side = side
        self.levels: dict[int, int] = {}
        self._depth = depth
        self._edge = -FAR

    def changes(self, touched: Iterable[int]) -> list[tuple[int, int]]:
        """Ranks and lots that turn what was told into what is; 0 lots end a level.

        A level that falls out of the best N is ended too, as on the venue, so that a client's book
        never grows beyond N levels a side.
        """
        side, told, depth, old_edge = self.side, self.levels, self._depth, self._edge
        ranks, standing, way = side.ranks, side.levels, side.way
        edge = self._edge = ranks[depth - 1] if len(ranks) >= depth else FAR
        if edge > old_edge:
            touched = {*touched, *ranks[bisect_right(ranks, old_edge) : depth]}
        elif edge < old_edge:
            touched = {*touched, *ranks[depth : bisect_right(ranks, old_edge)]}
        found = []
        for rank in sorted(touched):
            lots = standing.get(rank * way, 0) if rank <= edge else 0
            if lots != told.get(rank, 0):
                found.append((rank, lots))
                if lots:
                    told[rank] = lots
                else:
                    del told[rank]
        return found


class BookWindow:
    """Pushes one depth of one book. Depth 1 knows no deltas, only snapshots.

    Parameters
    ----------
    wording, depth
        How levels are spelled, and how many a side.
    sides
        Bids and asks.
    first_u
        The update id before the first push.
    """

    def __init__(
        self, wording: Wording, depth: int, sides: tuple[BookSide, BookSide], *, first_u: int
    ) -> None:
        self.depth = depth
        self.topic = f"orderbook.{depth}.{wording.symbol}"
        self._wording = wording
        self._u = first_u
        self._bids, self._asks = (ToldSide(side, depth) for side in sides)
        self._touched: tuple[set[int], set[int]] = set(), set()
        self._moment = (0, 0)
        self._pushed_ms = 0
        self._begin = f'{{"topic":"{self.topic}","type":"delta","ts":'
        self._body = f',"data":{{"s":"{wording.symbol}","b":['

    def touch(self) -> None:
        """Take notice of where the book was touched, until the next push."""
        bids, asks = self._touched
        bids |= self._bids.side.touched
        asks |= self._asks.side.touched

    def push(self, now_ms: int, seq: int) -> Frame | None:
        """The frame that tells what changed since the last one; none when nothing did."""
        first = not self._bids.levels
        bids, asks = self._changes(now_ms, seq)
        if not bids and not asks and (self.depth > 1 or now_ms - self._pushed_ms < REPEAT_MS):
            return None
        self._pushed_ms = now_ms
        self._moment = now_ms, seq
        if first or self.depth == 1:
            return made(self.whole())
        level = self._wording.levels
        text = (
            f"{self._begin}{now_ms}{self._body}{level(bids, -1)}"
            f'],"a":[{level(asks, 1)}],"u":{self._u},"seq":{seq}}},"cts":{now_ms - ENGINE_MS}}}'
        )
        return written(self.topic, now_ms, text.encode())

    def look_everywhere(self) -> None:
        """Take it that the book was touched everywhere, after a time without `touch`."""
        for touched, told in zip(self._touched, (self._bids, self._asks), strict=True):
            touched.update(told.side.ranks, told.levels)

    def catch_up(self, now_ms: int, seq: int) -> None:
        """Come up to date without a frame; `whole` then tells the book as it is."""
        self.look_everywhere()
        self._changes(now_ms, seq)

    def whole(self) -> BookFrame:
        """All that was told, as a snapshot."""
        ms, seq = self._moment
        spelled = self._wording.level
        bids, asks = sorted(self._bids.levels.items()), sorted(self._asks.levels.items())
        body = BookBody(
            self._wording.symbol,
            [spelled(-rank, lots) for rank, lots in bids],
            [spelled(rank, lots) for rank, lots in asks],
            self._u,
            seq,
        )
        return BookFrame(self.topic, "snapshot", ms, body, ms - ENGINE_MS)

    def _changes(
        self, now_ms: int, seq: int
    ) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        touched_bids, touched_asks = self._touched
        bids = self._bids.changes(touched_bids)
        asks = self._asks.changes(touched_asks)
        touched_bids.clear()
        touched_asks.clear()
        if bids or asks:
            self._u += 1
            self._moment = now_ms, seq
        return bids, asks

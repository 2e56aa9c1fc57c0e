"""Fair value gaps and what becomes of them."""

from collections import deque
from dataclasses import dataclass

from core.detection import Detection, DetectionId, Direction, Move, detection_id
from core.market import TIMEFRAME_NS, Candle

# Far more open gaps of one side than a market keeps; the number only bounds the memory.
_MOST_OPEN = 1_000


@dataclass(frozen=True, slots=True)
class _Gap:
    id: DetectionId
    side: Direction
    low: float
    high: float
    formed_ns: int

    def edge(self, stage: str) -> float:
        """The price at which a stage of the gap's life is reached."""
        near, far = (self.high, self.low) if self.side == "bullish" else (self.low, self.high)
        return {"fvg_touched": near, "fvg_half": (near + far) / 2, "fvg_filled": far}[stage]


_STAGES = ("fvg_touched", "fvg_half", "fvg_filled")


class FairValueGaps:
    """Gaps between the first and the third of three candles, and their touch, half fill and fill.

    A bullish gap needs a middle candle that closed above its open and a third whose low lies
    strictly above the first one's high; the zone lies between the two. A bearish gap is the
    mirror. It is formed at the middle candle and known at the close of the third. Three stages
    follow, each told once and naming the gap in ``of``: price reaches the near edge
    (``fvg_touched``), the middle (``fvg_half``), the far edge (``fvg_filled``), by wick.

    Each stage is a stack: a gap that opens while an older one of its side has not reached the stage
    lies beyond that one's edge, because price came from there. So only the newest must be looked
    at. Cost O(1) amortised a candle; at most 1,000 open gaps a side and stage, then the oldest is
    let go.

    Only closed candles count. A candle that is not newer than the last is ignored; three candles
    with a hole between them make no gap.
    """

    def __init__(self) -> None:
        self._first: Candle | None = None
        self._middle: Candle | None = None
        self._open: dict[tuple[Direction, str], deque[_Gap]] = {
            (side, stage): deque(maxlen=_MOST_OPEN)
            for side in ("bullish", "bearish")
            for stage in _STAGES
        }

    def update(self, fact: Candle) -> list[Detection | Move]:
        """What this candle reached, oldest stage first, and the gap it completes."""
        if not fact.closed or (self._middle is not None and fact.open_ns <= self._middle.open_ns):
            return []
        found: list[Detection | Move] = [*self._reached(fact)]
        gap = self._formed(fact)
        if gap is not None:
            found.append(_detection("fvg", gap, fact, of=None))
            for stage in _STAGES:
                self._open[gap.side, stage].append(gap)
        self._first, self._middle = self._middle, fact
        return found

    def _reached(self, candle: Candle) -> list[Detection]:
        found = []
        for (side, stage), gaps in self._open.items():
            while gaps and _reaches(candle, side, gaps[-1].edge(stage)):
                gap = gaps.pop()
                found.append(_detection(stage, gap, candle, of=gap.id))
        return found

    def _formed(self, third: Candle) -> _Gap | None:
        first, middle = self._first, self._middle
        if first is None or middle is None:
            return None
        step = TIMEFRAME_NS[third.timeframe]
        if middle.open_ns - first.open_ns != step or third.open_ns - middle.open_ns != step:
            return None
        if middle.close > middle.open and first.high < third.low:
            return _gap("bullish", first.high, third.low, middle)
        if middle.close < middle.open and first.low > third.high:
            return _gap("bearish", third.high, first.low, middle)
        return None


def _gap(side: Direction, low: float, high: float, middle: Candle) -> _Gap:
    name = detection_id("fvg", middle.subject, middle.timeframe, middle.open_ns)
    return _Gap(id=name, side=side, low=low, high=high, formed_ns=middle.open_ns)


def _reaches(candle: Candle, side: Direction, edge: float) -> bool:
    return candle.low <= edge if side == "bullish" else candle.high >= edge


def _detection(kind: str, gap: _Gap, candle: Candle, *, of: DetectionId | None) -> Detection:
    return Detection(
        id=gap.id if of is None else detection_id(kind, candle.subject, gap.id),
        kind=kind,
        subject=candle.subject,
        formed_ns=gap.formed_ns if of is None else candle.open_ns,
        known_ns=candle.open_ns + TIMEFRAME_NS[candle.timeframe],
        seen_ns=candle.seen_ns,
        late_ns=candle.late_ns,
        side=gap.side,
        timeframe=candle.timeframe,
        low=gap.low,
        high=gap.high,
        level=None if of is None else gap.edge(kind),
        of=of,
    )

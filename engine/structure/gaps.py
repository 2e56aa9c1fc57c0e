"""Fair value gaps and what becomes of them."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from core.detection import Detection, DetectionId, Direction
from engine.structure.bar import Bar
from engine.structure.concept import Setting

# Far more open gaps of one side than a market keeps; the number only bounds the memory.
_MOST_OPEN = 1_000

_STAGES = ("fvg_touched", "fvg_half", "fvg_filled")


@dataclass(frozen=True, slots=True)
class _Gap:
    name: DetectionId
    side: Direction
    low: float
    high: float
    formed_ns: int

    def edge(self, stage: str) -> float:
        """The price at which a stage of the gap's life is reached."""
        near, far = (self.high, self.low) if self.side == "bullish" else (self.low, self.high)
        return {"fvg_touched": near, "fvg_half": (near + far) / 2, "fvg_filled": far}[stage]


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
    let go. Three candles with a hole between them make no gap.
    """

    def __init__(self, setting: Setting) -> None:
        self._teller = setting.teller
        self._first: Bar | None = None
        self._middle: Bar | None = None
        self._open: dict[tuple[Direction, str], deque[_Gap]] = {
            (side, stage): deque(maxlen=_MOST_OPEN)
            for side in ("bullish", "bearish")
            for stage in _STAGES
        }

    def read(self, bar: Bar) -> Sequence[Detection]:
        """What this candle reached, oldest stage first, and the gap it completes."""
        found = self._reached(bar)
        gap = self._formed(bar)
        if gap is not None:
            found.append(self._told("fvg", gap, bar))
            for stage in _STAGES:
                self._open[gap.side, stage].append(gap)
        self._first, self._middle = self._middle, bar
        return found

    def _reached(self, bar: Bar) -> list[Detection]:
        found = []
        for (side, stage), gaps in self._open.items():
            while gaps and _reaches(bar, side, gaps[-1].edge(stage)):
                found.append(self._told(stage, gaps.pop(), bar))
        return found

    def _formed(self, third: Bar) -> _Gap | None:
        first, middle = self._first, self._middle
        if first is None or middle is None or middle.after_hole or third.after_hole:
            return None
        if middle.bullish and first.high < third.low:
            return self._gap("bullish", first.high, third.low, middle)
        if middle.bearish and first.low > third.high:
            return self._gap("bearish", third.high, first.low, middle)
        return None

    def _gap(self, side: Direction, low: float, high: float, middle: Bar) -> _Gap:
        name = self._teller.name("fvg", middle.open_ns)
        return _Gap(name=name, side=side, low=low, high=high, formed_ns=middle.open_ns)

    def _told(self, kind: str, gap: _Gap, bar: Bar) -> Detection:
        born = kind == "fvg"
        return self._teller.tell(
            kind,
            gap.name if born else self._teller.name(kind, gap.name),
            bar,
            side=gap.side,
            formed_ns=gap.formed_ns if born else bar.open_ns,
            low=gap.low,
            high=gap.high,
            level=None if born else gap.edge(kind),
            of=None if born else gap.name,
        )


def _reaches(bar: Bar, side: Direction, edge: float) -> bool:
    return bar.low <= edge if side == "bullish" else bar.high >= edge

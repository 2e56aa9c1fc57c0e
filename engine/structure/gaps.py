"""Fair value gaps and what becomes of them."""

from collections.abc import Sequence

from core.detection import Detection, Direction
from engine.structure.bar import Bar
from engine.structure.concept import Setting
from engine.structure.course import Course, Stage, Zone

_STAGES = (
    Stage(kind="fvg_touched", depth="near"),
    Stage(kind="fvg_half", depth="half"),
    Stage(kind="fvg_filled", depth="far"),
    Stage(kind="fvg_inversed", depth="beyond", by="close", flips=True),
)


class FairValueGaps:
    """Gaps between the first and the third of three candles: touch, half fill, fill, inversion.

    A bullish gap (``fvg``) needs a middle candle that closed above its open and a third whose low
    lies strictly above the first one's high; the zone lies between the two. A bearish gap is the
    mirror. It is formed at the middle candle and known at the close of the third. Its ``numbers``
    hold ``size`` (high less low, in price) and, where known, ``atr`` (as of the third candle). A
    gap smaller than ``min_gap_atr`` average true ranges is none; while the average is unknown and
    a minimum is asked for, there are no gaps. Three candles with a hole between them make none.

    Four stages follow, each told once and naming the gap in ``of``: a wick at or beyond the near
    edge (``fvg_touched``), the middle (``fvg_half``) and the far edge (``fvg_filled``), and a close
    strictly beyond the far edge (``fvg_inversed``), after which the gap is expected to turn price
    the other way: its ``side`` is flipped.

    Cost O(1) amortised a candle, memory two candles and the open gaps (see ``Zones``).
    """

    def __init__(self, setting: Setting) -> None:
        self._teller = setting.teller
        self._min_atr = setting.options.min_gap_atr
        self._zones = setting.zones
        self._course = Course(setting.teller, "fvg", _STAGES)
        self._first: Bar | None = None
        self._middle: Bar | None = None

    def read(self, bar: Bar) -> Sequence[Detection]:
        """The gap that this candle completes."""
        first, middle = self._first, self._middle
        self._first, self._middle = middle, bar
        if first is None or middle is None:
            return ()
        if first.high < bar.low:
            return self._formed("bullish", first.high, bar.low, middle, bar)
        if first.low > bar.high:
            return self._formed("bearish", bar.high, first.low, middle, bar)
        return ()

    def _formed(
        self, side: Direction, low: float, high: float, middle: Bar, third: Bar
    ) -> Sequence[Detection]:
        if not (middle.bullish if side == "bullish" else middle.bearish):
            return ()
        if middle.after_hole or third.after_hole or not third.spans(high - low, self._min_atr):
            return ()
        name = self._teller.name("fvg", middle.open_ns)
        self._zones.add(Zone(name=name, side=side, low=low, high=high), self._course)
        numbers = {"size": high - low}
        if third.atr is not None:
            numbers["atr"] = third.atr
        return [
            self._teller.tell(
                "fvg",
                name,
                third,
                side=side,
                formed_ns=middle.open_ns,
                low=low,
                high=high,
                numbers=numbers,
            )
        ]

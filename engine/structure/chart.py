"""One chart: every concept of one subject and timeframe, candle by candle."""

from collections.abc import Sequence

from core.detection import Detection
from core.market import TIMEFRAME_NS, Candle, Timeframe
from core.online.atr import AverageTrueRange
from engine.structure.bar import Bar
from engine.structure.concept import Concept, Make, Setting, Sleeper
from engine.structure.concepts import OF_A_CHART, OF_A_TRACK
from engine.structure.options import StructureOptions
from engine.structure.recent import Recent
from engine.structure.teller import Teller
from engine.structure.track import Track
from engine.structure.zones import Zones

INTERNAL = "internal_"


class Chart:
    """Reads closed candles in order; a running one and one that is not newer change nothing.

    Two tracks see the same candles: the main structure, and the internal one whose kinds begin with
    ``internal_``. Cost: O(1) amortised a candle; memory is bounded by what each concept states.
    """

    def __init__(self, subject: str, timeframe: Timeframe, options: StructureOptions) -> None:
        self._step_ns = TIMEFRAME_NS[timeframe]
        self._atr = AverageTrueRange(options.atr_length)
        self._recent = Recent(options.swing_length)
        self._zones = Zones(subject, timeframe)
        self._count = 0
        self._close = 0.0
        self._newest_ns = -1
        lengths = {"": options.swing_length}
        if options.internal_length:
            lengths[INTERNAL] = options.internal_length

        def made(makers: Sequence[Make], prefix: str) -> list[Concept]:
            setting = Setting(
                teller=Teller(subject, timeframe, prefix=prefix),
                options=options,
                length=lengths[prefix],
                recent=self._recent,
                zones=self._zones,
            )
            return [make(setting) for make in makers]

        self._tracks = [
            Track(made(OF_A_TRACK, prefix), self._recent, length)
            for prefix, length in lengths.items()
        ]
        concepts = made(OF_A_CHART, "")
        self._awake = [each for each in concepts if not isinstance(each, Sleeper)]
        self._sleepers = [each for each in concepts if isinstance(each, Sleeper)]

    def read(self, candle: Candle) -> list[Detection]:
        """What becomes of open zones, then what each track forms and reaches, then the chart."""
        if not candle.closed or candle.open_ns <= self._newest_ns:
            return []
        bar = self._next(candle)
        found: list[Detection] = []
        low, high, zones = bar.low, bar.high, self._zones
        if low <= zones.below or high >= zones.above:
            zones.read(bar, found)
        for track in self._tracks:
            track.read(bar, found)
        for concept in self._awake:
            if told := concept.read(bar):
                found += told
        for sleeper in self._sleepers:
            alarm = sleeper.alarm
            if (low <= alarm.below or high >= alarm.above or bar.close_ns >= alarm.until_ns) and (
                told := sleeper.read(bar)
            ):
                found += told
        self._atr.take(high, low, bar.close)
        return found

    def _next(self, candle: Candle) -> Bar:
        """The candle among its neighbours."""
        open_ns = candle.open_ns
        bar = Bar(
            self._count,
            open_ns,
            open_ns + self._step_ns,
            candle.seen_ns,
            candle.late_ns,
            candle.open,
            candle.high,
            candle.low,
            candle.close,
            candle.volume,
            self._atr.value,
            self._count > 0 and open_ns - self._newest_ns != self._step_ns,
            self._close,
        )
        self._count += 1
        self._newest_ns = open_ns
        self._close = candle.close
        self._recent.take(bar)
        return bar

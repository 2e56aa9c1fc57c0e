"""Sessions of the three centres, their highs and lows, and the kill zones."""

from collections.abc import Iterator, Sequence

import msgspec

from core.detection import Detection
from engine.structure.bar import Bar, Extreme
from engine.structure.concept import Alarm, Setting
from engine.structure.finished import Extent, Finished, Quiet, begun, between, doze
from engine.structure.hours import KILL_ZONES, SESSIONS, Hours, next_stretch

_LONGEST_CANDLE_NS = 3_600_000_000_000
_EXTREMES: tuple[Extreme, Extreme] = ("high", "low")


class _Clock(msgspec.Struct, gc=False):
    """The stretch that runs or comes next; ``told`` once its beginning was."""

    hours: Hours
    start_ns: int = 0
    end_ns: int = 0
    told: bool = False


class Sessions:
    """What each session left behind, what became of it, and the opening of each kill zone.

    ``session_asia``, ``session_london`` and ``session_new_york`` are told at the session's end
    (``formed_ns``), with ``low`` and ``high`` of its candles; ``numbers`` hold ``missing``, the
    candles that were not there. A session whose beginning was not seen tells nothing. Until the
    next session of its name ends, ``session_…_high_swept``, ``…_high_broken`` and the same of the
    low follow, once each: by wick strictly beyond with a close back, by close strictly beyond.
    ``killzone_opened`` names the kill zone in ``texts``; it is known at the close that reaches its
    beginning, and not told on a chart that begins inside it.

    Hours are those of ``engine.structure.hours``, on weekdays, by the clock of the place with its
    daylight saving. The zone database is asked once a stretch, not once a candle. Charts of candles
    longer than an hour have none, for hours would not fit them. Cost O(1) a candle; memory: seven
    stretches and six levels.
    """

    def __init__(self, setting: Setting) -> None:
        self._teller = setting.teller
        self._sessions = [_Clock(hours) for hours in SESSIONS]
        self._kill_zones = [_Clock(hours) for hours in KILL_ZONES]
        self._running: dict[str, Extent] = {}
        self._quiet = Quiet()
        self._finished = Finished(setting.teller, setting.options.min_sweep_atr)
        # The first candle is a boundary.
        self.alarm = Alarm(until_ns=-1)

    def read(self, bar: Bar) -> Sequence[Detection]:
        """Levels reached first, then sessions that end, then kill zones that open."""
        if bar.close_ns < self.alarm.until_ns:
            return between(bar, self.alarm, self._quiet, self._finished)
        if bar.close_ns - bar.open_ns > _LONGEST_CANDLE_NS:
            return ()
        return self._at_boundary(bar)

    def _at_boundary(self, bar: Bar) -> Sequence[Detection]:
        """Settle what ran, and see which stretches end and which begin."""
        self._quiet.settle(self._running.values(), bar)
        found: list[Detection] = []
        for clock in self._sessions:
            if bar.open_ns >= clock.end_ns:
                # The first candle of a chart, or the last one of the session is missing.
                found += self._ended(clock, bar)
        found += self._finished.read(bar)
        for clock in self._sessions:
            if bar.open_ns >= clock.start_ns:
                self._take(clock, bar)
            if bar.close_ns >= clock.end_ns:
                found += self._ended(clock, bar)
        for clock in self._kill_zones:
            if bar.close_ns >= clock.start_ns:
                found += self._opened(clock, bar)
        self._quiet.begin(self._running.values(), bar)
        self.alarm.until_ns = min(self._boundaries())
        doze(self.alarm, self._quiet, self._finished)
        return found

    def _boundaries(self) -> Iterator[int]:
        """When each stretch has to be looked at again."""
        for clock in self._sessions:
            # A candle that closes where a session begins is not yet in it.
            yield clock.end_ns if clock.hours.name in self._running else clock.start_ns + 1
        for clock in self._kill_zones:
            yield clock.end_ns if clock.told else clock.start_ns

    def _take(self, clock: _Clock, bar: Bar) -> None:
        extent = self._running.get(clock.hours.name)
        if extent is None:
            self._running[clock.hours.name] = begun(bar, clock.start_ns, clock.end_ns)
        else:
            extent.take(bar)

    def _ended(self, clock: _Clock, bar: Bar) -> Sequence[Detection]:
        extent = self._running.pop(clock.hours.name, None)
        # Never back to the stretch that has just ended, nor to one that this candle has passed.
        clock.start_ns, clock.end_ns = next_stretch(clock.hours, max(bar.open_ns, clock.end_ns))
        if extent is None or not extent.whole:
            return ()
        kind = f"session_{clock.hours.name}"
        name = self._teller.name(kind, extent.start_ns)
        for extreme in _EXTREMES:
            price = extent.high if extreme == "high" else extent.low
            self._finished.put(f"{kind}_{extreme}", extreme, price, name)
        return [
            self._teller.tell(
                kind,
                name,
                bar,
                side=None,
                formed_ns=extent.end_ns,
                low=extent.low,
                high=extent.high,
                numbers={"missing": float(extent.missing(bar))},
                texts={"name": clock.hours.name},
            )
        ]

    def _opened(self, clock: _Clock, bar: Bar) -> Sequence[Detection]:
        if bar.close_ns >= clock.end_ns:
            clock.start_ns, clock.end_ns = next_stretch(clock.hours, bar.close_ns)
            # Where the chart (or what follows a hole) begins inside it, its opening is no news.
            clock.told = clock.start_ns <= bar.open_ns
        if clock.told or bar.close_ns < clock.start_ns:
            return ()
        clock.told = True
        return [
            self._teller.tell(
                "killzone_opened",
                self._teller.name("killzone_opened", clock.start_ns, clock.hours.name),
                bar,
                side=None,
                formed_ns=clock.start_ns,
                texts={"name": clock.hours.name},
            )
        ]

"""High and low of the day, week and month before."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from core.detection import Detection
from engine.structure.bar import Bar, Extreme
from engine.structure.concept import Alarm, Setting
from engine.structure.finished import Extent, Finished, Quiet, begun, between, doze
from engine.structure.iana import zone

Period = Literal["day", "week", "month"]
_SECOND = 1_000_000_000
_SHORTEST_NS: dict[Period, int] = {
    "day": 86_400 * _SECOND,
    "week": 7 * 86_400 * _SECOND,
    "month": 28 * 86_400 * _SECOND,
}
_LONGEST_MONTH = 31
_EXTREMES: tuple[Extreme, Extreme] = ("high", "low")


def bounds(period: Period, at_ns: int, where: ZoneInfo) -> tuple[int, int]:
    """First nanosecond of the period that holds a moment, and of the next one.

    Days begin at midnight of the zone, so the days of a clock change last 23 or 25 hours; weeks
    begin on Monday (ISO 8601), months on the first.

    >>> from zoneinfo import ZoneInfo
    >>> start, end = bounds("day", 1_750_000_000_000_000_000, ZoneInfo("UTC"))
    >>> start // 10**9, (end - start) // 10**9
    (1749945600, 86400)
    """
    today = datetime.fromtimestamp(at_ns // _SECOND, where).date()
    if period == "day":
        first, after = today, today + timedelta(days=1)
    elif period == "week":
        first = today - timedelta(days=today.weekday())
        after = first + timedelta(weeks=1)
    else:
        first = today.replace(day=1)
        after = (first + timedelta(days=_LONGEST_MONTH)).replace(day=1)
    return _midnight(first, where), _midnight(after, where)


def _midnight(day: date, where: ZoneInfo) -> int:
    return int(datetime.combine(day, time(), where).astimezone(UTC).timestamp()) * _SECOND


class Periods:
    """Levels of the day, week and month before, such as ``previous_day_high``.

    A level is told at the period's end (``formed_ns``), known at the close of the candle that
    reaches it; ``level`` is the price, ``numbers`` hold ``missing``, the candles of the period that
    were not there. A high is ``bearish``, a low ``bullish``: where price is turned, if it is. A
    period whose beginning was not seen tells nothing. During the next period ``…_swept`` (wick
    strictly beyond, close back) and ``…_broken`` (close strictly beyond) follow, once each, ``of``
    the level; then the next one's levels take its place.

    A candle belongs to the period that holds its opening. On a chart whose candles are as long as
    a period, that period is left out. The zone is ``options.day_zone``; it is asked once a period,
    not once a candle. Cost O(1) a candle, memory three periods and six levels.
    """

    def __init__(self, setting: Setting) -> None:
        self._teller = setting.teller
        self._zone = zone(setting.options.day_zone)
        self._running: dict[Period, Extent] = {}
        self._quiet = Quiet()
        self._finished = Finished(setting.teller, setting.options.min_sweep_atr)
        # The first candle is a boundary.
        self.alarm = Alarm(until_ns=-1)

    def read(self, bar: Bar) -> Sequence[Detection]:
        """Periods that are over without their last candle, levels reached, periods ended."""
        if bar.close_ns < self.alarm.until_ns:
            return between(bar, self.alarm, self._quiet, self._finished)
        self._quiet.settle(self._running.values(), bar)
        found: list[Detection] = []
        for period, extent in [*self._running.items()]:
            if bar.open_ns >= extent.end_ns:
                found += self._ended(period, extent, bar)
        found += self._finished.read(bar)
        ends_ns = []
        for period, shortest_ns in _SHORTEST_NS.items():
            if bar.close_ns - bar.open_ns < shortest_ns:
                extent = self._followed(period, bar)
                # One that ends here leaves its end behind: the next candle begins a new one.
                ends_ns.append(extent.end_ns)
                if bar.close_ns >= extent.end_ns:
                    found += self._ended(period, extent, bar)
        self._quiet.begin(self._running.values(), bar)
        self.alarm.until_ns = min(ends_ns, default=-1)
        doze(self.alarm, self._quiet, self._finished)
        return found

    def _followed(self, period: Period, bar: Bar) -> Extent:
        extent = self._running.get(period)
        if extent is None:
            extent = begun(bar, *bounds(period, bar.open_ns, self._zone))
            self._running[period] = extent
        else:
            extent.take(bar)
        return extent

    def _ended(self, period: Period, extent: Extent, bar: Bar) -> Sequence[Detection]:
        del self._running[period]
        found: list[Detection] = []
        if not extent.whole:
            return found
        for extreme in _EXTREMES:
            kind = f"previous_{period}_{extreme}"
            name = self._teller.name(kind, extent.start_ns)
            level = extent.high if extreme == "high" else extent.low
            self._finished.put(kind, extreme, level, name)
            found.append(
                self._teller.tell(
                    kind,
                    name,
                    bar,
                    side="bearish" if extreme == "high" else "bullish",
                    formed_ns=extent.end_ns,
                    level=level,
                    numbers={"missing": float(extent.missing(bar))},
                )
            )
        return found

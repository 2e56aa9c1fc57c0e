"""A person looks at the order book's recent past."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from core.detection import Detection
from core.errors import RefusedError
from core.heat import HEAT_S, HeatColumn, column_begun
from core.market import BookSample, Liquidation
from core.ports import Clock, History
from core.tape import TapeSecond
from core.time_units import SECOND_NS

LONGEST_MIN = 24 * 60
_MINUTE_NS = 60 * SECOND_NS
_LATE_S = 15.0
# What a picture can show side by side: an hour of 10 s, 4 hours of 30 s, a day of 3 minutes.
_MOST_COLUMNS = 600
# Walls that stand may have been found before the window; what is older was there all the time.
_WALLS_NS = 6 * 60 * _MINUTE_NS
_WALLS = ("liquidity_zone", "liquidity_zone_pulled", "liquidity_zone_eaten")


@dataclass(frozen=True, slots=True, kw_only=True)
class Liquidity:
    """What rested, what was traded and who was liquidated in one window, all oldest first.

    There is at least one column. ``until_ns`` is when the newest thing was seen of the book;
    ``late_s`` is how long ago that was, where it should have been followed by more. The tape is
    added up over the seconds of a column where those are more than ten. ``walls`` are the zones
    that were found in the window and the six hours before, and how they ended.
    """

    symbol: str
    venue: str
    minutes: int
    until_ns: int
    columns: Sequence[HeatColumn]
    tape: Sequence[TapeSecond]
    liquidations: Sequence[Liquidation]
    late_s: float | None
    walls: Sequence[Detection] = ()


class ReadLiquidity:
    """Collects what a heatmap shows."""

    def __init__(self, history: History, clock: Clock, *, venue: str = "bybit") -> None:
        self._history = history
        self._clock = clock
        self._venue = venue

    async def __call__(self, symbol: str, minutes: int) -> Liquidity:
        """The last ``minutes`` (1 to 1440) of a symbol.

        They end now; where the feed has said nothing for longer than that, they end with the last
        thing it said, and ``late_s`` tells how long ago that was.

        Raises
        ------
        RefusedError
            If nothing of the book was recorded in that window.
        """
        subject = f"{self._venue}:{symbol}"
        minutes = max(1, min(minutes, LONGEST_MIN))
        now_ns = self._clock.now_ns()
        until_ns = await self._end(subject, now_ns, minutes * _MINUTE_NS)
        since_ns = until_ns - minutes * _MINUTE_NS
        columns: Sequence[HeatColumn] = await self._history.heat(
            subject=subject, since_ns=since_ns, until_ns=until_ns, max_columns=_MOST_COLUMNS
        )
        if not columns:
            raise RefusedError("refused-no-heatmap", symbol=symbol)
        seconds = columns[-1].seconds
        seen_ns = await self._seen(columns[-1])
        begun = await self._history.samples(subject=subject, since_ns=seen_ns, until_ns=until_ns)
        if begun:
            seen_ns = begun[-1].at_ns
            columns = _up_to(begun[-1], columns)
        age_s = (now_ns - seen_ns) / SECOND_NS
        return Liquidity(
            symbol=symbol,
            venue=self._venue,
            minutes=minutes,
            until_ns=seen_ns,
            columns=columns,
            tape=await self._history.tape(
                subject=subject,
                since_ns=since_ns,
                until_ns=until_ns,
                seconds=seconds if seconds > HEAT_S else 1,
            ),
            liquidations=await self._history.liquidations(
                subject=subject, since_ns=since_ns, until_ns=until_ns
            ),
            late_s=age_s if age_s > _LATE_S else None,
            walls=await self._history.detections(
                subject=subject, kinds=_WALLS, since_ns=since_ns - _WALLS_NS
            ),
        )

    async def _end(self, subject: str, now_ns: int, window_ns: int) -> int:
        newest = await self._history.latest_second(subject)
        if newest is None or newest.at_ns > now_ns - window_ns:
            return now_ns
        return newest.at_ns + SECOND_NS

    async def _seen(self, newest: HeatColumn) -> int:
        """The end of the newest column as it was stored; it may be one of several in a mean."""
        end_ns = newest.at_ns + newest.seconds * SECOND_NS
        stored = await self._history.heat(
            subject=newest.subject,
            since_ns=newest.at_ns,
            until_ns=end_ns,
            max_columns=newest.seconds // HEAT_S,
        )
        return stored[-1].at_ns + HEAT_S * SECOND_NS


def _up_to(newest: BookSample, columns: Sequence[HeatColumn]) -> Sequence[HeatColumn]:
    """With the column that is not over yet; where columns are longer, with the newest price."""
    last = columns[-1]
    begun = column_begun(newest, last)
    if last.seconds == begun.seconds and last.step == begun.step:
        return [*columns, begun]
    return [*columns[:-1], replace(last, mid=begun.mid)]

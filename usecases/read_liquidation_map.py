"""A person looks at where positions would be closed by force."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.detection import Detection
from core.errors import RefusedError
from core.levels import LeverageLevels
from core.market import Liquidation
from core.ports import Clock, History
from core.time_units import SECOND_NS

_MINUTE_NS = 60 * SECOND_NS
_DAY_NS = 24 * 60 * _MINUTE_NS
# The map is told four times an hour; one that is older should have been followed by another.
_DUE_NS = 20 * _MINUTE_NS


@dataclass(frozen=True, slots=True, kw_only=True)
class LiquidationMap:
    """The newest estimate, and what happened since.

    ``told`` carries its numbers and its score; between ``lowest`` and ``highest`` the price has
    been since, so that whoever stood there is gone. ``forced`` are the forced closes of the 24
    hours before ``until_ns``, oldest first.
    """

    symbol: str
    venue: str
    told: Detection
    levels: LeverageLevels
    price: float
    lowest: float
    highest: float
    forced: Sequence[Liquidation]
    until_ns: int
    late_s: float | None


class ReadLiquidationMap:
    """Collects what a liquidation map shows."""

    def __init__(self, history: History, clock: Clock, *, venue: str = "bybit") -> None:
        self._history = history
        self._clock = clock
        self._venue = venue

    async def __call__(self, symbol: str) -> LiquidationMap:
        """The newest map of a symbol, of the last day before its newest trade.

        Raises
        ------
        RefusedError
            If there is none.
        """
        subject = f"{self._venue}:{symbol}"
        now_ns = self._clock.now_ns()
        newest = await self._history.latest_second(subject)
        until_ns = now_ns if newest is None else min(now_ns, newest.at_ns + SECOND_NS)
        found = await self._history.detections(
            subject=subject, kinds=["liquidation_map"], since_ns=until_ns - _DAY_NS
        )
        maps = [each for each in found if "map" in each.texts and each.level is not None]
        if not maps:
            raise RefusedError("refused-no-liqmap", symbol=symbol)
        told = maps[-1]
        price = newest.last if newest else told.level or 0.0
        lowest, highest = await self._reached(told, price, until_ns)
        late_ns = now_ns - told.known_ns - _DUE_NS
        return LiquidationMap(
            symbol=symbol,
            venue=self._venue,
            told=told,
            levels=LeverageLevels.unpack(told.texts["map"]),
            price=price,
            lowest=lowest,
            highest=highest,
            forced=await self._history.liquidations(
                subject=subject, since_ns=until_ns - _DAY_NS, until_ns=until_ns
            ),
            until_ns=until_ns,
            late_s=(now_ns - told.known_ns) / SECOND_NS if late_ns > 0 else None,
        )

    async def _reached(self, told: Detection, price: float, until_ns: int) -> tuple[float, float]:
        """The lowest and the highest price since the map was told."""
        minutes = (until_ns - told.known_ns) // _MINUTE_NS + 2
        candles = await self._history.candles(
            subject=told.subject, timeframe="1m", limit=max(1, minutes)
        )
        since = [each for each in candles if each.open_ns >= told.known_ns]
        prices = [price, told.level or price]
        return (
            min([*prices, *(each.low for each in since)]),
            max([*prices, *(each.high for each in since)]),
        )

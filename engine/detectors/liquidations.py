"""Forced closes that come thick: a burst, a cascade, and its end."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.detection import Detection, DetectionId, Direction
from core.market import Liquidation, Ticker
from core.online.ago import Ago
from core.time_units import SECOND_NS
from engine.stress.forced import ForcedSum, ForcedWindow
from engine.stress.liquidation_options import LiquidationOptions
from engine.stress.minutes import ForcedMinutes
from engine.stress.telling import find

_PUSH_NS = 1_000_000_000
"""A print may reach us after a ticker so much younger: they are pushed every half second."""

_ONE_SIDED = 2 / 3
_BPS = 10_000
_NO_TEXTS: dict[str, str] = {}


@dataclass(slots=True, kw_only=True)
class _Burst:
    """One that goes on."""

    id: DetectionId
    began_ns: int
    last_ns: int
    threshold: float
    start_price: float
    total: ForcedSum
    cascade: DetectionId | None = None


_USUAL = LiquidationOptions()


class Liquidations:
    """Bursts of forced closes of one linear instrument, whose sizes count base coins.

    ``liquidation_burst``: the dollars of the last minute reach (at equality too) both ``floor_usd``
    and the percentile of the instrument's own minutes. ``liquidation_cascade`` (once a burst,
    ``of`` it): at least ``cascade_prints`` in the burst's window and since, longs or shorts two
    thirds of it, and the last price ``cascade_bps`` lower (higher) than when it began.
    ``liquidation_burst_ended`` tells the totals. Side: bearish where longs are sold, bullish where
    shorts are bought, none where both are.

    Dollars are size times bankruptcy price, which is what the venue prints (Bybit, All Liquidation,
    topic ``allLiquidation``). Its counts before February 2025 are not comparable: the older topic
    told one a second. The sliding minute is somewhat larger than the fixed ones it is compared
    with. A print older than the last print, a ticker older than the last ticker, changes nothing;
    the two come on topics of their own and are not in order with each other.

    Cost: O(1) amortised. Memory: a few numbers for each second of the window, and two for each
    minute of the days (10 080).
    """

    def __init__(self, options: LiquidationOptions = _USUAL) -> None:
        self._options = options
        self._window = ForcedWindow(options.window_seconds)
        self._minutes = ForcedMinutes(options.history_days)
        self._burst: _Burst | None = None
        self._last: float | None = None
        self._print_ns = self._ticker_ns = 0
        span_ns = options.window_seconds * SECOND_NS
        self._prices = Ago(span_ns=span_ns, step_ns=SECOND_NS)

    def update(self, fact: Liquidation | Ticker) -> list[Detection]:
        """What this print or this price completes."""
        if isinstance(fact, Ticker):
            return self._priced(fact)
        return self._closed(fact)

    def _priced(self, fact: Ticker) -> list[Detection]:
        if fact.at_ns < self._ticker_ns:
            return []
        self._ticker_ns, self._last = fact.at_ns, fact.last
        self._minutes.heard(fact.at_ns)
        self._window.forward(fact.at_ns - _PUSH_NS)
        self._prices.take(fact.at_ns, fact.last)
        return self._cascades(fact) + self._ends(fact)

    def _closed(self, fact: Liquidation) -> list[Detection]:
        if fact.at_ns < self._print_ns:
            return []
        self._window.forward(fact.at_ns)
        found = self._ends(fact)
        self._window.take(fact)
        if self._burst is None:
            found += self._begins(fact)
        else:
            self._burst.total = self._burst.total.plus(fact)
            self._burst.last_ns = fact.at_ns
        self._print_ns = fact.at_ns
        # Judged before it is learned: nothing is compared with itself.
        self._minutes.heard(fact.at_ns, fact.price * fact.size)
        return found + self._cascades(fact)

    def _threshold(self) -> float:
        if len(self._minutes) < self._options.least_minutes:
            return self._options.cold_usd
        usual = self._minutes.quantile(self._options.percentile) or 0.0
        return max(self._options.floor_usd, usual)

    def _begins(self, fact: Liquidation) -> list[Detection]:
        total, threshold = self._window.total(), self._threshold()
        if total.usd < threshold:
            return []
        start = self._prices.then or self._prices.first or fact.price
        numbers = {"threshold_usd": threshold, "percentile": self._minutes.rank(total.usd)}
        told = _tell("liquidation_burst", fact, total, numbers)
        self._burst = _Burst(
            id=told.id,
            began_ns=fact.at_ns,
            last_ns=fact.at_ns,
            threshold=threshold,
            start_price=start,
            total=total,
        )
        return [told]

    def _cascades(self, fact: Liquidation | Ticker) -> list[Detection]:
        burst = self._burst
        if burst is None or burst.cascade is not None:
            return []
        side, moved = _side(burst.total), self._moved_bps(burst)
        with_it = moved if side == "bullish" else -moved
        enough = burst.total.prints >= self._options.cascade_prints
        if side is None or not enough or with_it < self._options.cascade_bps:
            return []
        numbers = {"move_bps": moved, "from_price": burst.start_price}
        told = _tell("liquidation_cascade", fact, burst.total, numbers, of=burst.id)
        burst.cascade = told.id
        return [told]

    def _ends(self, fact: Liquidation | Ticker) -> list[Detection]:
        burst = self._burst
        if burst is None:
            return []
        if self._window.total().usd >= burst.threshold * self._options.over_share:
            return []
        self._burst = None
        numbers = {
            "move_bps": self._moved_bps(burst),
            "from_price": burst.start_price,
            "seconds": (burst.last_ns - burst.began_ns) / SECOND_NS,
        }
        texts = {} if burst.cascade is None else {"cascade": burst.cascade}
        kind = "liquidation_burst_ended"
        return [_tell(kind, fact, burst.total, numbers, of=burst.id, texts=texts)]

    def _moved_bps(self, burst: _Burst) -> float:
        if self._last is None:
            return 0.0
        return (self._last / burst.start_price - 1) * _BPS


def _side(total: ForcedSum) -> Direction | None:
    if total.long_usd >= _ONE_SIDED * total.usd:
        return "bearish"
    return "bullish" if total.short_usd >= _ONE_SIDED * total.usd else None


def _tell(
    kind: str,
    fact: Liquidation | Ticker,
    total: ForcedSum,
    numbers: Mapping[str, float],
    *,
    of: DetectionId | None = None,
    texts: Mapping[str, str] = _NO_TEXTS,
) -> Detection:
    sums = {
        "usd": total.usd,
        "long_usd": total.long_usd,
        "short_usd": total.short_usd,
        "prints": float(total.prints),
    }
    return find(kind, fact, side=_side(total), of=of, numbers={**sums, **numbers}, texts=texts)

"""Where positions would be closed by force: an estimate, told with its own score."""

from core.detection import Detection
from core.market import Candle, Liquidation, Ticker
from engine.stress.levels import levels_around
from engine.stress.leverage import TIERS
from engine.stress.telling import find
from engine.stress.trial import MapOnTrial

_MINUTE_NS = 60_000_000_000
_QUARTER_NS = 900_000_000_000
_DAY_LEFT = 1 - 0.5 ** (1 / 1_440)
"""Of the baseline so much goes each minute: half in a day."""

_TIERS_TEXT = ", ".join(f"{leverage}x {share:.0%}" for leverage, share in TIERS.items())


class LiquidationMaps:
    """The estimated map of one linear perpetual, told four times an hour.

    ``liquidation_map``: the densest price above and below, their estimated dollars, and the score.
    Open interest that is added at a price is split over assumed leverages (``LeverageMap``); each
    contract has a long and a short, so both sides get the half that both-sided figures count for
    them. A price that is passed empties its bins; open interest that falls takes its share from
    all.

    The score is the median percentile rank of the map at the price of later forced closes
    (``MapOnTrial``), with its 95 % interval: 0.5 is chance. While the interval holds 0.5 the text
    says ``not better than chance``. The same is told of a baseline: traded volume of the last day
    or so (one-minute candles, half forgotten in a day) shifted by the same leverages.

    What is told carries the map itself, so that a picture can be drawn from storage alone:
    ``texts["map"]`` is a packed ``core.levels.LeverageLevels`` of 80 buckets within 12 % of
    ``level``, the price it was told at. ``numbers["open_usd"]`` is the open interest at that price.

    Facts older than the last of their kind change nothing. Cost: O(1), a pass over the bins (700 a
    side at most) when the price enters another one. Memory: two maps.
    """

    def __init__(self) -> None:
        self._estimate, self._baseline = MapOnTrial(), MapOnTrial()
        self._ticker_ns = self._candle_ns = self._print_ns = 0
        self._open: float | None = None

    def density(self) -> list[tuple[float, float]]:
        """(Price, estimated US dollars), by rising price: what can be drawn."""
        return self._estimate.map.density()

    def update(self, fact: Ticker | Candle | Liquidation) -> list[Detection]:
        """The map, when this state is the first of a quarter of an hour."""
        if isinstance(fact, Ticker):
            return self._priced(fact)
        if isinstance(fact, Candle):
            self._traded(fact)
        elif fact.at_ns >= self._print_ns:
            self._print_ns = fact.at_ns
            self._estimate.happened(fact)
            self._baseline.happened(fact)
        return []

    def _priced(self, fact: Ticker) -> list[Detection]:
        before_ns = self._ticker_ns
        if fact.at_ns < before_ns:
            return []
        self._ticker_ns = fact.at_ns
        self._count(fact)
        for each in (self._estimate, self._baseline):
            each.map.passed(fact.last)
            if fact.at_ns // _MINUTE_NS != before_ns // _MINUTE_NS:
                each.minute(fact.last)
        anew = before_ns and fact.at_ns // _QUARTER_NS != before_ns // _QUARTER_NS
        return self._tell(fact) if anew else []

    def _count(self, fact: Ticker) -> None:
        """Book what was opened or closed since the last state."""
        now, before = fact.open_interest, self._open
        if now is None or now <= 0:
            return
        self._open = now
        if before is not None and now > before:
            self._estimate.map.opened(fact.last, (now - before) / 2 * fact.last)
        elif before is not None:
            self._estimate.map.closed(1 - now / before)

    def _traded(self, candle: Candle) -> None:
        if not candle.closed or candle.timeframe != "1m" or candle.open_ns <= self._candle_ns:
            return
        self._candle_ns = candle.open_ns
        typical = (candle.high + candle.low + candle.close) / 3
        self._baseline.map.closed(_DAY_LEFT)
        self._baseline.map.opened(typical, candle.volume / 2 * typical)

    def _tell(self, fact: Ticker) -> list[Detection]:
        density = self.density()
        if not density:
            return []
        numbers = _densest([one for one in density if one[0] > fact.last], "above")
        numbers |= _densest([one for one in density if one[0] <= fact.last], "below")
        score, baseline = self._estimate.verdict(), self._baseline.verdict()
        text = "not scored yet"
        if score is not None:
            numbers |= {"score": score.median, "score_low": score.low, "score_high": score.high}
            numbers["score_minutes"] = float(score.n)
            text = "better than chance" if score.beats_chance else "not better than chance"
        if baseline is not None:
            numbers["baseline_score"] = baseline.median
        if self._open is not None:
            numbers["open_usd"] = self._open * fact.last
        levels = levels_around(self._estimate.map, fact.last)
        texts = {"kind": "estimated", "score": text, "tiers": _TIERS_TEXT, "map": levels.pack()}
        return [find("liquidation_map", fact, level=fact.last, numbers=numbers, texts=texts)]


def _densest(density: list[tuple[float, float]], where: str) -> dict[str, float]:
    if not density:
        return {}
    price, usd = max(density, key=lambda one: one[1])
    return {where: price, f"{where}_usd": usd}

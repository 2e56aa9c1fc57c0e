"""Chances given with what was known then, and whether they came true. For looking at, no product.

Two forecasters: one says of a signal how often its kind was right before, the other how likely a
price is touched within four hours (the reflection principle, with the volatility of the last day).
"""

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import erfc, log, sqrt
from typing import Final

from core.market import TIMEFRAME_NS, Candle
from core.time_units import DAY_NS, HOUR_NS
from whale.charts.signals import Signal

_LEAST: Final = 30
"""Judged signals of a kind before a chance is given for the next."""
_TOUCH_NS: Final = 4 * HOUR_NS
_DISTANCES: Final = (0.3, 0.6, 1.0, 1.5, 2.2)
"""Of the levels asked for, in usual moves of four hours."""
_USUAL_MOVE: Final = 0.01
"""What the distances are multiples of: a fixed one, so that chances differ with volatility."""
_LIMITS: Final = (0.005, 0.995)


@dataclass(slots=True)
class Chances:
    """Resolved forecasts, column by column."""

    at_ns: list[int] = field(default_factory=list)
    said: list[float] = field(default_factory=list)
    happened: list[bool] = field(default_factory=list)

    def add(self, at_ns: int, said: float, *, happened: bool) -> None:
        """Keep one, in tenths of a percent: nobody is told more."""
        self.at_ns.append(at_ns)
        self.said.append(round(min(max(said, _LIMITS[0]), _LIMITS[1]), 3))
        self.happened.append(happened)

    def __len__(self) -> int:
        return len(self.said)


def by_own_kind(signals: Sequence[Signal]) -> Chances:
    """For each signal, how often earlier ones of its kind were right.

    Only those count whose day was over when this one became known; Laplace's rule of succession
    keeps "always" and "never" out of it.
    """
    chances = Chances()
    hits: defaultdict[str, int] = defaultdict(int)
    judged: defaultdict[str, int] = defaultdict(int)
    waiting: deque[Signal] = deque()
    for signal in signals:
        while waiting and waiting[0].known_ns + DAY_NS <= signal.known_ns:
            over = waiting.popleft()
            judged[over.kind] += 1
            hits[over.kind] += over.right
        if judged[signal.kind] >= _LEAST:
            share = (hits[signal.kind] + 1) / (judged[signal.kind] + 2)
            chances.add(signal.known_ns, share, happened=signal.right)
        waiting.append(signal)
    return chances


def of_touches(candles: Sequence[Candle]) -> Chances:
    """Every four hours, of levels above and below: the chance of a trade there in four more."""
    chances = Chances()
    if not candles:
        return chances
    width_ns = TIMEFRAME_NS[candles[0].timeframe]
    ahead, keep = _TOUCH_NS // width_ns, 1 - 0.5 ** (width_ns / DAY_NS)
    variance = 0.0
    for at in range(1, len(candles) - ahead):
        move = log(candles[at].close / candles[at - 1].close)
        variance += keep * (move * move - variance)
        window = candles[at + 1 : at + 1 + ahead]
        whole = window[-1].open_ns - candles[at].open_ns == _TOUCH_NS
        if at * width_ns >= DAY_NS and whole and not candles[at].open_ns % _TOUCH_NS:
            _ask(chances, candles[at], window, sqrt(variance * ahead))
    return chances


def _ask(chances: Chances, now: Candle, window: Sequence[Candle], spread: float) -> None:
    top, foot = max(each.high for each in window), min(each.low for each in window)
    at_ns = now.open_ns + TIMEFRAME_NS[now.timeframe]
    for times in _DISTANCES:
        away = times * _USUAL_MOVE
        said = erfc(away / spread / sqrt(2)) if spread else 0.0
        chances.add(at_ns, said, happened=log(top / now.close) >= away)
        chances.add(at_ns, said, happened=log(now.close / foot) >= away)

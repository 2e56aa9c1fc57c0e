"""The newest candles of a chart, and how each stands among its neighbours."""

from bisect import bisect_left
from math import inf

from core.detection import Direction
from engine.structure.bar import Bar

_FEWEST = 64
_AT_ONCE = 32
_NEVER = 2**63


class Recent:
    """What several concepts look back on, kept once a chart.

    It keeps the newest ``length + 1`` candles, 64 at least, and of those before only the last one
    that closed up and the last one that closed down. It also says of each candle against which
    other one it does not stand out (``high_rival``, ``low_rival``): a turning point of any strength
    up to ``length`` is then seen by one comparison.

    The rivals are found with two queues of candles that nobody after them exceeds, falling highs
    and rising lows (Lemire, Streaming Maximum-Minimum Filter, 2006): what a new candle takes from
    the end of a queue has found its rival in it, what it leaves there is its own rival. Cost O(1)
    amortised a candle.
    """

    __slots__ = ("_fell", "_first", "_highs", "_keep", "_lows", "_rose", "bars")

    def __init__(self, length: int) -> None:
        self._keep = max(length + 1, _FEWEST)
        # Before the first candle lie some that are none, so that each has some before it.
        self.bars: list[Bar] = [_ground(index) for index in range(-1 - length, 0)]
        """Oldest first; this very list for as long as the chart is read."""
        self._highs: list[Bar] = [_ground(-1)]
        self._lows: list[Bar] = [_ground(-1)]
        self._first = -1 - length
        self._fell: Bar | None = None
        self._rose: Bar | None = None

    def take(self, bar: Bar) -> None:
        """Take in the next candle."""
        highs, lows, index = self._highs, self._lows, bar.index
        if bar.after_hole:
            self._begin_anew(index)
        high, low = bar.high, bar.low
        rival = highs[-1]
        while rival.high < high:
            highs.pop().high_rival = index
            rival = highs[-1]
        bar.high_rival = rival.index
        highs.append(bar)
        rival = lows[-1]
        while rival.low > low:
            lows.pop().low_rival = index
            rival = lows[-1]
        bar.low_rival = rival.index
        lows.append(bar)
        bars = self.bars
        bars.append(bar)
        if len(bars) >= self._keep + _AT_ONCE:
            self._let_go(bars[:_AT_ONCE])

    def at(self, index: int) -> Bar:
        """The candle of a number, one of the newest ``length + 1``."""
        return self.bars[index - self._first]

    def last(self, side: Direction, until: int) -> Bar | None:
        """The last candle up to that number that closed above its open (``bearish``: below)."""
        up = side == "bullish"
        for place in range(until - self._first, -1, -1):
            bar = self.bars[place]
            if bar.close > bar.open if up else bar.close < bar.open:
                return bar
        return self._rose if up else self._fell

    def after(self, bar: Bar) -> list[Bar]:
        """The candles after one of them; of one that was let go, all that are left."""
        return self.bars[max(0, bar.index + 1 - self._first) :]

    def _begin_anew(self, index: int) -> None:
        """Leave the candles before a hole without neighbours."""
        for bar in self._highs[1:]:
            bar.high_rival = index
        for bar in self._lows[1:]:
            bar.low_rival = index
        self._highs[:] = [_ground(index - 1)]
        self._lows[:] = [_ground(index - 1)]

    def _let_go(self, oldest: list[Bar]) -> None:
        self._rose = next((bar for bar in reversed(oldest) if bar.bullish), self._rose)
        self._fell = next((bar for bar in reversed(oldest) if bar.bearish), self._fell)
        del self.bars[:_AT_ONCE]
        self._first += _AT_ONCE
        for queue in (self._highs, self._lows):
            del queue[1 : bisect_left(queue, self._first, lo=1, key=_index)]


def _index(bar: Bar) -> int:
    return bar.index


def _ground(index: int) -> Bar:
    """What lies under a queue: no real candle, which nothing exceeds, and which is no turn."""
    ground = Bar(index, 0, 0, 0, 0, inf, inf, -inf, inf, 0.0, None, after_hole=False)
    ground.high_rival = ground.low_rival = _NEVER
    return ground

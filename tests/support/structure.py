"""Charts of hand-made and of wandering candles, and what one concept finds on them."""

from collections.abc import Iterable, Sequence

from hypothesis import strategies as st

from core.detection import Detection
from core.market import Candle
from engine.structure.chart import Chart
from engine.structure.options import StructureOptions
from tests.support.facts import a_candle


def read(candles: Iterable[Candle], options: StructureOptions) -> list[Detection]:
    """All that a chart of 15-minute candles finds."""
    chart = Chart("bybit:ETHUSDT", "15m", options)
    return [finding for candle in candles for finding in chart.read(candle)]


def of_kinds(found: Iterable[Detection], *kinds: str) -> list[Detection]:
    """Those of some kinds, in order."""
    return [finding for finding in found if finding.kind in kinds]


def a_road(*prices: float, first: int = 0) -> list[Candle]:
    """Candles that open at the close before, reach half a point beyond, and close at ``prices``."""
    opens = (prices[0], *prices[:-1])
    return [
        a_candle(first + place, before, max(before, price) + 0.5, min(before, price) - 0.5, price)
        for place, (before, price) in enumerate(zip(opens, prices, strict=True))
    ]


def _walk(steps: Sequence[tuple[int, int, int]]) -> list[Candle]:
    candles, price = [], 300.0
    for place, (step, above, below) in enumerate(steps):
        close = price + step
        high, low = max(price, close) + above, min(price, close) - below
        candles.append(a_candle(place, price, high, low, close))
        price = close
    return candles


walks = st.lists(
    st.tuples(st.integers(-4, 4), st.integers(0, 3), st.integers(0, 3)), min_size=3, max_size=60
).map(_walk)
"""Candles that wander in whole points, so that equal prices are common."""

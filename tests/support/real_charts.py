"""Charts of recorded candles, read by our own detector."""

import csv
import gzip
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from core.detection import Detection
from core.market import TIMEFRAME_NS, Candle, Timeframe
from engine.detectors.market_structure import MarketStructure
from engine.structure.options import StructureOptions

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "ohlcv"
CANDLES, LENGTH = 12_000, 10
MS = 1_000_000
SIDES = {"bullish": 1, "bearish": -1, None: 0}

Row = dict[str, str]
Marks = set[tuple[int, int]]
"""A row and a side: 1 bullish, -1 bearish; of swings 1 a high, -1 a low."""


@dataclass(frozen=True)
class Chart:
    """A stretch of real candles, and what ours found in it."""

    timeframe: Timeframe
    rows: list[Row]
    found: list[Detection]

    def told(self, *kinds: str) -> list[Detection]:
        return [each for each in self.found if each.kind in kinds]

    def formed(self, each: Detection) -> int:
        """The row of the candle at which something happened."""
        first_ms = int(self.rows[0]["ts_ms"])
        return (each.formed_ns // MS - first_ms) * MS // TIMEFRAME_NS[self.timeframe]

    def known(self, each: Detection) -> int:
        """The row of the candle at whose close it could be known."""
        return (
            self.formed(each) + (each.known_ns - each.formed_ns) // TIMEFRAME_NS[self.timeframe] - 1
        )

    def swings(self) -> Marks:
        highs, lows = self.told("swing_high"), self.told("swing_low")
        return {(self.formed(at), 1) for at in highs} | {(self.formed(at), -1) for at in lows}

    def prices(self, name: str) -> list[float]:
        return [float(row[name]) for row in self.rows]


@cache
def chart(timeframe: Timeframe) -> Chart:
    """The first candles of a recording, read once for all tests."""
    with gzip.open(DATA / f"bybit_linear_ETHUSDT_{timeframe}.csv.gz", "rt", newline="") as lines:
        rows = list(islice(csv.DictReader(lines), CANDLES))
    charts = MarketStructure(StructureOptions(swing_length=LENGTH, internal_length=0))
    found = [each for row in rows for each in charts.update(a_candle(row, timeframe))]
    return Chart(timeframe, rows, [each for each in found if isinstance(each, Detection)])


def a_candle(row: Row, timeframe: Timeframe) -> Candle:
    open_ns = int(row["ts_ms"]) * MS
    close_ns = open_ns + TIMEFRAME_NS[timeframe]
    return Candle(
        venue="bybit",
        symbol="ETHUSDT",
        at_ns=close_ns,
        seen_ns=close_ns,
        timeframe=timeframe,
        open_ns=open_ns,
        open=float(row["open"]),
        high=float(row["high"]),
        low=float(row["low"]),
        close=float(row["close"]),
        volume=float(row["volume"]),
        closed=True,
    )

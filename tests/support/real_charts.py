"""Charts of recorded candles, read by our own detector."""

import csv
import gzip
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Literal

from core.detection import Detection
from core.market import TIMEFRAME_NS, Candle, Timeframe
from engine.detectors.market_structure import MarketStructure
from engine.structure.options import StructureOptions

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "ohlcv"
FRAMES: tuple[Timeframe, ...] = ("5m", "15m", "1h")
CANDLES, LENGTH = 12_000, 10
MS = 1_000_000
SIDES = {"bullish": 1, "bearish": -1, None: 0}

Row = dict[str, str]
Mark = tuple[int, int]
"""A row and a side: 1 bullish, -1 bearish; of swings 1 a high, -1 a low."""
Marks = set[Mark]


@dataclass(frozen=True)
class Block:
    """An order block: the rows of the break that made it and of its own candle, and its zone."""

    broken: int
    row: int
    low: float
    high: float


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

    def breaks(self) -> dict[Mark, int]:
        """The row at which each swing was broken."""
        swings = {each.id: self.formed(each) for each in self.told("swing_high", "swing_low")}
        return {
            (swings[each.of], SIDES[each.side]): self.formed(each)
            for each in self.told("bos", "choch")
            if each.of
        }

    def blocks(self) -> dict[Mark, Block]:
        """The block of each swing's break."""
        pivots = {(row, side): (pivot, side) for (pivot, side), row in self.breaks().items()}
        return {
            pivots[block.broken, SIDES[each.side]]: block
            for each in self.told("order_block")
            for block in [self._block(each)]
        }

    def prices(self, name: str) -> list[float]:
        return [float(row[name]) for row in self.rows]

    def _block(self, each: Detection) -> Block:
        assert each.low is not None
        assert each.high is not None
        return Block(self.known(each), self.formed(each), each.low, each.high)


@cache
def chart(timeframe: Timeframe, order_block: Literal["opposite", "extreme"] = "opposite") -> Chart:
    """The first candles of a recording, read once for all tests."""
    rows = recorded(timeframe)
    options = StructureOptions(swing_length=LENGTH, internal_length=0, order_block=order_block)
    charts = MarketStructure(options)
    found = [each for row in rows for each in charts.update(a_candle(row, timeframe))]
    return Chart(timeframe, rows, [each for each in found if isinstance(each, Detection)])


@cache
def recorded(timeframe: Timeframe) -> list[Row]:
    with gzip.open(DATA / f"bybit_linear_ETHUSDT_{timeframe}.csv.gz", "rt", newline="") as lines:
        return list(islice(csv.DictReader(lines), CANDLES))


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

"""Recorded candles for the contenders that read charts; nothing but the standard library.

A tape longer than the recording plays it forwards and backwards in turns, so that prices stay in
their range and no candle jumps. That is kind to whoever searches all open zones: on real years more
of them stay open.
"""

import csv
import gzip
from collections.abc import Iterator
from itertools import count, islice

from rounds import Answer

Row = tuple[int, float, float, float, float, float]
"""Opening in milliseconds, open, high, low, close, volume."""

STEP_MS = 300_000
START_MS = 1_735_689_600_000
SWING = 10
"""Candles on each side of a swing, for everyone."""


def rows(file: str, wanted: int) -> Iterator[Row]:
    """As many five-minute candles as wanted, one after the other without a hole."""
    with gzip.open(file, "rt", newline="") as lines:
        real = [
            tuple(float(row[name]) for name in ("open", "high", "low", "close", "volume"))
            for row in csv.DictReader(lines)
        ]
    for number, prices in enumerate(islice(_there_and_back(real), wanted)):
        yield START_MS + number * STEP_MS, *prices


def columns(file: str, wanted: int) -> dict[str, list[float]]:
    """The same as columns of the names that data frames use."""
    names = ("ts_ms", "open", "high", "low", "close", "volume")
    return dict(zip(names, map(list, zip(*rows(file, wanted), strict=True)), strict=True))


def counted(**found: object) -> Answer:
    """How many of each kind a contender found."""
    return {"found": {name: int(number) for name, number in found.items()}}


def _there_and_back(real: list[tuple[float, ...]]) -> Iterator[tuple[float, ...]]:
    back = [(close, high, low, open_, volume) for open_, high, low, close, volume in real[::-1]]
    for turn in count():
        yield from back if turn % 2 else real

"""One made-up afternoon that every contender draws: numbers only, from one seed."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

START_S = 1_732_060_800
CANDLES, CANDLE_S = 96, 900
COLUMNS, COLUMN_S, BINS, BIN = 720, 30, 155, 10.0
TRADES, BUBBLES, LIQUIDATIONS = 4_000, 30, 12


@dataclass(frozen=True)
class Chart:
    """A day of 15-minute candles; zones as (name, low, high, first candle), breaks likewise."""

    times_s: npt.NDArray[np.int64]
    open: Floats
    high: Floats
    low: Floats
    close: Floats
    volume: Floats
    zones: tuple[tuple[str, float, float, int], ...]
    breaks: tuple[tuple[str, float, int, int], ...]


@dataclass(frozen=True)
class Book:
    """Six hours of resting orders: ``usd`` is columns by bins, ``mid`` one price a column."""

    times_s: npt.NDArray[np.int64]
    usd: npt.NDArray[np.float32]
    low_bin: int
    mid: Floats
    trades: tuple[npt.NDArray[np.int64], Floats, npt.NDArray[np.int8]]
    """Column, dollars and side (1 bought, -1 sold) of each."""
    forced: tuple[npt.NDArray[np.int64], Floats, npt.NDArray[np.int8]]


def chart() -> Chart:
    """Candles with three zones and four breaks."""
    chance = np.random.default_rng(11)
    close = 3_590 * np.exp(np.cumsum(chance.normal(0, 0.002, CANDLES)))
    opened = np.concatenate([[3_590.0], close[:-1]])
    spread = np.abs(chance.normal(0, 3, CANDLES))
    high = np.maximum(opened, close) + spread
    names = {20: "OB", 50: "FVG", 70: "FVG"}
    zones = tuple(
        (f"{name}{'+' if close[at] < close[-1] else '-'}", close[at] - 3, close[at] + 3, at)
        for at, name in names.items()
    )
    breaks = tuple(
        ("CHoCH" if at % 2 else "BOS", float(high[at]), at, at + 9) for at in (10, 33, 55, 80)
    )
    return Chart(
        times_s=START_S + np.arange(CANDLES) * CANDLE_S,
        open=opened,
        high=high,
        low=np.minimum(opened, close) - spread,
        close=close,
        volume=chance.lognormal(3, 0.6, CANDLES),
        zones=zones,
        breaks=breaks,
    )


def book() -> Book:
    """A book with forty walls, traded against four thousand times."""
    chance = np.random.default_rng(7)
    mid = 98_000 * np.exp(np.cumsum(chance.normal(0, 0.0001, COLUMNS)))
    usd = chance.lognormal(11.3, 1.0, (COLUMNS, BINS)).astype(np.float32)
    for _ in range(40):
        usd[int(chance.integers(COLUMNS)) :, int(chance.integers(BINS))] += chance.lognormal(
            14, 0.8
        )
    return Book(
        times_s=START_S + np.arange(COLUMNS) * COLUMN_S,
        usd=usd,
        low_bin=9_800 - BINS // 2,
        mid=mid,
        trades=_prints(chance, TRADES),
        forced=_prints(chance, LIQUIDATIONS),
    )


def story() -> tuple[npt.NDArray[np.int64], Floats]:
    """Four hours of minutes, for the card of an alert: seconds and prices."""
    chance = np.random.default_rng(5)
    return START_S + np.arange(240) * 60, 98_300 * np.exp(np.cumsum(chance.normal(0, 6e-4, 240)))


def _prints(
    chance: np.random.Generator, count: int
) -> tuple[npt.NDArray[np.int64], Floats, npt.NDArray[np.int8]]:
    sides = chance.choice([-1, 1], count).astype(np.int8)
    return chance.integers(0, COLUMNS, count), chance.lognormal(9.5, 1.7, count), sides

"""The structure picture of a symbol: its candles, and what stands in them."""

from collections.abc import Sequence

import numpy as np

from bot.charts.kit.candles import Candles
from bot.charts.structure import StructureScene
from bot.charts.structure.key_prices import KeyPrice
from bot.charts.structure.marks import Break, Pool, Sweep
from bot.charts.structure.ruler import Range
from bot.charts.structure.zones import Zone
from bot.pictures.venues import VENUES
from bot.views import numbers
from core.market import Candle
from usecases.chart_marks import Standing
from usecases.read_structure import Structure


def scene(structure: Structure, *, detail: bool = False) -> StructureScene:
    """The scene of what was read; in `detail` more of it is drawn."""
    newest, standing = structure.candles[-1], structure.standing
    span = standing.range
    return StructureScene(
        symbol=structure.symbol,
        venue=VENUES[newest.venue],
        timeframe=f"{structure.timeframe[:-1]} {structure.timeframe[-1]}",
        tick_decimals=numbers.decimals(newest.close),
        candles=_candles(structure.candles),
        zones=_zones(standing),
        breaks=_breaks(standing),
        pools=_pools(standing),
        sweeps=_sweeps(standing),
        keys=_keys(standing),
        range=None if span is None else Range(span.low, span.high),
        detail=detail,
        now_ns=newest.at_ns,
        stale_s=structure.late_s,
    )


def _candles(candles: Sequence[Candle]) -> Candles:
    return Candles(
        open_time_ns=np.array([each.open_ns for each in candles], dtype=np.int64),
        open=np.array([each.open for each in candles]),
        high=np.array([each.high for each in candles]),
        low=np.array([each.low for each in candles]),
        close=np.array([each.close for each in candles]),
        volume=np.array([each.volume for each in candles]),
    )


def _zones(standing: Standing) -> tuple[Zone, ...]:
    return tuple(
        Zone(
            kind=each.kind,
            side=each.side,
            low=each.low,
            high=each.high,
            from_time_ns=each.from_ns,
            inner=each.inner,
            tested=each.tested,
        )
        for each in standing.zones
        # A candle without height can be the block of a break; there is nothing to draw in it.
        if each.low < each.high
    )


def _breaks(standing: Standing) -> tuple[Break, ...]:
    return tuple(
        Break(
            kind=each.kind,
            side=each.side,
            level=each.level,
            from_time_ns=each.from_ns,
            to_time_ns=each.to_ns,
            inner=each.inner,
        )
        for each in standing.breaks
    )


def _pools(standing: Standing) -> tuple[Pool, ...]:
    return tuple(
        Pool(
            kind="highs" if each.extreme == "high" else "lows",
            from_price=each.from_price,
            from_time_ns=each.from_ns,
            to_price=each.to_price,
            to_time_ns=each.to_ns,
            inner=each.inner,
            gone=each.gone,
        )
        for each in standing.pools
    )


def _sweeps(standing: Standing) -> tuple[Sweep, ...]:
    return tuple(
        Sweep(side=each.side, price=each.price, time_ns=each.at_ns, inner=each.inner)
        for each in standing.sweeps
    )


def _keys(standing: Standing) -> tuple[KeyPrice, ...]:
    return tuple(
        KeyPrice(kind=each.kind, extreme=each.extreme, price=each.price, from_time_ns=each.from_ns)
        for each in standing.keys
    )

"""Track records: signals and chances of made-up and recorded candles, and of almost nothing."""

from collections.abc import Sequence
from itertools import groupby

import numpy as np

from bot.charts.track_record import TrackRecordScene
from bot.charts.track_record.signal_kind import SignalKind, Spread
from core.luck import Running, running
from core.market import Candle
from core.proportion import Proportion, design_effect
from core.reliability import Reliability, measured
from core.time_units import DAY_NS
from whale.charts.forecasts import Chances, by_own_kind, of_touches
from whale.charts.made_up import VENUE, made_up_candles
from whale.charts.recorded import recorded_files
from whale.charts.shown import Material, Shown
from whale.charts.signals import Signal, close_by_time, rising_days, signals

_FEE_PERCENT = 0.11
"""A taker's, for entry and exit."""
_WEEK_NS = 7 * DAY_NS
_TOGETHER_NS = 3 * DAY_NS
"""Signals within so long are judged over days that overlap."""
_TOUCHED = "a level was traded at within 4 h"
_RIGHT = "further its way 24 h later"


async def make(material: Material) -> list[Shown]:
    """The made-up market, recorded ones, a record that has just begun, and one not yet begun."""
    candles = made_up_candles("ETHUSDT", "15m", seed=material.seed)
    young = candles[-5 * 96 :]
    return [
        Shown(
            name="touches",
            scene=_scene("ETHUSDT", candles, _TOUCHED),
            note="Chances that a level is traded at, over the whole range; signals as they were.",
        ),
        Shown(
            name="young",
            scene=_scene("ETHUSDT", young, _RIGHT),
            note="Five days: too few for a verdict, and it says so, in Polish.",
            language="pl",
            zone="Europe/Warsaw",
        ),
        Shown(
            name="nothing",
            scene=_scene("ETHUSDT", candles[-90:], _RIGHT),
            note="Nothing can be judged yet: hatched, never zero.",
        ),
        *_recorded(material),
    ]


def _recorded(material: Material) -> list[Shown]:
    if material.recorded is None:
        return []
    return [
        Shown(
            name=f"recorded-{file.symbol.lower()}-{file.timeframe}-{name}",
            scene=_scene(file.symbol, candles, event),
            note=f"Recorded: {file.path.name}.",
        )
        for file in recorded_files(material.recorded)
        if file.timeframe == "1h" and file.venue == VENUE
        for candles in [file.candles()]
        for name, event in (("touches", _TOUCHED), ("signals", _RIGHT))
    ]


def _scene(symbol: str, candles: Sequence[Candle], event: str) -> TrackRecordScene:
    judged = signals(candles)
    chances = by_own_kind(judged) if event == _RIGHT else of_touches(candles)
    first_ns, last_ns = candles[0].open_ns, candles[-1].at_ns
    return TrackRecordScene(
        symbol=symbol,
        venue="Bybit perp",
        event=event,
        first_ns=first_ns,
        last_ns=last_ns,
        frozen_ns=first_ns,
        fee_percent=_FEE_PERCENT,
        backtest=True,
        reliability=_measured(chances),
        kinds=_kinds(judged, candles),
        running=_running(judged),
    )


def _measured(chances: Chances) -> Reliability | None:
    if not len(chances):
        return None
    weeks = np.array(chances.at_ns, dtype=np.int64) // _WEEK_NS
    return measured(chances.said, chances.happened, blocks=weeks)


def _kinds(judged: Sequence[Signal], candles: Sequence[Candle]) -> tuple[SignalKind, ...]:
    if not judged:
        return ()
    rising = rising_days(close_by_time(candles))
    by_kind = groupby(sorted(judged, key=lambda each: each.kind), key=lambda each: each.kind)
    return tuple(_kind(name, list(own), rising) for name, own in by_kind)


def _kind(name: str, own: Sequence[Signal], rising: float) -> SignalKind:
    days = np.array([each.after_24h * each.way for each in own])
    hours = np.array([each.after_1h * each.way for each in own])
    bullish = sum(each.way > 0 for each in own) / len(own)
    return SignalKind(
        name=name,
        right=Proportion(sum(each.right for each in own), len(own)),
        base_rate=bullish * rising + (1 - bullish) * (1 - rising),
        after_1h=_spread(hours),
        after_24h=_spread(days),
        worst=float(days.min()),
        best=float(days.max()),
        alike=design_effect(
            [each.right for each in own], [each.known_ns // _TOGETHER_NS for each in own]
        ),
    )


def _spread(moves: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Spread:
    low, median, high = np.quantile(moves, (0.25, 0.5, 0.75)).tolist()
    return Spread(low=low, median=median, high=high)


def _running(judged: Sequence[Signal]) -> Running | None:
    if not judged:
        return None
    return running(
        np.array([each.known_ns + DAY_NS for each in judged], dtype=np.int64),
        np.array([each.after_24h for each in judged]),
        np.array([each.way for each in judged], dtype=np.int8),
        fee=_FEE_PERCENT,
    )

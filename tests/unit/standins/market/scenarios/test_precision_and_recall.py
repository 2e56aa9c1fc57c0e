"""Specification of what the ledger is for: a detector's precision and recall are numbers.

An hour of a made-up market is fed to the detector of fair value gaps as candles, as the feed would
give them, and what it says is laid beside what the ledger knows.
"""

import pytest

from core.detection import Detection
from core.market import TIMEFRAME_NS, Timeframe
from core.market import Candle as FedCandle
from engine.detectors.market_structure import MarketStructure
from standins.market.exchange.candles import Candle
from standins.market.exchange.truth import Record, selected
from tests.unit.standins.market.playing import PAST_MINUTES, Played, played

HOUR_S = 3_600
BOTH: tuple[Timeframe, ...] = ("1m", "5m")

Key = tuple[int, str, float, float]


@pytest.fixture(scope="module")
def hour() -> Played:
    return played("trend-day", seconds=HOUR_S)


def fed(candle: Candle, timeframe: Timeframe) -> FedCandle:
    """A candle as the feed tells it: prices in dollars, times in nanoseconds."""
    close_ns = candle.start * 1_000_000 + TIMEFRAME_NS[timeframe]
    return FedCandle(
        venue="bybit",
        symbol="ETHUSDT",
        at_ns=close_ns,
        seen_ns=close_ns,
        timeframe=timeframe,
        open_ns=candle.start * 1_000_000,
        open=candle.open / 100,
        high=candle.high / 100,
        low=candle.low / 100,
        close=candle.close / 100,
        volume=candle.volume / 100,
        closed=True,
    )


def said(hour: Played, timeframe: Timeframe) -> set[Key]:
    """The gaps that the detector told."""
    detector, minutes = MarketStructure(), timeframe.removesuffix("m")
    told = [
        detection
        for candle in hour.candles.latest(minutes, PAST_MINUTES)[:0:-1]
        for detection in detector.update(fed(candle, timeframe))
    ]
    return {key_of(one) for one in told if isinstance(one, Detection) and one.kind == "fvg"}


def key_of(detection: Detection) -> Key:
    assert detection.side is not None
    assert detection.low is not None
    assert detection.high is not None
    return detection.formed_ns // 1_000_000, detection.side, detection.low, detection.high


def true(hour: Played, timeframe: Timeframe, *, report: bool = True) -> set[Key]:
    """The gaps that the ledger knows; or the look-alikes."""
    return {
        (one.at_ms, one.texts["side"], one.numbers["low"], one.numbers["high"])
        for one in gaps(hour)
        if one.texts["timeframe"] == timeframe and one.report is report
    }


def gaps(hour: Played) -> list[Record]:
    return list(selected(hour.market.truth, kind="fair_value_gap"))


@pytest.mark.parametrize("timeframe", BOTH)
def test_the_detector_tells_every_true_gap_and_no_other(hour: Played, timeframe: Timeframe) -> None:
    truth = true(hour, timeframe)
    begun = min(at for at, *_ in truth)
    found = {key for key in said(hour, timeframe) if key[0] >= begun}

    precision = len(found & truth) / len(found)
    recall = len(found & truth) / len(truth)

    assert len(truth) >= (8 if timeframe == "1m" else 2)
    assert (precision, recall) == (1.0, 1.0)


def test_gaps_that_a_scenario_led_to_are_among_them(hour: Played) -> None:
    planted = [one for one in gaps(hour) if one.planted and one.report]

    assert len(planted) >= 5


def test_no_look_alike_is_told(hour: Played) -> None:
    looks = {at for timeframe in BOTH for at, *_ in true(hour, timeframe, report=False)}
    told = {at for timeframe in BOTH for at, *_ in said(hour, timeframe)}
    both = {at for timeframe in BOTH for at, *_ in true(hour, timeframe)}

    assert looks
    assert not (looks - both) & told

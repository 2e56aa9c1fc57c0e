"""Specification of a track: who is woken by which candle, and that sleep changes nothing."""

from collections.abc import Sequence
from random import Random

import pytest

from core.detection import Detection
from core.market import Candle
from core.online.atr import AverageTrueRange
from engine.structure.bar import Bar
from engine.structure.concept import Alarm, Concept, Setting
from engine.structure.concepts import OF_A_TRACK
from engine.structure.options import StructureOptions
from engine.structure.recent import Recent
from engine.structure.teller import Teller
from engine.structure.track import Track
from engine.structure.zones import Zones
from tests.support.facts import a_candle
from tests.support.structure import a_road

LENGTH = 4
OPTIONS = StructureOptions(swing_length=LENGTH, internal_length=0, atr_length=3, equal_atr=0.5)
PATIENT = StructureOptions(
    swing_length=LENGTH,
    internal_length=0,
    atr_length=3,
    equal_atr=1,
    sweep_candles=3,
    break_by="wick",
    order_block="extreme",
)


class Sleepless:
    """A concept that is asked at every candle, whatever its own alarm says."""

    def __init__(self, concept: Concept) -> None:
        self._concept = concept
        self.alarm = Alarm(below=float("inf"))

    def read(self, bar: Bar) -> Sequence[Detection]:
        return self._concept.read(bar)


class Listener:
    """A concept that writes down the candles it was woken by, and sleeps between two prices."""

    def __init__(self, below: float, above: float) -> None:
        self.alarm = Alarm(below=below, above=above)
        self.heard: list[int] = []

    def read(self, bar: Bar) -> Sequence[Detection]:
        self.heard.append(bar.index)
        return ()


def found_by(
    candles: Sequence[Candle], options: StructureOptions, *, sleepless: bool
) -> list[list[Detection]]:
    recent = Recent(LENGTH)
    zones = Zones("bybit:ETHUSDT", "15m")
    setting = Setting(
        teller=Teller("bybit:ETHUSDT", "15m"),
        options=options,
        length=LENGTH,
        recent=recent,
        zones=zones,
    )
    concepts = [make(setting) for make in OF_A_TRACK]
    if sleepless:
        concepts = [Sleepless(concept) for concept in concepts]
    return played(candles, Track(concepts, recent, LENGTH), recent)


def played(candles: Sequence[Candle], track: Track, recent: Recent) -> list[list[Detection]]:
    """What a track finds, candle by candle."""
    atr = AverageTrueRange(3)
    told: list[list[Detection]] = []
    opens = [candle.open_ns for candle in candles]
    for index, candle in enumerate(candles):
        bar = Bar(
            index=index,
            open_ns=candle.open_ns,
            close_ns=candle.at_ns,
            seen_ns=candle.seen_ns,
            late_ns=candle.late_ns,
            open=candle.open,
            high=candle.high,
            low=candle.low,
            close=candle.close,
            volume=candle.volume,
            atr=atr.value,
            after_hole=index > 0 and opens[index] - opens[index - 1] > candle.at_ns - opens[index],
            before=candles[index - 1].close if index else 0.0,
        )
        recent.take(bar)
        told.append([])
        track.read(bar, told[-1])
        atr.take(bar.high, bar.low, bar.close)
    return told


def a_long_walk(seed: int) -> list[Candle]:
    """Candles in quarter points, some of them missing, most of which mean nothing to anyone."""
    candles, price, random = [], 300.0, Random(seed)  # noqa: S311  a walk, no secret
    for place in range(400):
        close = price + random.randint(-12, 12) / 4
        high = max(price, close) + random.randint(0, 8) / 4
        low = min(price, close) - random.randint(0, 8) / 4
        if random.random() > 0.01:
            candles.append(a_candle(place, price, high, low, close))
        price = close
    return candles


def heard(candles: Sequence[Candle], below: float, above: float) -> list[int]:
    listener, recent = Listener(below, above), Recent(LENGTH)
    played(candles, Track([listener], recent, LENGTH), recent)
    return listener.heard


def test_a_sleeper_is_woken_at_its_prices_and_not_between_them() -> None:
    quiet = [a_candle(place, 10, 11, 9, 10) for place in range(3)]
    above, below = a_candle(3, 10, 12, 9, 10), a_candle(4, 10, 11, 8, 10)

    woken = heard([*quiet, above, below], below=8, above=12)

    assert woken == [3, 4]


def test_a_turning_point_wakes_whoever_it_is_far_from() -> None:
    candles = a_road(10, 11, 12, 13, 14, 13, 12, 11, 10)

    woken = heard(candles, below=1, above=99)

    assert woken == [8]


def test_a_hole_wakes_whoever_it_is_far_from() -> None:
    before, after = a_candle(0, 10, 11, 9, 10), a_candle(5, 10, 11, 9, 10)

    assert heard([before, after], below=1, above=99) == [1]


@pytest.mark.parametrize("options", [OPTIONS, PATIENT], ids=["defaults", "patient"])
@pytest.mark.parametrize("seed", range(12))
def test_who_sleeps_tells_the_same_as_who_is_asked_at_every_candle(
    options: StructureOptions, seed: int
) -> None:
    candles = a_long_walk(seed)

    asleep = found_by(candles, options, sleepless=False)

    assert asleep == found_by(candles, options, sleepless=True)

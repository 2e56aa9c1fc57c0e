"""Specification of the card of an alert as a scene: what was found, on the price's way to it."""

from typing import Any

import pytest

from bot.charts import Look, describe
from bot.charts.card import CardScene
from bot.pictures import alert_card
from bot.views.texts import texts
from core.detection import Detection, DetectionId
from core.market import Candle, Timeframe
from tests.unit.bot.desk import NOW_NS, whale
from usecases.alert_surroundings import Surroundings

EN = texts("en")
MINUTE_NS = 60_000_000_000
GERMAN = Look.of(language="de")


def candle(number: int, timeframe: Timeframe = "15m", minutes: int = 15) -> Candle:
    return Candle(
        venue="bybit",
        symbol="ETHUSDT",
        at_ns=NOW_NS,
        seen_ns=NOW_NS,
        timeframe=timeframe,
        open_ns=NOW_NS - number * minutes * MINUTE_NS,
        open=3500.0,
        high=3502.0,
        low=3499.0,
        close=3501.0,
        volume=4.0,
        closed=True,
    )


def found(kind: str, subject: str = "bybit:ETHUSDT", **more: Any) -> Detection:  # noqa: ANN401
    return Detection(
        id=DetectionId("1"),
        kind=kind,
        subject=subject,
        formed_ns=NOW_NS - 30 * MINUTE_NS,
        known_ns=NOW_NS,
        seen_ns=NOW_NS,
        **more,
    )


def drawn(detection: Detection, *candles: Candle, price: float | None = 3480.0) -> CardScene:
    around = Surroundings(subject="bybit:ETHUSDT", candles=candles, price=price)
    return alert_card.scene(EN, detection, around)


def block(**more: Any) -> Detection:  # noqa: ANN401  # any field
    zone: dict[str, Any] = {"side": "bullish", "timeframe": "15m", "low": 3480.0, "high": 3490.0}
    return found("order_block", **(zone | more))


def test_what_a_candle_made_certain_is_shown_on_candles_and_at_their_close() -> None:
    scene = drawn(block(), *(candle(number) for number in range(9, 0, -1)))

    assert scene.candles is not None
    assert len(scene.candles) == 9
    assert scene.event_price == 3501.0
    assert scene.end[0] == scene.event_ns == NOW_NS


def test_what_a_moment_made_certain_is_shown_on_a_line_that_ends_there() -> None:
    trade = found("large_trade", side="bullish", level=3480.0, numbers={"usd": 7e6, "levels": 3.0})

    scene = drawn(trade, *(candle(number, "1m", 1) for number in range(9, 1, -1)))

    assert scene.candles is None
    assert scene.end == (NOW_NS, 3480.0)


def test_a_new_zone_begins_where_it_formed_and_an_old_one_always_was() -> None:
    new, old = drawn(block()), drawn(found("order_block_touched", timeframe="15m", low=1, high=2))

    assert new.band is not None
    assert old.band is not None
    assert (new.band.since_ns, old.band.since_ns) == (NOW_NS - 30 * MINUTE_NS, None)


def test_a_level_is_a_line_and_a_wall_a_thin_zone_with_its_size() -> None:
    broken = drawn(found("choch", side="bearish", timeframe="15m", level=3490.0))
    wall = drawn(found("liquidity_zone", side="bearish", low=3500.0, high=3501.0))

    assert broken.level is not None
    assert (broken.level.price, broken.level.words) == (3490.0, "CHoCH")
    assert wall.band is not None
    assert wall.band.words == "ask wall $0"


@pytest.mark.parametrize("kind", ["order_block", "choch"])
def test_a_finding_without_its_price_is_still_a_card(kind: str) -> None:
    scene = drawn(found(kind, timeframe="15m"))

    assert (scene.level, scene.band) == (None, None)


def test_the_health_of_a_feed_has_no_price_behind_it() -> None:
    hole = {"source": "bybit", "family": "trades", "reason": "a frame is missing"}
    around = Surroundings(subject="bybit:ETHUSDT", candles=[], price=None)

    scene = alert_card.scene(EN, found("feed_down", numbers={"away_s": 12.0}, texts=hole), around)

    assert not scene.has_chart
    assert (scene.title, scene.amount, scene.symbol) == ("Feed down", "12 s", "ETHUSDT")


def test_every_number_is_the_readers() -> None:
    around = Surroundings(subject="bybit:ETHUSDT", candles=[], price=3480.0)

    gap = alert_card.scene(EN, block(), around, GERMAN)
    coins = alert_card.scene(EN, whale(), around, GERMAN)

    assert gap.amount == "3.480 – 3.490"
    assert gap.line == "ETHUSDT 15m · 0,29% wide"
    assert coins.line.startswith("1.234,5 ETH")
    assert describe(gap, look=GERMAN).startswith("Bullish order block: 3.480 – 3.490.")

"""Specification of the card of an alert: the way of the price, and what the event is about."""

import hashlib
import pickle
from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest

from bot.charts import USUAL, Look, card, draw
from bot.charts.card import Band, CardScene, Level
from bot.charts.kit.candles import Candles
from bot.charts.kit.canvas import Canvas
from tests.unit.bot.charts import cards, scenes

EVERY = [cards.candle_card, cards.fresh_zone_card, cards.far_card, cards.holed_card]
LONG_SYMBOL = "1000000000000CHEEMSUSDTPERPETUA"


def words(scene: CardScene, look: Look = USUAL) -> list[str]:
    return [word.text for word in card.render(scene, look).words]


def stands_free(canvas: Canvas) -> bool:
    outside = [word for word in canvas.words if not canvas.frame.holds(word.box)]
    return not outside and not any(a.box.overlaps(b.box) for a, b in combinations(canvas.words, 2))


@pytest.mark.parametrize("make", EVERY)
def test_the_same_card_gives_the_same_bytes(make: Callable[[], CardScene]) -> None:
    scene = make()

    first, again = draw(scene), draw(pickle.loads(pickle.dumps(scene)))  # noqa: S301 - our own

    assert hashlib.sha256(first).digest() == hashlib.sha256(again).digest()


@pytest.mark.parametrize("price", [0.00001234, 0.5, 3_590.0, 100_000.0])
@pytest.mark.parametrize("count", [1, 2, 7, 80, 300])
@pytest.mark.parametrize("move", [0.0, 0.002, 0.05])
def test_candles_of_any_number_price_and_wildness_stand_free(
    price: float, count: int, move: float
) -> None:
    seen = cards.bars(count, count=count, price=price, move=move)
    zone = Band(low=price * 0.99, high=price * 0.995, words="OB")

    canvas = card.render(
        cards.candle_card(candles=seen, band=zone, tick_decimals=8, symbol=LONG_SYMBOL), USUAL
    )

    assert stands_free(canvas)


def test_the_newest_price_is_said_once() -> None:
    scene = cards.candle_card()

    assert not [each for each in words(scene) if "at the event" in each]


def test_an_event_in_the_past_has_its_price_beside_it() -> None:
    scene = scenes.card(3)

    assert [each for each in words(scene) if each.endswith("at the event")]


def test_the_way_to_the_event_is_said_in_the_foot() -> None:
    rising = Candles(
        **{name: np.array([100.0, 110.0]) for name in ("open", "high", "low", "close", "volume")},
        open_time_ns=np.array([0, 900 * 10**9]),
    )

    assert "+10.00% in the 30 min before" in words(cards.candle_card(candles=rising))


@pytest.mark.parametrize(("times", "arrow"), [(1.5, "↑"), (0.5, "↓")])
def test_a_level_far_off_is_pointed_at_with_its_price(times: float, arrow: str) -> None:
    scene = cards.far_card(times=times)
    level = scene.level
    assert level is not None

    pointed = [each for each in words(scene) if each.startswith(f"{arrow} estimate $4.9M ")]

    assert pointed == [f"{arrow} estimate $4.9M {level.price:,.2f}"]


def test_a_level_far_off_does_not_flatten_the_prices() -> None:
    near = card.render(cards.candle_card(), USUAL)
    far = card.render(cards.far_card(), USUAL)

    same = near.pixels[180:500, 500:700] == far.pixels[180:500, 500:700]

    assert same.all()


def test_a_zone_is_drawn_from_where_it_formed() -> None:
    scene = cards.fresh_zone_card()
    assert scene.band is not None
    always = cards.candle_card(
        candles=scene.candles, band=Band(low=scene.band.low, high=scene.band.high, words="FVG")
    )

    fresh, old = (card.render(each, USUAL).pixels for each in (scene, always))
    differ = (fresh != old).any(axis=2)

    assert differ[:, 40:400].any()
    assert "FVG" in words(scene)


def test_missing_candles_are_hatched() -> None:
    look = USUAL

    canvas = card.render(cards.holed_card(), look)

    assert (canvas.pixels[200:500, :, :3] == look.theme.hatch).all(axis=2).any()


def test_parts_of_a_line_that_do_not_fit_are_left_out_whole() -> None:
    scene = cards.candle_card(line=" · ".join(f"part number {n} of many" for n in range(9)))

    said = next(each for each in words(scene) if each.startswith("part number 0"))

    assert said.endswith("of many")
    assert "…" not in said


@pytest.mark.parametrize("price", [float("nan"), 0.0, -1.0])
def test_a_level_that_cannot_be_is_refused(price: float) -> None:
    with pytest.raises(ValueError, match="the level of a card must be positive"):
        Level(price=price, words="your level")


def test_the_reader_s_own_numbers_are_on_the_axis() -> None:
    german = Look.of(language="de", theme="light", zone="Europe/Berlin")

    assert any(each.count(".") == 1 and "," in each for each in words(cards.candle_card(), german))

"""Specification of the layout of every picture: nothing covers, nothing leaves, all can be read."""

from itertools import combinations

import numpy as np
import pytest

from bot.charts import USUAL, card, flow, heatmap, liquidation_map, structure, track_record
from bot.charts.kit.canvas import Canvas
from bot.charts.kit.text import Font
from bot.charts.theme import contrast
from tests.unit.bot.charts import books, cards, maps, records, scenes

SEEDS = range(24)
TINY = 0.0000123


def drawn(seed: int) -> list[Canvas]:
    """All pictures of one seed, and their awkward relatives."""
    columns = int(np.random.default_rng(seed).integers(1, 400))
    return [
        structure.render(scenes.structure(seed), USUAL),
        structure.render(scenes.structure(seed, count=1 + seed * 3), USUAL),
        structure.render(scenes.structure(seed, marks=200, detail=bool(seed % 2)), USUAL),
        heatmap.render(scenes.heatmap(seed, columns=columns, bucket=1 + 29 * (seed % 2)), USUAL),
        heatmap.render(books.crowded(seed, columns=columns), USUAL),
        card.render(scenes.card(seed), USUAL),
        card.render(scenes.level_card(seed), USUAL),
        card.render(scenes.band_card(seed), USUAL),
        card.render(cards.candle_card(seed), USUAL),
        card.render(cards.fresh_zone_card(seed), USUAL),
        card.render(cards.far_card(seed, times=0.5 + seed / 8), USUAL),
        card.render(scenes.card(seed, count=seed % 3), USUAL),
        flow.render(scenes.flow(seed, usd=10.0 ** (seed % 12)), USUAL),
        flow.render(scenes.flow(seed, buckets=1 + seed * 4, price=TINY * 9 ** (seed % 11)), USUAL),
        flow.render(scenes.flow(seed, flows=scenes.flows_of(seed, unknown=seed * 2)), USUAL),
        liquidation_map.render(maps.liquidation_map(seed, usd=10.0 ** (seed % 12)), USUAL),
        liquidation_map.render(
            maps.liquidation_map(seed, buckets=2 + seed * 4, price=TINY * 9 ** (seed % 11)), USUAL
        ),
        track_record.render(records.track_record(seed, n=40 * seed, kinds=seed % 8), USUAL),
        track_record.render(records.track_record(seed, n=1 + seed % 3, kinds=1), USUAL),
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_no_words_cover_other_words_and_none_leave_the_canvas(seed: int) -> None:
    for canvas in drawn(seed):
        outside = [word.text for word in canvas.words if not canvas.frame.holds(word.box)]
        covered = [
            (one.text, other.text)
            for one, other in combinations(canvas.words, 2)
            if one.box.overlaps(other.box)
        ]

        assert not outside
        assert not covered


def test_all_words_are_at_least_22_pixels_and_stand_out_from_what_is_behind_them() -> None:
    words = [word for canvas in drawn(3) for word in canvas.words]

    smallest = min(word.font.size for word in words)
    faintest = min(contrast(word.colour, word.ground) for word in words)

    assert smallest >= 22
    assert faintest >= 4.5


def test_text_too_small_to_be_read_cannot_be_asked_for() -> None:
    with pytest.raises(ValueError, match="cannot be read on a phone"):
        Font(21)


@pytest.mark.parametrize(
    "symbol", ["ETHUSDT", "1000000BABYDOGEUSDT", "1000000000000CHEEMSUSDTPERP"]
)
@pytest.mark.parametrize(("price", "decimals"), [(TINY, 10), (100_000.0, 2), (1_234_567.89, 2)])
def test_long_symbols_and_long_prices_share_the_head_without_touching(
    symbol: str, price: float, decimals: int
) -> None:
    candles = scenes.candles(40, price=price)

    canvas = structure.render(
        scenes.structure(candles=candles, symbol=symbol, tick_decimals=decimals), USUAL
    )

    assert all(canvas.frame.holds(word.box) for word in canvas.words)
    assert not [1 for a, b in combinations(canvas.words, 2) if a.box.overlaps(b.box)]


def test_a_card_with_endless_words_cuts_them_with_an_ellipsis() -> None:
    endless = scenes.card(title="Whale " * 30, line="unknown wallet " * 20, rule="if " * 90)

    canvas = card.render(endless, USUAL)

    assert all(canvas.frame.holds(word.box) for word in canvas.words)
    assert any(word.text.endswith("…") for word in canvas.words)


def test_the_newest_break_is_always_named() -> None:
    scene = scenes.structure(5, zones=(), pools=(), sweeps=())
    newest = max(scene.breaks, key=lambda mark: mark.to_time_ns)

    canvas = structure.render(scene, USUAL)

    assert newest.words in [word.text for word in canvas.words]

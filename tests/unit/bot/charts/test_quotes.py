"""Specification of best bid and ask over a heat map: two steps, only where both can be seen."""

import numpy as np
import pytest

from bot.charts import USUAL, heatmap
from bot.charts.heatmap.quotes import Quotes
from bot.charts.kit.canvas import Canvas
from tests.unit.bot.charts import scenes

MID = np.full(120, 98_000.0)


def drawn(quotes: Quotes | None) -> Canvas:
    return heatmap.render(scenes.heatmap(mid=MID, quotes=quotes), USUAL)


def test_two_steps_are_drawn_where_the_spread_is_wide_and_the_legend_says_which_is_which() -> None:
    canvas = drawn(Quotes(bid=MID - 20, ask=MID + 20))

    assert "best ask, bid" in [word.text for word in canvas.words]


def test_a_spread_of_less_than_two_pixels_is_one_line() -> None:
    one = drawn(Quotes(bid=MID - 0.5, ask=MID + 0.5))

    assert "best ask, bid" not in [word.text for word in one.words]
    assert (one.pixels == drawn(None).pixels).all()


def test_the_usual_spread_decides_and_not_a_single_wide_moment() -> None:
    wide = np.where(np.arange(120) == 7, 900.0, 0.1)

    assert Quotes(bid=MID - wide, ask=MID + wide).spread() == pytest.approx(0.2)
    assert Quotes(bid=np.full(3, np.nan), ask=np.full(3, np.nan)).spread() == 0


def test_steps_are_lifted_over_columns_that_are_missing() -> None:
    kept = np.r_[0:40, 80:120]
    bare = scenes.heatmap(mid=MID)
    scene = scenes.heatmap(
        times_ns=bare.times_ns[kept],
        matrix=bare.matrix[kept],
        mid=MID[kept],
        quotes=Quotes(bid=MID[kept] - 30, ask=MID[kept] + 30),
    )

    canvas = heatmap.render(scene, USUAL)

    hatched = canvas.pixels[168:1000, 300:340, :3].reshape(-1, 3)
    assert not (hatched == USUAL.theme.down).all(axis=1).any()
    assert not (hatched == USUAL.theme.up).all(axis=1).any()


def test_quotes_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="bid cannot stand above the best ask"):
        Quotes(bid=MID, ask=MID - 1)
    with pytest.raises(ValueError, match="best bids must be positive"):
        Quotes(bid=-MID, ask=MID)
    with pytest.raises(ValueError, match="must be of one length"):
        Quotes(bid=MID, ask=MID[:3])
    with pytest.raises(ValueError, match="column times and quotes must be of one length"):
        scenes.heatmap(quotes=Quotes(bid=MID[:3], ask=MID[:3]))

"""Specification of walls that ended: pulled ones in a bracket, eaten ones touched by the price."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from bot.charts import USUAL, heatmap
from bot.charts.heatmap import HeatmapScene
from bot.charts.heatmap.wall_ends import PULLED
from bot.charts.heatmap.wall_life import WallLife
from bot.charts.kit.canvas import Canvas
from bot.charts.kit.prints import Prints
from tests.unit.bot.charts import scenes
from tests.unit.bot.charts.books import wall


def scene(*walls: WallLife, **changes: Any) -> HeatmapScene:  # noqa: ANN401  # any field
    """A calm hour at 98,000 with nothing on it but walls."""
    flat = np.full(120, 98_000.0)
    quiet: dict[str, Any] = {
        "mid": flat,
        "matrix": np.ones((120, 200), np.float32),
        "trades": Prints.none(),
        "liquidations": Prints.none(),
        "walls": walls,
    }
    return scenes.heatmap(**quiet | changes)


def drawn(*walls: WallLife) -> Canvas:
    return heatmap.render(scene(*walls), USUAL)


def words(canvas: Canvas) -> list[str]:
    return [word.text for word in canvas.words]


def changed(one: Canvas, other: Canvas) -> tuple[int, int, int, int]:
    """The box of the pane in which two pictures differ: left, top, right, bottom."""
    differ = (one.pixels[168:1000, 24:600] != other.pixels[168:1000, 24:600]).any(axis=2)
    rows, columns = np.flatnonzero(differ.any(axis=1)), np.flatnonzero(differ.any(axis=0))
    return columns[0] + 24, rows[0] + 168, columns[-1] + 24, rows[-1] + 168


def test_a_pulled_wall_is_named_beside_a_bracket_that_the_legend_explains() -> None:
    told = words(drawn(wall(usd=4e6)))

    assert "pulled $4.0M" in told
    assert "pulled wall ≥ $4.0M" in told


def test_a_bracket_stands_where_the_wall_ended_and_before_its_words() -> None:
    bare, canvas = drawn(), drawn(wall(ended_s=1_800))
    name = next(word for word in canvas.words if word.text.startswith("pulled $"))

    left, _top, _right, _bottom = changed(bare, canvas)

    pane_middle = (24 + 620) / 2
    assert left == pytest.approx(pane_middle, abs=30)
    assert left < name.box.left
    assert tuple(canvas.pixels[round(name.box.centre_y), left + 11, :3]) == USUAL.theme.line


def test_an_eaten_wall_is_touched_by_the_price_and_has_no_bracket() -> None:
    eaten = wall(97_900.0, 97_910.0, fate="eaten", usd=2e6)
    bare, canvas = drawn(), drawn(eaten)

    told = words(canvas)
    _left, top, _right, bottom = changed(bare, canvas)

    assert "eaten $2.0M" in told
    assert not any("pulled" in word for word in told)
    assert bottom - top > 60


def test_the_largest_are_drawn_and_the_two_largest_are_named() -> None:
    lives = [
        wall(97_700 + 40.0 * n, 97_710 + 40.0 * n, usd=1e6 * (n + 1), ended_s=600 + 150 * n)
        for n in range(16)
    ]

    told = words(drawn(*lives))

    assert [word for word in told if word.startswith("pulled $")] == ["pulled $16M", "pulled $15M"]
    assert f"pulled wall ≥ ${17 - PULLED}.0M" in told


@pytest.mark.parametrize(
    "beyond",
    [
        wall(ended_s=-5, born_s=-60),
        wall(ended_s=4_000),
        wall(99_900.0, 99_910.0),
        wall(ended_s=None, fate=None),
    ],
    ids=["before", "after", "far from the price", "stands"],
)
def test_what_did_not_end_in_sight_leaves_no_mark(beyond: WallLife) -> None:
    assert not any("pulled" in word for word in words(drawn(beyond)))


def test_a_wall_that_ends_at_the_edge_of_the_pane_keeps_its_bracket_inside() -> None:
    for edge in (0, 3_600):
        canvas = drawn(wall(born_s=0, ended_s=edge))

        assert "pulled wall ≥ $4.0M" in words(canvas)
        assert tuple(canvas.pixels[600, 22, :3]) == USUAL.theme.page


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"low": 0.0}, "bounds of a wall must be positive"),
        ({"low": float("nan")}, "bounds of a wall must be positive"),
        ({"high": 1.0}, "from low to high"),
        ({"usd": -1.0}, "size of a wall must be zero or more"),
        ({"fate": "spoofed"}, "pulled or eaten"),
        ({"fate": None}, "pulled or eaten"),
        ({"ended_ns": None}, "pulled or eaten"),
        ({"ended_ns": 5}, "end before it began"),
    ],
)
def test_a_wall_that_cannot_be_is_refused(change: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        replace(wall(), **change)

"""Specification of the heat map as a whole: on any book, everything is legible and explained."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.charts import USUAL, draw, heatmap
from bot.charts.heatmap.view import View
from bot.charts.kit.look import Look
from bot.charts.kit.prints import Prints
from bot.charts.theme import THEMES
from tests.unit.bot.charts import books, scenes

TINY = 0.0000123


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 2**31),
    st.integers(1, 700),
    st.integers(1, 400),
    st.sampled_from([TINY, 0.5, 178.0, 98_000.0, 1_234_567.0]),
    st.sampled_from([1e-5, 5e-5, 1e-3]),
)
def test_no_words_meet_and_none_leave_the_sheet_whatever_the_book(
    seed: int, columns: int, bins: int, price: float, share: float
) -> None:
    step = float(f"{price * share:.0e}")
    scene = books.crowded(seed, columns=columns, bins=bins, price=price, step=step)

    canvas = heatmap.render(scene, USUAL)

    assert all(canvas.frame.holds(word.box) for word in canvas.words)
    assert not [1 for a, b in combinations(canvas.words, 2) if a.box.overlaps(b.box)]


@pytest.mark.parametrize("theme", THEMES)
def test_marks_stay_in_the_pane_and_panels_in_their_places(theme: str) -> None:
    look = Look.of(theme=theme)

    pictures = [heatmap.render(books.crowded(seed), look).pixels for seed in range(6)]

    for pixels in pictures:
        assert (pixels[:, :24, :3] == look.theme.page).all()
        assert (pixels[158:168, 24:900, :3] == look.theme.page).all()
        assert (pixels[1000:1010, 24:600, :3] == look.theme.page).all()


def test_the_same_book_gives_the_same_bytes_with_all_its_marks() -> None:
    one, other = (draw(books.crowded(3)) for _ in range(2))

    assert one == other
    assert draw(books.crowded(3)) != draw(replace(books.crowded(3), walls=()))


def test_a_gap_too_narrow_for_words_is_explained_in_the_legend() -> None:
    wide, narrow = scenes.heatmap(), scenes.heatmap()
    for scene, gap in ((wide, slice(40, 80)), (narrow, slice(40, 43))):
        scene.matrix[gap] = np.nan

    beside = [
        [word.box.top for word in heatmap.render(scene, USUAL).words if word.text == "no data"]
        for scene in (wide, narrow)
    ]

    assert [top < 1000 for top in beside[0]] == [True]
    assert [top > 1100 for top in beside[1]] == [True]


def test_a_gap_just_wide_enough_says_so_in_two_lines() -> None:
    scene = scenes.heatmap()
    scene.matrix[40:52] = np.nan

    told = [word.text for word in heatmap.render(scene, USUAL).words]

    assert "no" in told
    assert "data" in told


def test_a_lone_column_far_from_the_rest_does_not_stretch_the_picture() -> None:
    calm = scenes.heatmap(mid=np.full(120, 98_000.0), bins=60)
    matrix = np.zeros((120, 400), dtype=np.float32)
    matrix[:, 170:230] = calm.matrix
    matrix[5, 20] = 1e6

    view = View.of(scenes.heatmap(mid=calm.mid, matrix=matrix, bins=400), 832)

    assert view.book.rows.low > 98_000 - 400
    assert view.book.rows.high < 98_000 + 400


@pytest.mark.parametrize("wrong", [0.0, -1.0, float("nan"), float("inf")])
def test_a_scene_without_a_sensible_step_or_length_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="must be above zero and finite"):
        scenes.heatmap(price_step=wrong)
    with pytest.raises(ValueError, match="must be above zero and finite"):
        scenes.heatmap(bucket_s=wrong)
    with pytest.raises(ValueError, match="below a price of zero, but it is -1"):
        scenes.heatmap(low_bin=-1)


def test_a_price_that_multiplies_within_the_window_is_drawn() -> None:
    mid = np.geomspace(0.5, 5e8, 120)

    canvas = heatmap.render(scenes.heatmap(mid=mid, price=1_000.0, step=0.1), USUAL)

    assert all(canvas.frame.holds(word.box) for word in canvas.words)


def test_a_book_far_from_the_price_is_beyond_the_picture() -> None:
    canvas = heatmap.render(scenes.heatmap(mid=np.full(120, 55_000.0)), USUAL)

    assert "beyond the book" in [word.text for word in canvas.words]


@pytest.mark.parametrize(
    ("columns", "bucket", "span"),
    [
        (120, 30, "60 s"),
        (180, 10, "30 s"),
        (480, 30, "5 min"),
        (480, 180, "20 min"),
        (40, 1, "1 s"),
    ],
)
def test_bubbles_add_up_a_round_length_of_time_and_say_which(
    columns: int, bucket: int, span: str
) -> None:
    scene = scenes.heatmap(columns=columns, bucket=bucket)

    told = [word.text for word in heatmap.render(scene, USUAL).words]

    assert any(word.startswith(f"trades of {span} ≥ $") for word in told)


def test_one_known_price_is_a_dot() -> None:
    mid = np.full(120, np.nan)
    mid[60] = 98_000.0
    scene = scenes.heatmap(mid=mid, trades=Prints.none())

    canvas = heatmap.render(scene, USUAL)

    white = (canvas.pixels[168:1000, 24:600, :3] == USUAL.theme.line).all(axis=2)
    assert 10 < np.count_nonzero(white.any(axis=1)) + np.count_nonzero(white.any(axis=0)) < 40

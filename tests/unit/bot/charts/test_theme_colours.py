"""Specification of every theme's colours: what differs in meaning differs for every eye."""

import numpy as np
import pytest

from bot.charts.heatmap.heat import palette
from bot.charts.theme import THEMES, Theme, rgb
from tests.support.colour_vision import Vision, distance, seen

OPPOSITE = (("up", "down"), ("block_up", "block_down"))
BESIDE = (("up", "liquidation"), ("down", "liquidation"))
"""A third meaning among the two, which its shape tells as well."""
ACROSS = (("accent", "up"), ("accent", "down"), ("accent", "liquidation"))
"""A line, and the ringed dot on it."""
DICHROMATS = tuple(vision for vision in Vision if vision is not Vision.NORMAL)

every_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))


def apart(theme: Theme, pair: tuple[str, str], vision: Vision) -> float:
    return distance(getattr(theme, pair[0]), getattr(theme, pair[1]), vision)


@every_theme
@pytest.mark.parametrize("pair", OPPOSITE, ids="-".join)
def test_opposite_meanings_look_different_to_everyone(theme: Theme, pair: tuple[str, str]) -> None:
    normal = apart(theme, pair, Vision.NORMAL)
    dichromats = {vision.name: apart(theme, pair, vision) for vision in DICHROMATS}

    assert normal >= 30
    assert min(dichromats.values()) >= 25, dichromats


@every_theme
@pytest.mark.parametrize(
    ("pair", "least"),
    [*((pair, 20) for pair in BESIDE), *((pair, 12) for pair in ACROSS)],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else str(value),
)
def test_what_stands_beside_a_side_is_not_taken_for_it(
    theme: Theme, pair: tuple[str, str], least: float
) -> None:
    distances = {vision.name: apart(theme, pair, vision) for vision in Vision}

    assert min(distances.values()) >= least, distances


@every_theme
def test_lightness_goes_one_way_through_all_256_heat_colours(theme: Theme) -> None:
    steps = np.diff(seen(palette(theme)[:, :3])[:, 0])

    assert (steps > 0).all() or (steps < 0).all()


@every_theme
@pytest.mark.parametrize("vision", DICHROMATS)
def test_more_is_never_taken_for_less_by_a_dichromat(theme: Theme, vision: Vision) -> None:
    # Neighbours of 256 may be one to an eye that lacks a cone; every fourth may not.
    steps = np.diff(seen(palette(theme)[::4, :3], vision)[:, 0])

    assert (steps > 0).all() or (steps < 0).all()


@every_theme
def test_the_heat_scale_spans_most_of_the_lightness_there_is(theme: Theme) -> None:
    first, last = seen(palette(theme)[[0, -1], :3])[:, 0]

    assert abs(last - first) >= 75


@pytest.mark.parametrize("vision", Vision)
def test_black_and_white_are_a_hundred_apart_for_everyone(vision: Vision) -> None:
    assert distance((0, 0, 0), (255, 255, 255), vision) == pytest.approx(100, abs=0.5)


def test_the_ruler_sees_what_green_and_red_are_to_a_deuteranope() -> None:
    rising, falling = rgb("#089981"), rgb("#F23645")

    assert distance(rising, falling) > 60
    assert distance(rising, falling, Vision.DEUTERANOPE) < 25

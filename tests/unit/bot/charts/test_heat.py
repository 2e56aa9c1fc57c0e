"""Specification of the heat scale: more resting size is always lighter."""

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from bot.charts.heatmap.heat import HeatLimits, colours, limits, limits_of_rows, palette
from bot.charts.theme import DARK


def lightness(colour: npt.NDArray[np.uint8]) -> npt.NDArray[np.float64]:
    """CIE L* of rows of sRGB."""
    unit = colour[:, :3] / 255
    linear = np.where(unit <= 0.04045, unit / 12.92, ((unit + 0.055) / 1.055) ** 2.4)
    y = linear @ np.array([0.2126, 0.7152, 0.0722])
    light: npt.NDArray[np.float64] = np.where(y > 0.008856, 116 * np.cbrt(y) - 16, 903.3 * y)
    return light


def test_lightness_rises_from_the_first_colour_to_the_last() -> None:
    steps = np.diff(lightness(palette(DARK)))

    # One colour of 256 may equal its neighbour after rounding, but none is darker.
    assert steps.min() > -0.05
    assert lightness(palette(DARK)[::16]).tolist() == sorted(lightness(palette(DARK)[::16]))


def test_an_empty_cell_has_the_colour_of_the_page_and_a_full_one_the_brightest() -> None:
    scale = HeatLimits(1e4, 1e6)

    page, top = colours(np.array([[0.0, 5e6]], dtype=np.float32), scale, DARK)[0]

    assert tuple(page[:3]) == DARK.page
    assert tuple(top[:3]) == DARK.heat[-1][1]


def test_the_middle_of_the_bar_is_the_geometric_middle() -> None:
    assert round(HeatLimits(1e4, 1e6).middle) == 100_000


def test_a_single_giant_does_not_dim_the_rest() -> None:
    calm = np.random.default_rng(1).lognormal(11, 1, 20_000).astype(np.float32)
    spoofed = np.append(calm, np.float32(1e12))

    assert abs(limits(spoofed).high / limits(calm).high - 1) < 0.02


def test_equal_cells_and_no_cells_still_have_a_scale() -> None:
    alike, none = limits(np.full(9, 5.0, np.float32)), limits(np.zeros(9, np.float32))

    assert alike.high == 4 * alike.low
    assert none.high > none.low > 0


TIMES = np.arange(90, dtype=np.int64) * 10 * 10**9


def test_steady_limits_of_bins_become_those_of_rows() -> None:
    bins = np.random.default_rng(2).lognormal(11, 1, (90, 300)).astype(np.float32)
    rows = bins.reshape(90, 150, 2).sum(axis=2)
    steady = HeatLimits(limits(bins).low / 2, limits(bins).high * 3)

    own = limits_of_rows(None, bins, rows, TIMES)
    scale = limits_of_rows(steady, bins, rows, TIMES)

    assert abs(own.low / scale.low / 2 - 1) < 0.02
    assert abs(scale.high / own.high / 3 - 1) < 0.1


def test_without_steady_limits_or_with_empty_ones_those_in_sight_are_taken() -> None:
    cells = np.random.default_rng(3).lognormal(11, 1, (90, 50)).astype(np.float32)

    alone = limits_of_rows(None, cells, cells, TIMES)

    assert alone == limits_of_rows(HeatLimits(0.0, 0.0), cells, cells, TIMES)
    assert abs(alone.low / limits(cells).low - 1) < 0.05


def test_a_wall_that_enters_the_window_moves_the_colours_by_little_at_a_time() -> None:
    calm = np.random.default_rng(4).lognormal(11, 1, (400, 150)).astype(np.float32)
    calm[360:, :4] = 1e9
    times = np.arange(400, dtype=np.int64) * 10 * 10**9

    highs = [
        limits_of_rows(None, calm[n : n + 360], calm[n : n + 360], times[n : n + 360]).high
        for n in range(1, 40)
    ]

    assert limits(calm[38:398]).high > 100 * limits(calm[:360]).high
    assert max(abs(b / a - 1) for a, b in pairwise(highs)) < 0.25


def test_columns_in_which_nothing_rests_have_no_say() -> None:
    cells = np.random.default_rng(5).lognormal(11, 1, (90, 50)).astype(np.float32)
    half = cells.copy()
    half[:45] = 0
    nothing = np.zeros_like(cells)

    found, none = (limits_of_rows(None, each, each, TIMES) for each in (half, nothing))

    assert abs(found.low / limits(cells).low - 1) < 0.05
    assert none.high > none.low > 0

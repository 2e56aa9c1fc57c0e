"""Specification of every theme: what is written can be read, what is drawn can be seen."""

import pickle

import pytest

from bot.charts.theme import THEMES, Colour, Theme, contrast

READ = 4.5
"""WCAG 2.2, 1.4.3 (AA): text."""
SEEN = 3.0
"""WCAG 2.2, 1.4.11: lines and shapes that say something."""
WRITTEN = (
    "text", "muted", "faint", "up", "down", "liquidation", "block_up", "block_down", "pool",
)  # fmt: skip
DRAWN = ("accent", "line", "up", "down", "liquidation", "block_up", "block_down", "pool")
PILLS = (
    ("tag_text", "tag"), ("tag_text", "up"), ("tag_text", "down"), ("tag_text", "liquidation"),
    ("text", "grid"), ("text", "halo"), ("muted", "halo"),
)  # fmt: skip
RIMMED = ("up", "down", "liquidation", "line")

every_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))


def role(theme: Theme, name: str) -> Colour:
    colour: Colour = getattr(theme, name)
    return colour


@every_theme
def test_what_is_written_can_be_read_on_the_page_and_on_a_pane(theme: Theme) -> None:
    grounds = (theme.page, theme.panel)

    ratios = {name: min(contrast(role(theme, name), on) for on in grounds) for name in WRITTEN}

    assert min(ratios.values()) >= READ, ratios


@every_theme
def test_words_on_a_pill_or_with_a_rim_can_be_read(theme: Theme) -> None:
    ratios = {pair: contrast(role(theme, pair[0]), role(theme, pair[1])) for pair in PILLS}

    assert min(ratios.values()) >= READ, ratios


@every_theme
def test_lines_and_shapes_are_seen_on_the_page_and_on_a_pane(theme: Theme) -> None:
    grounds = (theme.page, theme.panel)

    ratios = {name: min(contrast(role(theme, name), on) for on in grounds) for name in DRAWN}

    assert min(ratios.values()) >= SEEN, ratios


@every_theme
def test_a_mark_stands_out_from_its_own_rim_whatever_cell_lies_behind(theme: Theme) -> None:
    ratios = {name: contrast(role(theme, name), theme.halo) for name in RIMMED}

    assert min(ratios.values()) >= READ, ratios


@every_theme
def test_a_grid_is_fainter_than_a_hatch_and_both_than_any_mark(theme: Theme) -> None:
    for ground in (theme.page, theme.panel):
        grid, hatch = contrast(theme.grid, ground), contrast(theme.hatch, ground)

        assert 1.1 < grid < hatch < 2


@every_theme
def test_an_empty_cell_is_the_page_itself(theme: Theme) -> None:
    assert theme.heat[0] == (0.0, theme.page)
    assert theme.heat[-1][0] == 1.0


def test_themes_are_found_by_their_names_and_travel_to_other_processes() -> None:
    assert list(THEMES) == ["dark", "light", "colour-blind"]

    assert all(pickle.loads(pickle.dumps(theme)) == theme for theme in THEMES.values())  # noqa: S301  # our own

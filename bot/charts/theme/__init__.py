"""The colours of a picture.

A picture names roles (`up`, `muted`), never colours, so that a theme is one object: a file beside
this one, and a line in `THEMES`.
"""

from collections.abc import Mapping
from typing import Final

from bot.charts.theme.colour import Colour, blend, contrast, rgb
from bot.charts.theme.colour_blind import COLOUR_BLIND
from bot.charts.theme.dark import DARK
from bot.charts.theme.light import LIGHT
from bot.charts.theme.roles import Theme

__all__ = [
    "COLOUR_BLIND", "DARK", "LIGHT", "THEMES", "Colour", "Theme", "blend", "contrast", "rgb",
]  # fmt: skip

THEMES: Final[Mapping[str, Theme]] = {theme.name: theme for theme in (DARK, LIGHT, COLOUR_BLIND)}
"""Every theme by its name."""

"""Ink on paper, for bright rooms and light chats.

Bright grounds leave colours little room above a contrast of 4.5: every ink is dark, and hue tells
them apart. An amber this dark is, to a reader without green cones, the red of falling prices;
liquidations are violet here instead.
"""

from typing import Final

from bot.charts.theme.colour import rgb
from bot.charts.theme.roles import Theme

LIGHT: Final = Theme(
    name="light",
    page=rgb("#F7F5EF"),
    panel=rgb("#FFFFFF"),
    grid=rgb("#E6E2D8"),
    hatch=rgb("#D2CCBE"),
    text=rgb("#171C26"),
    muted=rgb("#4B5564"),
    faint=rgb("#5B6573"),
    up=rgb("#007A87"),
    down=rgb("#B80F1E"),
    accent=rgb("#103894"),
    liquidation=rgb("#7429DB"),
    block_up=rgb("#1D5FC4"),
    block_down=rgb("#9E3F00"),
    pool=rgb("#7D5A00"),
    line=rgb("#10141C"),
    halo=rgb("#FFFFFF"),
    tag=rgb("#171C26"),
    tag_text=rgb("#FFFFFF"),
    heat=(
        (0.0, rgb("#F7F5EF")),
        (0.12, rgb("#D7E7EA")),
        (0.30, rgb("#A6D0E0")),
        (0.48, rgb("#74B3D6")),
        (0.64, rgb("#4790C4")),
        (0.78, rgb("#2E6BAC")),
        (0.90, rgb("#254488")),
        (1.0, rgb("#151C4C")),
    ),
)
"""Teal against red; the heat map "Tide" falls from the paper through sky to the deep sea."""

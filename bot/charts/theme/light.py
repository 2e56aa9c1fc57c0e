"""Ink on paper, for bright rooms and light chats.

Light grounds leave colours little room above a contrast of 4.5, so every ink is dark, and what
tells inks apart is hue. Amber, the usual warning, is the red of falling prices to one man in
seventy when it must be this dark; liquidations are violet here instead.
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
    muted=rgb("#525C6D"),
    faint=rgb("#667080"),
    up=rgb("#007A87"),
    down=rgb("#B80F1E"),
    accent=rgb("#2458C9"),
    liquidation=rgb("#6D28D9"),
    block_up=rgb("#1D5FC4"),
    block_down=rgb("#A84300"),
    pool=rgb("#7D5A00"),
    line=rgb("#10141C"),
    halo=rgb("#FFFFFF"),
    tag=rgb("#171C26"),
    tag_text=rgb("#FFFFFF"),
    heat=(
        (0.0, rgb("#F7F5EF")),
        (0.12, rgb("#F2EBCF")),
        (0.30, rgb("#D5E2BE")),
        (0.48, rgb("#96CABC")),
        (0.64, rgb("#52A6BF")),
        (0.78, rgb("#2C76B0")),
        (0.90, rgb("#24488D")),
        (1.0, rgb("#141F4F")),
    ),
)
"""Teal against red; the heat map falls from the paper through straw and sea green to deep blue."""

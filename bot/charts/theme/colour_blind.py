"""Blue against orange: the one pair of hues that no common colour blindness brings together.

Nothing else may lean on hue, so what takes no side is neutral or pale.
"""

from typing import Final

from bot.charts.theme.colour import rgb
from bot.charts.theme.roles import Theme

COLOUR_BLIND: Final = Theme(
    name="colour-blind",
    page=rgb("#0B0E14"),
    panel=rgb("#10141D"),
    grid=rgb("#1E2532"),
    hatch=rgb("#273041"),
    text=rgb("#E8EDF5"),
    muted=rgb("#93A0B4"),
    faint=rgb("#7A879B"),
    up=rgb("#2D9CDB"),
    down=rgb("#F2994A"),
    accent=rgb("#BCC6D6"),
    liquidation=rgb("#FFF9DB"),
    block_up=rgb("#9CD0FF"),
    block_down=rgb("#FFC58F"),
    pool=rgb("#CDBBFF"),
    line=rgb("#FFFFFF"),
    halo=rgb("#05070B"),
    tag=rgb("#FFFFFF"),
    tag_text=rgb("#0B0E14"),
    heat=(
        (0.0, rgb("#0B0E14")),
        (0.12, rgb("#101D38")),
        (0.30, rgb("#233C66")),
        (0.48, rgb("#4C5B7A")),
        (0.64, rgb("#7F7F80")),
        (0.78, rgb("#B5A86E")),
        (0.90, rgb("#E8D65C")),
        (1.0, rgb("#FFF9CF")),
    ),
)
"""Blue against orange; the heat map rises through grey, so that both stand out from its middle."""

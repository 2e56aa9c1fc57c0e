"""Blue against orange: the one pair of hues that no common colour blindness brings together.

Nothing else may lean on hue, so what takes no side is neutral or pale.
"""

from dataclasses import replace
from typing import Final

from bot.charts.theme.colour import rgb
from bot.charts.theme.dark import DARK

COLOUR_BLIND: Final = replace(
    DARK,
    name="colour-blind",
    up=rgb("#2D9CDB"),
    down=rgb("#F2994A"),
    accent=rgb("#BCC6D6"),
    liquidation=rgb("#FFF9DB"),
    block_up=rgb("#7CC0FF"),
    block_down=rgb("#FFB570"),
    pool=rgb("#CDBBFF"),
    heat=(
        (0.0, rgb("#0B0E14")),
        (0.12, rgb("#0F1D3A")),
        (0.30, rgb("#203F70")),
        (0.48, rgb("#456294")),
        (0.64, rgb("#7C869A")),
        (0.78, rgb("#B7AC77")),
        (0.90, rgb("#E9D65E")),
        (1.0, rgb("#FFF9CF")),
    ),
)
"""Blue against orange; the heat map rises through grey, where both stand out."""

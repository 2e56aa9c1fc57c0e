"""The usual theme: a near-black page, as trading screens have it."""

from typing import Final

from bot.charts.theme.colour import rgb
from bot.charts.theme.roles import Theme

DARK: Final = Theme(
    name="dark",
    page=rgb("#0B0E14"),
    panel=rgb("#10141D"),
    grid=rgb("#1E2532"),
    hatch=rgb("#273041"),
    text=rgb("#E8EDF5"),
    muted=rgb("#93A0B4"),
    faint=rgb("#7A879B"),
    up=rgb("#2BD9C6"),
    down=rgb("#F04A4F"),
    accent=rgb("#4DA3FF"),
    liquidation=rgb("#FFC857"),
    block_up=rgb("#4DA3FF"),
    block_down=rgb("#FF8A5C"),
    pool=rgb("#C7B8FF"),
    line=rgb("#FFFFFF"),
    halo=rgb("#05070B"),
    tag=rgb("#FFFFFF"),
    tag_text=rgb("#0B0E14"),
    heat=(
        (0.0, rgb("#0B0E14")),
        (0.12, rgb("#0C1A33")),
        (0.30, rgb("#123A6E")),
        (0.48, rgb("#1766A8")),
        (0.64, rgb("#1F9BB8")),
        (0.78, rgb("#6FCFA0")),
        (0.90, rgb("#F4E45A")),
        (1.0, rgb("#FFFCE6")),
    ),
)
"""Teal against red; the heat map "Abyss" rises from the page through blue to a pale yellow."""

"""The colours of a picture.

A picture names roles (`up`, `muted`), never colours, so that a theme is one object. The dark
palette was checked for contrast against its page and for the distance between up and down as seen
with the three kinds of colour blindness (CAM02-UCS, at least 31); a second cue (sign, arrow,
position, word) goes with every colour all the same.
"""

from dataclasses import dataclass

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""


def rgb(text: str) -> Colour:
    """The colour written as in a style sheet.

    >>> rgb("#0B0E14")
    (11, 14, 20)
    """
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def blend(under: Colour, over: Colour, alpha: float) -> Colour:
    """What `over` at opacity `alpha` (0 to 1) looks like on `under`.

    >>> blend((0, 0, 0), (200, 100, 0), 0.5)
    (100, 50, 0)
    """
    return (
        round(under[0] + (over[0] - under[0]) * alpha),
        round(under[1] + (over[1] - under[1]) * alpha),
        round(under[2] + (over[2] - under[2]) * alpha),
    )


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of WCAG 2.2, 1 (none) to 21 (black on white).

    >>> contrast((0, 0, 0), (255, 255, 255))
    21.0
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return round((light + 0.05) / (dark + 0.05), 2)


def _luminance(colour: Colour) -> float:
    linear = [
        c / 12.92 if c <= _SRGB_KNEE else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


_SRGB_KNEE = 0.04045


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The roles colours play. Text roles keep a contrast of 4.5 on `page` and on `panel`."""

    name: str
    page: Colour
    panel: Colour
    grid: Colour
    hatch: Colour
    """Lines over a span without data; seen, but never mistaken for size."""
    text: Colour
    muted: Colour
    faint: Colour
    up: Colour
    """Rising, bid, buy."""
    down: Colour
    """Falling, ask, sell."""
    accent: Colour
    """A line that takes no side."""
    liquidation: Colour
    """Liquidations, sweeps, and the pill that says data are late."""
    block_up: Colour
    block_down: Colour
    pool: Colour
    """Equal highs and lows."""
    line: Colour
    """The price over a heat map."""
    halo: Colour
    """The rim that keeps a line or a word readable over any colour."""
    tag: Colour
    tag_text: Colour
    heat: tuple[tuple[float, Colour], ...]
    """Stops (position 0 to 1, colour); lightness must rise from the first to the last."""

    def side(self, rising: bool | None) -> Colour:  # noqa: FBT001  # the one question a side answers
        """The colour of a direction; without one, of plain text."""
        if rising is None:
            return self.text
        return self.up if rising else self.down


DARK = Theme(
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
"""Near-black page; the heat map "Abyss" begins at the page's own colour."""

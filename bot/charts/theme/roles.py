"""What colours are for."""

from dataclasses import dataclass

from bot.charts.theme.colour import Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The roles colours play.

    Text roles, sides, blocks, pools and liquidations are all written with somewhere: they keep a
    contrast of 4.5 (WCAG 2.2, AA) on `page` and on `panel`. Colours of opposite meaning stay apart
    for every kind of colour vision, and a second cue (sign, arrow, position, shape, word) goes with
    each of them all the same.
    """

    name: str
    page: Colour
    panel: Colour
    """A pane on the page; beyond the recorded depth of a book, too."""
    grid: Colour
    """Lines that are looked through, and the ground of a quiet pill."""
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
    """The rim that keeps a line or a word readable over any colour: the opposite of `line`."""
    tag: Colour
    """The ground of the last price."""
    tag_text: Colour
    """Words on `tag`, and on a pill of any side's colour."""
    heat: tuple[tuple[float, Colour], ...]
    """Stops (position 0 to 1, colour), beginning at `page`; lightness goes one way, up or down."""

    def side(self, rising: bool | None) -> Colour:  # noqa: FBT001  # the one question a side answers
        """The colour of a direction; without one, of plain text."""
        if rising is None:
            return self.text
        return self.up if rising else self.down

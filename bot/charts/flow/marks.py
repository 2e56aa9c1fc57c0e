"""Single large transfers on a price line: a full disc came to an exchange, a ring left one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from bot.charts.kit import checks
from bot.charts.kit.canvas import Canvas
from bot.charts.kit.labels import Places
from bot.charts.kit.look import Look
from bot.charts.kit.numbers import Numbers, price_decimals
from bot.charts.kit.rect import Rect
from bot.charts.kit.text import SEMIBOLD, Font, ink, shortened

_LARGEST: Final = 24.0
_SMALLEST: Final = 7.0
_NAMED: Final = 3
_RING: Final = 4.0
_FONT: Final = Font(23, SEMIBOLD)
_LONGEST: Final = 380
_NEAR: Final = 8
_MANY: Final = 100_000
_LIFTS: Final = (8, 30, 60, 96, 140, 190)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """One transfer over the border of an exchange.

    Raises
    ------
    ValueError
        Its size or its dollars are not positive numbers.
    """

    at_ns: int
    usd: float
    size: float
    coin: str
    exchange: str
    incoming: bool
    """Whether it came to the exchange."""

    def __post_init__(self) -> None:
        checks.prices([self.usd, self.size], "dollars and size of a transfer")

    def words(self, numbers: Numbers) -> str:
        """What it was: "612 BTC to Binance"."""
        way = "to" if self.incoming else "from"
        return f"{coins(self.size, numbers)} {self.coin} {way} {self.exchange}"


def coins(size: float, numbers: Numbers) -> str:
    """A number of coins: whole up to 100,000, below ten with the digits that tell.

    >>> from bot.charts.kit.numbers import ENGLISH
    >>> coins(4_612.3, ENGLISH), coins(1_240_000, ENGLISH), coins(3.46, ENGLISH)
    ('4,612', '1.2M', '3.5')
    """
    if size >= _MANY:
        return numbers.short(size)
    return numbers.price(size, price_decimals(size, digits=2))


@dataclass(frozen=True, slots=True)
class Spot:
    """A transfer's place in the pane."""

    of: Crossing
    x: float
    y: float
    radius: float

    @property
    def box(self) -> Rect:
        reach = self.radius + 2
        return Rect(self.x - reach, self.y - reach, self.x + reach, self.y + reach)


def radius_of(usd: float, most: float) -> float:
    """The area follows the dollars; the largest has 24 pixels, none fewer than 7."""
    return max(_SMALLEST, _LARGEST * sqrt(usd / most))


def draw_spots(canvas: Canvas, look: Look, spots: Sequence[Spot], places: Places) -> None:
    """Small ones on top; the three largest are named where a name finds room."""
    by_size = sorted(spots, key=lambda spot: (-spot.of.usd, spot.of.at_ns, spot.of.exchange))
    for spot in by_size:
        draw_mark(canvas, look, (spot.x, spot.y), spot.radius, incoming=spot.of.incoming)
    places.occupy(*(spot.box for spot in by_size))
    names: list[Rect] = []
    for spot in by_size[:_NAMED]:
        names += _name(canvas, look, spot, places, names)


def draw_mark(
    canvas: Canvas, look: Look, at: tuple[float, float], radius: float, *, incoming: bool
) -> None:
    """A disc in the colour of selling, or a ring in that of buying."""
    theme = look.theme
    if incoming:
        canvas.curves.disc(at, radius, theme.down, alpha=0.92, rim=(theme.halo, 1.8))
        return
    canvas.curves.disc(at, radius, theme.halo)
    canvas.curves.disc(at, radius - 1 - _RING / 2, theme.panel, rim=(theme.up, _RING))


def _name(
    canvas: Canvas, look: Look, spot: Spot, places: Places, names: Sequence[Rect]
) -> list[Rect]:
    """What it was, where a name finds room and its line would not strike through another name."""
    words = shortened(spot.of.words(look.numbers), _FONT, _LONGEST)
    shape = ink(words, _FONT, 0, 0)
    wanted = (
        box
        for box in _around(spot, shape.width, shape.height, places.frame)
        if not any(_tie(spot, box).overlaps(name) for name in names)
    )
    box = places.find(wanted, gap=6, must=True)
    if box is None:
        return []
    theme, tie = look.theme, _tie(spot, box)
    if tie.height > _NEAR and box.left <= spot.x <= box.right:
        canvas.fill(tie, theme.muted)
    at = box.left - shape.left, box.top - shape.top
    canvas.write(words, at, _FONT, theme.text, halo=theme.halo)
    return [box]


def _tie(spot: Spot, box: Rect) -> Rect:
    """The thin upright line between a mark and a name above or below it."""
    ends = (spot.box.top, box.bottom + 4) if box.bottom < spot.y else (spot.box.bottom, box.top - 4)
    return Rect(spot.x - 1, min(ends), spot.x + 1, max(ends))


def _around(spot: Spot, wide: float, high: float, frame: Rect) -> Iterator[Rect]:
    """Above and below, nearest first, pushed inside the pane; then beside."""
    middle = min(max(spot.x - wide / 2, frame.left), frame.right - wide)
    for lift in _LIFTS:
        for top in (spot.box.top - lift - high, spot.box.bottom + lift):
            yield Rect(middle, top, middle + wide, top + high)
    for left in (spot.box.right + 6, spot.box.left - 6 - wide):
        yield Rect(left, spot.y - high / 2, left + wide, spot.y + high / 2)

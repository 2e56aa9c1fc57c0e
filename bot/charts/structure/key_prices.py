"""Prices the market looks at: strong and weak highs and lows, and those of the day before.

Each is a line to the frame with its name and its price. Those at one height share one line and
one label; one that finds no room for it is left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from bot.charts.kit import checks
from bot.charts.kit.canvas import Canvas, Dashes
from bot.charts.kit.header import DOT
from bot.charts.kit.labels import Places
from bot.charts.kit.rect import Rect
from bot.charts.kit.text import SEMIBOLD, Font, ink
from bot.charts.structure.sight import Sight
from bot.charts.theme import Colour, Theme

KeyKind = Literal["strong", "weak", "day", "week", "month"]

_FONT: Final = Font(23, SEMIBOLD)
_LINE: Final = 2
_SAME: Final = 3
"""Pixels within which two prices are one."""
_STEP: Final = 40
_OF_PERIOD: Final[dict[KeyKind, str]] = {"day": "PD", "week": "PW", "month": "PM"}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPrice:
    """A high or low, drawn from a time to the frame.

    `strong` and `weak` ones are of the structure; `day`, `week` and `month` of the one before.
    """

    kind: KeyKind
    extreme: Literal["high", "low"]
    price: float
    from_time_ns: int

    def __post_init__(self) -> None:
        checks.prices([self.price], "a key price")

    @property
    def words(self) -> str:
        period = _OF_PERIOD.get(self.kind)
        if period is None:
            return f"{self.kind.capitalize()} {self.extreme}"
        return f"{period}{self.extreme[0].upper()}"

    @property
    def of_period(self) -> bool:
        return self.kind in _OF_PERIOD

    def colour(self, theme: Theme) -> Colour:
        return theme.accent if self.of_period else theme.side(self.extreme == "low")


@dataclass(frozen=True, slots=True)
class PlacedKey:
    """A line to the frame and the box of its label."""

    key: KeyPrice
    words: str
    line: Rect
    name: Rect

    def draw(self, canvas: Canvas, theme: Theme) -> None:
        """Strong ones thick, weak ones thin, those of a period dotted."""
        line, colour = self.line, self.key.colour(theme)
        if self.key.of_period:
            style = Dashes(colour=colour, on=2, off=5, thick=_LINE)
            canvas.dashes(line.top, line.left, line.right, style)
        else:
            thick = 1 if self.key.kind == "strong" else 0
            canvas.fill(Rect(line.left, line.top, line.right, line.bottom + thick), colour)
        shift = ink(self.words, _FONT, 0, 0)
        at = self.name.left - shift.left, self.name.top - shift.top
        canvas.write(self.words, at, _FONT, colour, halo=theme.panel)


@dataclass(frozen=True, slots=True)
class KeyWords:
    """How a price is written beside its name."""

    price: str
    keys: Sequence[KeyPrice]

    @property
    def text(self) -> str:
        return f"{DOT.join(key.words for key in self.keys)} {self.price}"


def place_keys(rows: Iterable[KeyWords], sight: Sight, places: Places) -> list[PlacedKey]:
    """Find room for each row in order; rows without room are dropped."""
    placed = []
    for row in rows:
        key = row.keys[0]
        from_ns = min(each.from_time_ns for each in row.keys)
        line = sight.line_to_frame(from_ns, key.price, _LINE)
        if line is None or not places.allows(line):
            continue
        name = places.find(_beside(row.text, line, above=key.extreme == "high"))
        if name is not None:
            places.occupy(line)
            placed.append(PlacedKey(key, row.text, line, name))
    return placed


def together(keys: Iterable[KeyPrice], sight: Sight) -> list[list[KeyPrice]]:
    """Those in sight by height: keys of one kind of extreme that would lie on each other."""
    rows: list[list[KeyPrice]] = []
    for key in keys:
        if not sight.shows(key.price):
            continue
        for row in rows:
            first = row[0]
            apart = abs(sight.scale(key.price) - sight.scale(first.price))
            if key.extreme == first.extreme and apart <= _SAME:
                row.append(key)
                break
        else:
            rows.append([key])
    return rows


def _beside(words: str, line: Rect, *, above: bool) -> Iterator[Rect]:
    """From the frame to the left, on the line's outer side first."""
    box = ink(words, _FONT, 0, 0)
    for upper in (above, not above):
        top = line.top - 6 - box.height if upper else line.bottom + 6
        left = line.right - 10 - box.width
        while left >= line.left:
            yield Rect(left, top, left + box.width, top + box.height)
            left -= _STEP

"""Breaks of structure: a line from the pivot to the candle that broke it, and its word.

The newest is placed first and is always named, over candles if it must; every other one is drawn
only where its line and its name find a free place.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from bot.charts.kit.canvas import Canvas, Dashes
from bot.charts.kit.labels import Places
from bot.charts.kit.rect import Rect
from bot.charts.kit.text import BOLD, SEMIBOLD, Font, ink, width
from bot.charts.structure.marks import Break
from bot.charts.structure.sight import Sight
from bot.charts.theme import Theme

_WORD: Final = Font(24, SEMIBOLD)
_PILL: Final = Font(24, BOLD)
_INNER_WORD: Final = Font(22, SEMIBOLD)
_INNER_PILL: Final = Font(22, BOLD)
_LINE: Final = 3
_INNER_LINE: Final = 2
_ROW: Final = 12
_ROWS: Final = 3


@dataclass(frozen=True, slots=True)
class PlacedBreak:
    """A break, its line and the box of its word."""

    mark: Break
    line: Rect
    name: Rect

    def draw(self, canvas: Canvas, theme: Theme) -> None:
        """Main structure solid, inner dashed; BOS a plain word, CHoCH a filled pill."""
        mark, line, colour = self.mark, self.line, theme.side(self.mark.bullish)
        if mark.inner:
            dashes = Dashes(colour=colour, on=8, off=5, thick=_INNER_LINE)
            canvas.dashes(line.top, line.left, line.right, dashes)
        else:
            canvas.fill(line, colour)
        if mark.kind == "bos":
            font = _font(mark)
            shift = ink(mark.words, font, 0, 0)
            at = self.name.left - shift.left, self.name.top - shift.top
            canvas.write(mark.words, at, font, colour, halo=theme.panel)
        else:
            canvas.curves.pill(self.name, colour)
            base = self.name.centre_y + _font(mark).cap_height / 2
            at = self.name.centre_x, base
            canvas.write(
                mark.words, at, _font(mark), theme.tag_text, across="middle", ground=colour
            )


def place_breaks(
    breaks: Iterable[Break], sight: Sight, places: Places, *, must: bool = False
) -> list[PlacedBreak]:
    """Find room for each break in order; with `must`, over candles and other lines if need be."""
    found = (_placed(mark, sight, places, must=must) for mark in breaks)
    return [each for each in found if each is not None]


def _placed(mark: Break, sight: Sight, places: Places, *, must: bool) -> PlacedBreak | None:
    thick = _INNER_LINE if mark.inner else _LINE
    line = sight.line(mark.from_time_ns, mark.to_time_ns, mark.level, thick)
    if line is None or not (places.allows(line) or must):
        return None
    name = places.find(_along(line, _size(mark), above=mark.bullish), must=must)
    if name is None:
        return None
    places.occupy(line)
    return PlacedBreak(mark, line, name)


def _font(mark: Break) -> Font:
    if mark.kind == "bos":
        return _INNER_WORD if mark.inner else _WORD
    return _INNER_PILL if mark.inner else _PILL


def _size(mark: Break) -> tuple[float, float]:
    font = _font(mark)
    if mark.kind == "choch":
        return width(mark.words, font) + 18, font.size + 8
    box = ink(mark.words, font, 0, 0)
    return box.width, box.height


def _along(line: Rect, size: tuple[float, float], *, above: bool) -> Iterator[Rect]:
    """Places that are seen to belong to a line: on its own side, before its pivot, beyond it."""
    wide, high = size
    middles = (line.centre_x, line.right - wide / 2, line.left + wide / 2)
    for upper in (above, not above):
        for row in range(_ROWS):
            near = line.top - 7 - high - row * _ROW if upper else line.bottom + 7 + row * _ROW
            for x in middles:
                yield Rect(x - wide / 2, near, x + wide / 2, near + high)
        left, top = line.left - 8 - wide, line.centre_y - high / 2
        yield Rect(left, top, left + wide, top + high)

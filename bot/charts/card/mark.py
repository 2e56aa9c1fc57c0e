"""The level or zone a card is about: drawn at its place, or pointed at where it is far off."""

from typing import Final

import numpy as np

from bot.charts.card.pane import Plot
from bot.charts.card.story import Mark
from bot.charts.kit.canvas import Dashes
from bot.charts.kit.labels import Places
from bot.charts.kit.rect import Rect
from bot.charts.kit.text import MEDIUM, Font, shortened, width

_NAME: Final = Font(24, MEDIUM)
_FILL: Final = 0.2
_THINNEST: Final = 9
"""Pixels below which the two edges of a zone would be one blurred line: it is drawn as one."""
_TRIES: Final = 25
_PAD: Final = 10
_ROW: Final = 36
_UP: Final = "\N{UPWARDS ARROW}"
_DOWN: Final = "\N{DOWNWARDS ARROW}"


def draw_mark(plot: Plot) -> None:
    """The zone filled between its edges, a level as one line; from where it formed, if known."""
    mark = plot.story.mark
    if mark is None or not plot.story.marked:
        return
    left = plot.pane.left if mark.since_ns is None else plot.at(mark.since_ns)
    top, foot = _edges(plot, mark)
    if mark.low < mark.high:
        plot.canvas.fill(Rect(left, top, plot.pane.right, foot), plot.story.colour, _FILL)
    edge = Dashes(colour=plot.story.colour, on=8, off=6, thick=2)
    thin = foot - top <= _THINNEST
    for y in ((top + foot) / 2 - 1,) if thin else (top, foot - 2):
        plot.canvas.dashes(y, left, plot.pane.right, edge)


def draw_mark_words(plot: Plot, places: Places) -> None:
    """The name of the level or zone, above it if there is room, else below."""
    mark = plot.story.mark
    if mark is None or not mark.words:
        return
    words = shortened(_words(plot, mark), _NAME, plot.pane.width * 0.6)
    wide = width(words, _NAME) + 2 * _PAD
    box = places.find(_boxes(plot, mark, wide), must=True)
    if box is None:
        return
    plot.canvas.curves.pill(box, plot.story.colour, radius=7)
    at = box.left + _PAD, box.centre_y + _NAME.cap_height / 2
    plot.canvas.write(words, at, _NAME, plot.theme.tag_text, ground=plot.story.colour)


def _edges(plot: Plot, mark: Mark) -> tuple[float, float]:
    """Top and bottom, inside the pane; a thin zone is made thick enough to be seen."""
    top, foot = plot.y(mark.high), plot.y(mark.low)
    if foot - top < _THINNEST:
        top, foot = (top + foot - _THINNEST) / 2, (top + foot + _THINNEST) / 2
    return max(top, plot.pane.top), min(foot, plot.pane.bottom)


def _words(plot: Plot, mark: Mark) -> str:
    """Its name; where it is far off, with an arrow and its price."""
    if plot.story.marked:
        return mark.words
    above = mark.low > plot.story.traded[1]
    near = mark.low if above else mark.high
    return f"{_UP if above else _DOWN} {mark.words} {plot.written(near)}"


def _boxes(plot: Plot, mark: Mark, wide: float) -> list[Rect]:
    """Where its name may stand: above from the left, then below; near a zone that is short."""
    ends = plot.pane.left + 4, plot.pane.right - wide - 4
    lefts: list[float] = np.linspace(*ends, _TRIES).tolist()
    boxes = [Rect(x, top, x + wide, top + _ROW) for top in _tops(plot, mark) for x in lefts]
    if mark.since_ns is None:
        return boxes
    middle = (plot.at(mark.since_ns) + plot.pane.right) / 2
    boxes += [box.moved(0, _ROW if box.top > _edges(plot, mark)[0] else -_ROW) for box in boxes]
    height = sum(_edges(plot, mark)) / 2
    return sorted(boxes, key=lambda box: abs(box.centre_x - middle) + abs(box.centre_y - height))


def _tops(plot: Plot, mark: Mark) -> tuple[float, ...]:
    if plot.story.marked:
        top, foot = _edges(plot, mark)
        return top - 42, foot + 6
    above = mark.low > plot.story.traded[1]
    return (plot.pane.top + 4,) if above else (plot.pane.bottom - 40,)

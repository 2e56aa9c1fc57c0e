"""What the pictures of the market say in words, and the buttons under them."""

from typing import get_args

from bot.views import numbers
from bot.views.html import Html, escape
from bot.views.menu import way_back
from bot.views.screens import Button, Rows
from bot.views.taps import Heatmap, Structure
from bot.views.texts import Texts
from core.market import Timeframe

WINDOWS_MIN = (15, 60, 240)

_MINUTE_S = 60


def heatmap_caption(texts: Texts, minutes: int, words: str) -> Html:
    """What a heatmap shows, in words."""
    window = numbers.pause(minutes * _MINUTE_S)
    return texts("caption-heatmap", window=window, words=escape(words))


def heatmap_rows(texts: Texts, symbol: str, minutes: int) -> Rows:
    """Other windows, a fresh picture, and the way out."""
    chips = tuple(
        _chip(
            texts,
            texts("button-window", window=numbers.pause(window * _MINUTE_S)),
            Heatmap(symbol=symbol, minutes=window),
            chosen=window == minutes,
        )
        for window in WINDOWS_MIN
    )
    return (chips, _picture_end(texts, Heatmap(symbol=symbol, minutes=minutes)))


def structure_caption(texts: Texts, words: str) -> Html:
    """What a structure picture shows, in words."""
    return texts("caption-structure", words=escape(words))


def structure_rows(texts: Texts, symbol: str, timeframe: Timeframe) -> Rows:
    """Other candles, a fresh picture, and the way out."""
    chips = tuple(
        _chip(
            texts,
            frame,
            Structure(symbol=symbol, timeframe=frame),
            chosen=frame == timeframe,
        )
        for frame in get_args(Timeframe)
    )
    half = len(chips) // 2
    end = _picture_end(texts, Structure(symbol=symbol, timeframe=timeframe))
    return (chips[:half], chips[half:], end)


def _chip(texts: Texts, name: str, tap: Heatmap | Structure, *, chosen: bool) -> Button:
    return Button(texts("button-chosen", name=name) if chosen else name, tap=tap.pack())


def _picture_end(texts: Texts, again: Heatmap | Structure) -> tuple[Button, ...]:
    return (Button(texts("button-refresh"), tap=again.pack()), *way_back(texts))

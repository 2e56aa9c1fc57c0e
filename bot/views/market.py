"""What the pictures of the market say in words, and the buttons under them."""

from typing import get_args

from bot.views import numbers
from bot.views.chips import chip
from bot.views.html import Html, escape
from bot.views.menu import HEATMAP_MINUTES, way_back
from bot.views.screens import Button, Rows
from bot.views.taps import Flow, Heatmap, LiquidationMap, Structure, Tap
from bot.views.texts import Texts
from core.market import Timeframe
from usecases.read_flow import WINDOWS

WINDOWS_MIN = (15, 60, 240, 1440)

_MINUTE_S = 60


def heatmap_caption(texts: Texts, minutes: int, words: str) -> Html:
    """What a heatmap shows, in words."""
    window = numbers.pause(minutes * _MINUTE_S)
    return texts("caption-heatmap", window=window, words=escape(words))


def heatmap_rows(texts: Texts, symbol: str, minutes: int) -> Rows:
    """Other windows, a fresh picture, and the way out."""
    chips = tuple(
        chip(
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


def structure_rows(texts: Texts, asked: Structure) -> Rows:
    """Other candles, more of the same or less, a fresh picture, and the way out."""
    chips = tuple(
        chip(
            texts,
            frame,
            asked.model_copy(update={"timeframe": frame}),
            chosen=frame == asked.timeframe,
        )
        for frame in get_args(Timeframe)
    )
    half = len(chips) // 2
    other = asked.model_copy(update={"detail": not asked.detail})
    detail = chip(texts, texts("button-detail"), other, chosen=asked.detail)
    return (chips[:half], (*chips[half:], detail), _picture_end(texts, asked))


def flow_caption(texts: Texts, words: str) -> Html:
    """What a whale flow picture shows, in words."""
    return texts("caption-flow", words=escape(words))


def flow_rows(texts: Texts, asked: Flow) -> Rows:
    """Other windows, a fresh picture, and the way out."""
    chips = tuple(
        chip(
            texts,
            window,
            asked.model_copy(update={"window": window}),
            chosen=window == asked.window,
        )
        for window in WINDOWS
    )
    return (chips, _picture_end(texts, asked))


def liquidation_map_caption(texts: Texts, words: str) -> Html:
    """What a liquidation map shows, in words."""
    return texts("caption-liqmap", words=escape(words))


def liquidation_map_rows(texts: Texts, symbol: str) -> Rows:
    """The book that is there now, a fresh picture, and the way out."""
    book = Heatmap(symbol=symbol, minutes=HEATMAP_MINUTES)
    chip = Button(texts("button-home-heatmap"), tap=book.pack())
    return ((chip,), _picture_end(texts, LiquidationMap(symbol=symbol)))


def _picture_end(texts: Texts, again: Tap) -> tuple[Button, ...]:
    return (Button(texts("button-refresh"), tap=again.pack()), *way_back(texts))

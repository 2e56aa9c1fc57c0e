"""The card that goes with an alert: what happened, how much, and what the price did around it."""

from typing import Final

import numpy as np

from bot.charts.card.chart import draw_card_chart
from bot.charts.card.scene import Band, CardScene, Level
from bot.charts.card.story import Mark, PriceStory
from bot.charts.card.words import (
    BAR,
    LEFT,
    RIGHT,
    WIDE,
    draw_foot,
    draw_head,
    draw_hero,
    since,
    when,
)
from bot.charts.kit.canvas import Canvas
from bot.charts.kit.look import Look
from bot.charts.kit.rect import Rect
from bot.charts.theme import Colour, Theme

__all__ = ["SIZE", "Band", "CardScene", "Level", "describe", "render"]

SIZE: Final = (WIDE, 640)

_CHART: Final = Rect(LEFT, 134, RIGHT, 536)


def render(scene: CardScene, look: Look) -> Canvas:
    """The picture, 1024 by 640."""
    canvas = Canvas(SIZE, look.theme.page)
    colour = _colour(scene, look.theme)
    if scene.has_chart:
        draw_head(canvas, look, scene, colour)
        draw_card_chart(canvas, look, _story(scene, colour), _CHART)
    else:
        draw_hero(canvas, look, scene, colour)
    canvas.fill(Rect(0, 0, BAR, SIZE[1]), colour)
    draw_foot(canvas, look, scene)
    return canvas


def describe(scene: CardScene, look: Look) -> str:
    """Title and amount, who and what, and the price at the event."""
    words = f"{scene.title}: {scene.amount}. {scene.line}, {when(scene, look)}"
    if scene.event_price is not None:
        at = look.numbers.price(scene.event_price, scene.tick_decimals)
        words += f", {scene.symbol} at {at}"
    after = since(scene, look)
    return f"{words}; {after}." if after else f"{words}."


def _colour(scene: CardScene, theme: Theme) -> Colour:
    return theme.liquidation if scene.side == "neutral" else theme.side(scene.side == "up")


def _story(scene: CardScene, colour: Colour) -> PriceStory:
    times, prices = scene.times_ns, scene.prices
    if scene.candles is not None:
        ends = scene.start, scene.end
        times, prices = np.array([at for at, _ in ends]), np.array([price for _, price in ends])
    return PriceStory(
        times_ns=times,
        prices=prices,
        candles=scene.candles,
        decimals=scene.tick_decimals,
        event_ns=scene.event_ns,
        event_price=scene.event_price,
        mark=_mark(scene),
        colour=colour,
    )


def _mark(scene: CardScene) -> Mark | None:
    band, level = scene.band, scene.level
    if band is not None:
        return Mark(low=band.low, high=band.high, words=band.words, since_ns=band.since_ns)
    if level is not None:
        return Mark(low=level.price, high=level.price, words=level.words)
    return None

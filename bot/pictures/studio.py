"""Paints a picture for somebody who waits for it, with its words, off the event loop."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final, TypeVar

from bot.charts import Look, describe
from bot.pictures.drawing import Draw
from bot.views.html import Html
from bot.views.screens import Photo, Rows
from core.errors import RefusedError
from core.ports import Clock
from core.time_units import SECOND_NS

S = TypeVar("S")

_KEPT: Final = 64
"""Pictures in memory: 64 of 0.4 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is asked for. Equal orders within a few seconds get the same picture."""

    kind: str
    """The name of the picture, "heatmap"."""
    symbol: str
    span: str
    """Timeframe or window, as the caller counts them."""
    look: Look


@dataclass(slots=True, kw_only=True, eq=False)
class Painting:
    """A picture and what it shows, in words. ``file_id``: Telegram's name for it, once it has."""

    image: bytes = field(repr=False)
    words: str
    file_id: str | None = None

    def uploaded(self, file_id: str) -> None:
        """Telegram has it now: whoever else gets it needs no upload."""
        self.file_id = file_id

    def photo(self, name: str, caption: Html, rows: Rows) -> Photo:
        """The picture as an answer; ``name`` is its file's, without an ending."""
        return Photo(
            image=self.image,
            name=f"{name}.jpg",
            caption=caption,
            rows=rows,
            file_id=self.file_id,
            uploaded=self.uploaded,
        )


class Studio:
    """Reads, builds a scene, describes it and has it drawn: once for all who ask together.

    Time is cut into pieces of ``fresh_s``; an order has one painting in each. The first who asks
    does the work and the others wait for it; should that fail, the next of them tries.
    """

    def __init__(
        self, draw: Draw, clock: Clock, *, fresh_s: float = 5.0, patience_s: float = 20.0
    ) -> None:
        self._draw = draw
        self._clock = clock
        self._fresh_ns = int(fresh_s * SECOND_NS)
        self._patience_s = patience_s
        self._places: OrderedDict[tuple[Order, int], _Place] = OrderedDict()

    async def __call__(
        self, order: Order, *, read: Callable[[], Awaitable[S]], build: Callable[[S], object]
    ) -> Painting:
        """The picture that ``build`` makes of what ``read`` finds.

        Raises
        ------
        RefusedError
            If it cannot be drawn, or not in time; or what ``read`` raises.
        """
        place = self._place(order)
        async with place.turn:
            if place.painting is None:
                place.painting = await self._paint(order, build, await read())
            return place.painting

    async def _paint(self, order: Order, build: Callable[[S], object], seen: S) -> Painting:
        try:
            async with asyncio.timeout(self._patience_s):
                scene = await asyncio.to_thread(build, seen)
                words = await asyncio.to_thread(describe, scene, look=order.look)
                return Painting(image=await self._draw(scene, order.look), words=words)
        except (ValueError, TimeoutError) as error:
            raise RefusedError("refused-no-picture", symbol=order.symbol) from error

    def _place(self, order: Order) -> "_Place":
        key = order, self._clock.now_ns() // self._fresh_ns
        place = self._places.setdefault(key, _Place())
        while len(self._places) > _KEPT:
            self._places.popitem(last=False)
        return place


@dataclass(slots=True, eq=False)
class _Place:
    """Where those who want the same picture wait for each other."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    painting: Painting | None = None

"""Paints a picture for somebody who waits for it, with its words, off the event loop."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from bot.charts import describe
from core.errors import RefusedError

S = TypeVar("S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Painting:
    """A picture and what it shows, in words."""

    image: bytes = field(repr=False)
    words: str


class Studio:
    """Builds a scene, describes it and has it drawn. ``draw`` may work in another process."""

    def __init__(
        self, draw: Callable[[object], Awaitable[bytes]], *, patience_s: float = 20.0
    ) -> None:
        self._draw = draw
        self._patience_s = patience_s

    async def __call__(self, build: Callable[[S], object], seen: S, *, symbol: str) -> Painting:
        """The picture that ``build`` makes of what was ``seen``.

        Raises
        ------
        RefusedError
            If it cannot be drawn, or not in time.
        """
        try:
            async with asyncio.timeout(self._patience_s):
                scene = await asyncio.to_thread(build, seen)
                words = await asyncio.to_thread(describe, scene)
                return Painting(image=await self._draw(scene), words=words)
        except (ValueError, TimeoutError) as error:
            raise RefusedError("refused-no-picture", symbol=symbol) from error

"""Pictures for alerts: drawn once, uploaded once, and never waited for longer than agreed."""

import asyncio
from collections import OrderedDict, defaultdict
from dataclasses import replace
from typing import Final

from bot.charts import Look
from bot.delivery.letter import Image
from bot.delivery.meter import Meter
from bot.pictures.drawing import Draw
from core.errors import UnavailableError
from core.ports import Pictures

_KEPT: Final = 32


class Gallery:
    """Finds the picture of a scene: by the name Telegram gave it, from memory, or freshly drawn.

    A picture that fails, or takes longer than ``patience_s``, is None: its alert goes without it. A
    scene that could not be drawn is not tried again while it is remembered.
    """

    def __init__(
        self, pictures: Pictures, draw: Draw, meter: Meter, *, patience_s: float = 5.0
    ) -> None:
        self._pictures = pictures
        self._draw = draw
        self._meter = meter
        self._patience_s = patience_s
        self._drawn: OrderedDict[str, bytes | None] = OrderedDict()
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def picture(self, key: str, scene: object, look: Look) -> Image | None:
        """The picture of a scene; ``key`` is the same for the same scene and look everywhere."""
        try:
            async with asyncio.timeout(self._patience_s):
                return await self._find(Image(key=key, scene=scene, look=look))
        except TimeoutError:
            self._meter.picture_missing("slow")
        except UnavailableError:
            self._meter.picture_missing("store away")
        return None

    async def again(self, image: Image) -> Image | None:
        """The picture with its content, after Telegram forgot the name it had given it."""
        await self._pictures.forget(image.key)
        return await self.picture(image.key, image.scene, image.look)

    async def uploaded(self, image: Image, file_id: str) -> None:
        """Telegram's name for a picture that was just uploaded."""
        if image.file_id is None:
            await self._pictures.remember(image.key, file_id)

    async def _find(self, image: Image) -> Image | None:
        file_id = await self._pictures.find(image.key)
        if file_id is not None:
            return replace(image, file_id=file_id)
        # Many rules meet one detection at the same moment: the first one draws, the others wait.
        async with self._locks[image.key]:
            if image.key not in self._drawn:
                self._keep(image.key, await self._try_to_draw(image))
        content = self._drawn.get(image.key)
        return None if content is None else replace(image, content=content)

    async def _try_to_draw(self, image: Image) -> bytes | None:
        try:
            return await self._draw(image.scene, image.look)
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the alert must not wait
            self._meter.picture_missing(type(error).__name__)
            return None

    def _keep(self, key: str, content: bytes | None) -> None:
        self._drawn[key] = content
        while len(self._drawn) > _KEPT:
            old, _ = self._drawn.popitem(last=False)
            self._locks.pop(old, None)

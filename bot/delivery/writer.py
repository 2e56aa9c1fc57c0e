"""Writes the letter of a notice: its words in the reader's language, its buttons, its picture."""

import asyncio
from collections.abc import Callable

import structlog

from bot.charts import USUAL, Look
from bot.delivery.gallery import Gallery
from bot.delivery.letter import Image, Letter
from bot.pictures import alert_card
from bot.pictures.looks import look_of
from bot.views import alerts
from bot.views.texts import Texts
from core.alerts import Due
from core.detection import Detection
from core.errors import UnavailableError
from usecases.alert_surroundings import AlertSurroundings, Surroundings

log = structlog.get_logger(__name__)


class Writer:
    """Turns what is due into a letter. Only the words are indispensable."""

    def __init__(
        self,
        surroundings: AlertSurroundings,
        gallery: Gallery,
        texts: Callable[[str], Texts],
        *,
        patience_s: float = 2.0,
    ) -> None:
        self._surroundings = surroundings
        self._gallery = gallery
        self._texts = texts
        self._patience_s = patience_s

    async def __call__(self, due: Due) -> Letter:
        """The letter, ready to be sent.

        Raises
        ------
        KeyError
            If there are no words for this kind of detection.
        """
        texts = self._texts(due.language)
        around = await self._look_around(due.detection)
        image = None if around is None else await self._picture(texts, due, around)
        return Letter(
            chat_id=due.target.chat_id,
            thread_id=due.target.thread_id,
            text=alerts.text(texts, due, around.price if around else None),
            rows=alerts.rows(texts, due),
            image=image,
        )

    async def _picture(self, texts: Texts, due: Due, around: Surroundings) -> Image | None:
        """The card; None where what is stored cannot be drawn, such as a price of nothing."""
        look = _look(due)
        try:
            scene = alert_card.scene(texts, due.detection, around, look)
        except ValueError as error:
            log.warning("no card", detection=due.detection.id, error=str(error))
            return None
        key = f"card-{due.detection.id}-{texts.language}-{look.name}"
        return await self._gallery.picture(key, scene, look)

    async def _look_around(self, found: Detection) -> Surroundings | None:
        try:
            async with asyncio.timeout(self._patience_s):
                return await self._surroundings(found)
        except (TimeoutError, UnavailableError):
            return None


def _look(due: Due) -> Look:
    """The owner's own in their private chat; the usual one where others look along.

    Groups and channels have negative numbers.
    """
    return look_of(due.language, due.preferences) if due.target.chat_id > 0 else USUAL

"""The labels of a process, kept up with the store."""

import structlog

from core.ports import Clock, Labels
from engine.flows.book import LabelBook
from engine.pipeline.backoff import Backoff
from engine.pipeline.insist import insist

log = structlog.get_logger()

_PORTION = 5_000
_WAIT_S = 5.0


class Names:
    """Reads every label once, then each change, into a book that the detectors look into.

    What a detector infers is in the book at once, and comes back from the store after the commit:
    the same label, so nothing changes. A label that is taken back while it is on its way may show
    again until its removal is read; the store has the last word.
    """

    def __init__(self, labels: Labels, book: LabelBook, *, clock: Clock, backoff: Backoff) -> None:
        self._labels = labels
        self._book = book
        self._clock = clock
        self._backoff = backoff
        self._version = 0

    async def learn(self) -> None:
        """Take in everything that changed since the last time."""
        number = 0
        while portion := await self._labels.changed_since(self._version, limit=_PORTION):
            for label in portion:
                self._book.put(label)
            self._version = portion[-1].version
            number += len(portion)
        if number:
            log.info("worker.labels", changed=number, addresses=len(self._book))

    async def keep_learning(self) -> None:
        """Take in labels as they change, until cancelled."""
        while True:
            await insist(self._news, what="labels", clock=self._clock, backoff=self._backoff)

    async def _news(self) -> None:
        await self._labels.changed(_WAIT_S)
        await self.learn()

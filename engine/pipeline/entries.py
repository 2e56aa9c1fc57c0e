"""A stream's entries as facts; what is none is buried with the reason."""

import structlog

from core.errors import BrokenInputError
from core.facts import Fact, decode
from core.ports import DeadLetters, Entry, EntryId, Streams

log = structlog.get_logger()

_BATCH = 500


class Entries:
    """Reads the facts of a stream."""

    def __init__(self, streams: Streams, dead_letters: DeadLetters) -> None:
        self._streams = streams
        self._dead_letters = dead_letters

    async def facts_of(self, entry: Entry) -> list[Fact]:
        """The fact that an entry holds; none where it cannot be read."""
        try:
            return [decode(entry.body)]
        except BrokenInputError as error:
            log.warning("worker.dead_letter", entry=str(entry.id), reason=str(error))
            await self._dead_letters.bury(entry, str(error))
            return []

    async def between(self, partition: int, after: EntryId, until: EntryId) -> list[Fact]:
        """What the stream still holds behind ``after``, up to ``until`` and with it."""
        facts: list[Fact] = []
        while after < until:
            entries = await self._streams.read({partition: after}, count=_BATCH, wait_s=0)
            for entry in entries:
                if entry.id <= until:
                    facts += await self.facts_of(entry)
            if not entries:
                break
            after = entries[-1].id
        return facts

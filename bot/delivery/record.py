"""Writes down what became of a row, although the database may be away for a moment.

After a message was sent, the record is what keeps it from being sent again. It is therefore tried
for as long as the lease runs; behind that another process may hold the row, and a late record of
ours would be refused anyway.
"""

from collections.abc import Awaitable, Callable
from typing import Final

import structlog

from core.alerts import Due
from core.errors import UnavailableError
from core.ports import Clock, Outbox

log = structlog.get_logger(__name__)

_FIRST_PAUSE_S: Final = 0.25
_LONGEST_PAUSE_S: Final = 5.0


class Record:
    """The outbox as one owner sees it. ``patience_s`` is a little less than its leases last."""

    def __init__(self, outbox: Outbox, clock: Clock, owner: str, *, patience_s: float) -> None:
        self._outbox = outbox
        self._clock = clock
        self._owner = owner
        self._patience_s = patience_s

    async def sending(self, due: Due) -> bool:
        """Write down that the message goes out now; False when it must not.

        A row that nobody can mark is not sent: its lease runs out, and it is due again.
        """
        try:
            return await self._outbox.sending(self._owner, due.notice_id)
        except UnavailableError as error:
            log.warning("not sent: the intent is not recorded", error=str(error))
            return False

    async def sent(self, due: Due, *, message_id: int) -> None:
        """It arrived."""
        await self._surely(
            lambda: self._outbox.sent(self._owner, due.notice_id, message_id=message_id)
        )

    async def retry(self, due: Due, *, reason: str, after_s: float) -> None:
        """It surely did not arrive."""
        await self._surely(
            lambda: self._outbox.retry(self._owner, due.notice_id, reason=reason, after_s=after_s)
        )

    async def unknown(self, due: Due, *, reason: str, after_s: float) -> None:
        """Nobody knows."""
        await self._surely(
            lambda: self._outbox.unknown(self._owner, due.notice_id, reason=reason, after_s=after_s)
        )

    async def dead(self, due: Due, *, reason: str) -> None:
        """It can never arrive."""
        await self._surely(lambda: self._outbox.dead(self._owner, due.notice_id, reason=reason))

    async def _surely(self, write: Callable[[], Awaitable[None]]) -> None:
        pause_s, waited_s = _FIRST_PAUSE_S, 0.0
        while True:
            try:
                await write()
            except UnavailableError as error:
                if waited_s >= self._patience_s:
                    log.error("outcome not recorded", error=str(error))  # noqa: TRY400 - expected
                    return
                await self._clock.sleep(pause_s)
                waited_s += pause_s
                pause_s = min(pause_s * 2, _LONGEST_PAUSE_S)
            else:
                return

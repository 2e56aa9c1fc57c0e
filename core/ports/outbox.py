"""Owed notices on their way into chats."""

from typing import Protocol

from core.alerts import Due, NoticeId


class Outbox(Protocol):
    """Owed notices on their way into chats. A row is paid by whoever holds its lease."""

    async def claim(self, owner: str, *, limit: int, lease_s: float) -> list[Due]:
        """Up to ``limit`` rows that are due, oldest first, now leased to ``owner``.

        A row whose lease ran out is due again; if its message was about to go out (``sending``) and
        no record followed, ``repeated`` is set: nobody knows whether it arrived. Rows of dead
        targets are not handed out. At most one row of a chat is leased at a time, so that a chat
        sees its alerts in order.
        """

    async def sending(self, owner: str, notice: NoticeId) -> bool:
        """Its message goes out now. False when the lease is over: then it must not be sent."""

    async def sent(self, owner: str, notice: NoticeId, *, message_id: int) -> None:
        """It arrived."""

    async def retry(self, owner: str, notice: NoticeId, *, reason: str, after_s: float) -> None:
        """It surely did not arrive; due again after ``after_s``."""

    async def unknown(self, owner: str, notice: NoticeId, *, reason: str, after_s: float) -> None:
        """No answer came: due again after ``after_s``, marked as possibly repeated."""

    async def dead(self, owner: str, notice: NoticeId, *, reason: str) -> None:
        """It can never arrive; kept with the reason."""

    async def waiting(self) -> int:
        """How many rows are not yet sent or dead."""

    async def changed(self, wait_s: float) -> None:
        """Come back when new rows may be there, or after ``wait_s``."""

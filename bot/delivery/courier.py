"""Carries one alert into its chat and records what became of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Protocol

import structlog

from bot.delivery import errors
from bot.delivery.errors import Remedy
from bot.delivery.gallery import Gallery
from bot.delivery.letter import Letter, cured
from bot.delivery.meter import Meter
from bot.delivery.pace import Pace
from bot.delivery.post import Post, Receipt
from bot.delivery.record import Record
from bot.delivery.writer import Writer
from core.alerts import Due
from core.errors import MisconfiguredError
from core.ports import Clock, Users
from core.time_units import SECOND_NS

log = structlog.get_logger(__name__)


class PutBack(Protocol):
    """One of the two ways in which a record makes a row due again."""

    async def __call__(self, due: Due, *, reason: str, after_s: float) -> None: ...


_PATIENCE_S: Final = 5.0
_MOST_FAULTS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Backoff:
    """How long to wait before a row is tried again.

    ``first_s`` doubles with every attempt up to ``longest_s``, times a random share of a half to
    one, so that a thousand rows do not come back in the same second. ``quarantine_s`` is the wait
    after a lost answer.
    """

    jitter: Callable[[], float]
    first_s: float = 1.0
    longest_s: float = 300.0
    quarantine_s: float = 30.0

    def after_s(self, attempt: int) -> float:
        """The wait behind attempt number ``attempt``, counted from 1."""
        doubled = self.first_s * 2.0 ** min(attempt - 1, 30)
        return min(self.longest_s, doubled) * (0.5 + self.jitter() / 2)


class Courier:
    """Writes, sends and records one due row at a time; many may run beside each other.

    ``mark`` is told how far a row has come: ``claimed``, ``rendered``, and ``sent`` when Telegram
    has answered and nothing is recorded yet. Tests end the process there.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        users: Users,
        writer: Writer,
        gallery: Gallery,
        post: Post,
        pace: Pace,
        record: Record,
        meter: Meter,
        backoff: Backoff,
        mark: Callable[[str], None],
    ) -> None:
        self._clock = clock
        self._users = users
        self._write = writer
        self._gallery = gallery
        self._post = post
        self._pace = pace
        self._record = record
        self._meter = meter
        self._backoff = backoff
        self._mark = mark

    async def pay(self, due: Due) -> None:
        """See a claimed row through to a record.

        Raises
        ------
        MisconfiguredError
            If Telegram does not accept the bot: nobody's alert can be sent.
        """
        self._mark("claimed")
        try:
            letter = await self._write(due)
        except Exception as error:  # noqa: BLE001 - our fault stays with this one row
            await self._fault(due, error, self._record.retry)
            return
        self._mark("rendered")
        try:
            await self._carry(due, letter)
        except MisconfiguredError:
            raise
        except Exception as error:  # noqa: BLE001 - likewise; but it may have been sent
            await self._fault(due, error, self._record.unknown)

    async def _carry(self, due: Due, letter: Letter) -> None:
        wait_s = self._pace.wait_s(letter.chat_id)
        if wait_s > _PATIENCE_S:
            await self._record.retry(due, reason="the chat must wait", after_s=wait_s)
        else:
            await self._send(due, letter)

    async def _fault(self, due: Due, error: Exception, put_back: PutBack) -> None:
        """A fault of ours. The row is tried again, but not for ever."""
        log.error("alert cannot be delivered", notice=due.notice_id, exc_info=error)
        self._meter.failed("fault")
        reason = f"our fault: {error!r}"
        if due.attempt < _MOST_FAULTS:
            await put_back(due, reason=reason, after_s=self._backoff.longest_s)
        else:
            await self._record.dead(due, reason=reason)

    async def _send(self, due: Due, letter: Letter) -> None:
        """Send; where Telegram says what is wrong with the letter, mend that and send once more."""
        tried: set[Remedy] = set()
        while True:
            await self._pace.turn(letter.chat_id)
            if not await self._record.sending(due):
                return
            try:
                receipt = await self._post(letter)
            except errors.Failure as error:
                remedy = errors.remedy(error)
                self._meter.failed(remedy.value)
                mended = None if remedy in tried else await self._mend(letter, remedy, error)
                if mended is None:
                    await self._give_up(due, letter, remedy, error)
                    return
                tried.add(remedy)
                letter = mended
            else:
                await self._arrived(due, letter, receipt)
                return

    async def _mend(self, letter: Letter, remedy: Remedy, error: Exception) -> Letter | None:
        if remedy is Remedy.PLAIN:
            log.error("our formatting is broken", text=letter.text, says=errors.reason(error))
        if remedy is Remedy.UPLOAD_AGAIN and letter.image is not None:
            return replace(letter, image=await self._gallery.again(letter.image))
        mended = cured(letter, remedy, error)
        if remedy is Remedy.MIGRATE and mended is not None:
            await self._users.migrate(letter.chat_id, mended.chat_id)
        return mended

    async def _give_up(self, due: Due, letter: Letter, remedy: Remedy, error: Exception) -> None:
        reason = errors.reason(error)
        match remedy:
            case Remedy.WAIT:
                after_s = float(getattr(error, "retry_after", self._backoff.quarantine_s))
                self._pace.hold(letter.chat_id, after_s)
                await self._record.retry(due, reason=reason, after_s=after_s)
            case Remedy.NOT_SENT:
                after_s = self._backoff.after_s(due.attempt)
                await self._record.retry(due, reason=reason, after_s=after_s)
            case Remedy.UNKNOWN:
                after_s = max(self._backoff.quarantine_s, self._backoff.after_s(due.attempt))
                await self._record.unknown(due, reason=reason, after_s=after_s)
            case Remedy.TARGET_DEAD:
                await self._users.mark_dead(due.target.id, reason)
                await self._record.dead(due, reason=reason)
            case Remedy.STOP:
                await self._record.retry(due, reason=reason, after_s=self._backoff.longest_s)
                self._meter.page(reason)
                raise MisconfiguredError(f"Telegram does not accept the bot: {reason}")
            case _:
                log.warning("alert refused", notice=due.notice_id, reason=reason)
                await self._record.dead(due, reason=reason)

    async def _arrived(self, due: Due, letter: Letter, receipt: Receipt) -> None:
        self._mark("sent")
        await self._record.sent(due, message_id=receipt.message_id)
        delay_s = (self._clock.now_ns() - due.detection.seen_ns) / SECOND_NS
        self._meter.delivered(due.detection.kind, delay_s=delay_s, attempt=due.attempt)
        if letter.image is not None and receipt.file_id is not None:
            await self._gallery.uploaded(letter.image, receipt.file_id)

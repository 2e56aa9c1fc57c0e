"""Specification of delivery when an answer, a record or the process itself gets lost."""

import pytest
from aiogram import exceptions as telegram
from aiogram.methods import SendMessage

from core.alerts import NoticeId
from core.errors import UnavailableError
from core.ports import Outbox
from tests.unit.bot.delivery.round import Desk, outcomes
from tests.unit.bot.desk import no_connection, owe, rule_of, whale

METHOD = SendMessage(chat_id=1001, text="alert")
LOST = telegram.TelegramNetworkError(METHOD, "Request timeout error")


class KilledError(BaseException):
    """The end of a process, as far as one process can play it."""


async def test_without_a_connection_it_is_tried_again_and_not_called_repeated(desk: Desk) -> None:
    await owe(desk.stores, *await rule_of(desk.stores, 1001), whale())
    desk.telegram.refuse(1001, no_connection(), no_connection(), no_connection())

    async with desk.paying():
        await desk.clock.run(12)

    assert len(desk.telegram.calls) == 4
    assert "ossibly repeated" not in desk.telegram.texts[-1]


async def test_a_lost_answer_is_repeated_after_quarantine_and_says_so(desk: Desk) -> None:
    [notice] = await owe(desk.stores, *await rule_of(desk.stores, 1001), whale())
    desk.telegram.refuse(1001, LOST)

    async with desk.paying():
        await desk.clock.run(29)
        early = len(desk.telegram.calls)
        await desk.clock.run(3)

    assert early == 1
    assert await outcomes(desk, notice.id) == [
        ("unknown", "Request timeout error"),
        ("sent", None),
    ]
    assert "<i>Possibly repeated" in desk.telegram.texts[1]


async def test_a_process_that_dies_after_sending_lets_the_next_one_say_so(desk: Desk) -> None:
    def die(mark: str) -> None:
        if mark == "sent":
            raise KilledError

    [notice] = await owe(desk.stores, *await rule_of(desk.stores, 1001), whale())

    with pytest.raises(BaseExceptionGroup, match="unhandled"):
        async with desk.paying(mark=die):
            await desk.clock.run(1)
    async with desk.paying():
        await desk.clock.run(61)

    assert await outcomes(desk, notice.id) == [
        ("unknown", "the lease ran out"),
        ("sent", None),
    ]
    assert "Possibly repeated" in desk.telegram.texts[1]


class ForgetfulRecord:
    """Wraps ``sent`` of an outbox: the database is away for the first few records."""

    def __init__(self, outbox: Outbox, monkeypatch: pytest.MonkeyPatch, away: int) -> None:
        self._sent = outbox.sent
        self._away = away
        monkeypatch.setattr(outbox, "sent", self.sent)

    async def sent(self, owner: str, notice: NoticeId, *, message_id: int) -> None:
        if self._away:
            self._away -= 1
            raise UnavailableError("the database is away")
        await self._sent(owner, notice, message_id=message_id)


async def test_what_was_sent_is_recorded_when_the_database_comes_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ForgetfulRecord(desk.stores.outbox, monkeypatch, away=4)
    [notice] = await owe(desk.stores, *await rule_of(desk.stores, 1001), whale())

    async with desk.paying():
        await desk.clock.run(61)

    assert await outcomes(desk, notice.id) == [("sent", None)]
    assert len(desk.telegram.calls) == 1


async def test_what_cannot_be_written_does_not_stay_for_ever(desk: Desk) -> None:
    unknown = whale(kind="a kind without words")
    [notice] = await owe(desk.stores, *await rule_of(desk.stores, 1001), unknown)

    async with desk.paying():
        await desk.clock.run(4 * 301)

    assert [outcome for outcome, _ in await outcomes(desk, notice.id)] == [
        *["retry"] * 4,
        "dead",
    ]
    assert desk.telegram.calls == []


async def test_what_is_under_way_when_the_loop_stops_is_seen_through(desk: Desk) -> None:
    rule, target = await rule_of(desk.stores, 1001)
    notices = await owe(desk.stores, rule, target, *(whale(eth) for eth in (600, 700, 800, 900)))

    async with desk.paying() as task:
        task.cancel()
        await desk.clock.run(2)
        ended = task.done()

    assert ended
    assert [await outcomes(desk, notice.id) for notice in notices] == [[("sent", None)]] * 4

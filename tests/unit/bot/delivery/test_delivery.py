"""Specification of delivery: an alert that is owed ends in its chat, or with a reason."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiogram import exceptions as telegram
from aiogram.methods import SendMessage, SendPhoto
from aiogram.types import BufferedInputFile
from typing_extensions import override

from bot.app.post_office import delivery
from bot.delivery.meter import Meter
from core.alerts import NoticeId
from core.errors import MisconfiguredError, UnavailableError
from core.ports import Outbox, Stores
from db.memory import memory_stores
from tests.unit.bot.desk import Telegram, WoundClock, bot_over, no_connection, owe, rule_of, whale

METHOD = SendMessage(chat_id=1001, text="alert")
LOST = telegram.TelegramNetworkError(METHOD, "Request timeout error")


@dataclass
class Counts(Meter):
    """A meter that a test can read."""

    seen: list[str] = field(default_factory=list)

    @override
    def delivered(self, kind: str, *, delay_s: float, attempt: int) -> None:
        self.seen.append(f"delivered {kind} after {delay_s:.0f} s, attempt {attempt}")

    @override
    def failed(self, remedy: str) -> None:
        self.seen.append(f"failed: {remedy}")

    @override
    def picture_missing(self, why: str) -> None:
        self.seen.append(f"no picture: {why}")

    @override
    def page(self, reason: str) -> None:
        self.seen.append(f"page: {reason}")


class KilledError(BaseException):
    """The end of a process, as far as one process can play it."""


async def a_picture(_scene: object) -> bytes:
    return b"JPEG"


async def no_picture(_scene: object) -> bytes:
    raise ValueError("nothing to draw")


@dataclass
class Desk:
    """Everything around one delivery loop."""

    clock: WoundClock = field(default_factory=WoundClock)
    telegram: Telegram = field(default_factory=Telegram)
    counts: Counts = field(default_factory=Counts)
    marks: list[str] = field(default_factory=list)
    stores: Stores = field(init=False)

    def __post_init__(self) -> None:
        self.stores = memory_stores(self.clock)

    @asynccontextmanager
    async def paying(
        self,
        draw: Callable[[object], object] = a_picture,
        mark: Callable[[str], None] | None = None,
    ) -> AsyncIterator[asyncio.Task[None]]:
        """A loop that pays the outbox while the block runs."""
        loop = delivery(
            bot=bot_over(self.telegram),
            stores=self.stores,
            clock=self.clock,
            draw=draw,  # type: ignore[arg-type]
            meter=self.counts,
            mark=mark or self.marks.append,
            owner="bot-1",
            quarantine_s=30,
        )
        async with asyncio.TaskGroup() as group:
            task = group.create_task(loop.run())
            await self.clock.run()
            yield task
            task.cancel()


async def outcomes(desk: Desk, notice: NoticeId) -> list[tuple[str, str | None]]:
    story = await desk.stores.history.story(notice)
    assert story is not None
    return [(attempt.outcome, attempt.reason) for attempt in story.attempts]


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def test_an_owed_alert_arrives_as_a_picture_with_its_text(desk: Desk) -> None:
    rule, target = await rule_of(desk.stores, 1001)
    [notice] = await owe(desk.stores, rule, target, whale())

    async with desk.paying():
        pass

    [photo] = desk.telegram.calls
    assert isinstance(photo, SendPhoto)
    assert isinstance(photo.photo, BufferedInputFile)
    assert photo.caption == (
        "🐋 <b>1,234.5 ETH</b> moved\n"
        '<a href="https://etherscan.io/address/0x28c6c06298d514db089934071355e5743bf21d60">'
        "0x28c6…1d60</a> → "
        '<a href="https://etherscan.io/address/0xf89d7b9c864f589bbf53a82105107622b35eaa40">'
        "0xf89d…aa40</a>\n"
        'block 21,000,000 · <tg-time unix="1699999988" format="T">22:13:08 UTC</tg-time>\n'
        f"#{notice.id[:8]} · rule 1: transfers over 500 ETH"
    )
    assert await outcomes(desk, notice.id) == [("sent", None)]
    assert desk.counts.seen == ["delivered transfer after 2 s, attempt 1"]
    assert desk.marks == ["claimed", "rendered", "sent"]


async def test_a_picture_is_uploaded_once_for_everybody(desk: Desk) -> None:
    ann, bob = await rule_of(desk.stores, 1001), await rule_of(desk.stores, 1002)
    await owe(desk.stores, *ann, whale())

    async with desk.paying():
        await owe(desk.stores, *bob, whale())
        desk.telegram.calls.clear()
        await desk.clock.run(2)

    [photo] = desk.telegram.calls
    assert isinstance(photo, SendPhoto)
    assert photo.photo == "FILE"


async def test_a_failed_picture_holds_no_alert_up(desk: Desk) -> None:
    await owe(desk.stores, *await rule_of(desk.stores, 1001), whale())

    async with desk.paying(draw=no_picture):
        pass

    [message] = desk.telegram.calls
    assert isinstance(message, SendMessage)
    assert "1,234.5 ETH" in message.text
    assert desk.counts.seen[0] == "no picture: ValueError"


async def test_a_chat_that_must_wait_waits_exactly_that_long(desk: Desk) -> None:
    await owe(desk.stores, *await rule_of(desk.stores, 1001), whale())
    desk.telegram.refuse(1001, telegram.TelegramRetryAfter(METHOD, "retry after 7", 7))

    async with desk.paying():
        await desk.clock.run(6.9)
        before = len(desk.telegram.calls)
        await desk.clock.run(1.2)

    assert before == 1
    assert len(desk.telegram.calls) == 2
    assert desk.counts.seen[-1].endswith("attempt 2")


async def test_one_chat_that_must_wait_holds_no_other_up(desk: Desk) -> None:
    ann, bob = await rule_of(desk.stores, 1001), await rule_of(desk.stores, 1002)
    desk.telegram.refuse(1001, telegram.TelegramRetryAfter(METHOD, "retry after 600", 600))
    await owe(desk.stores, *ann, whale(600), whale(700))
    await owe(desk.stores, *bob, whale(800))

    async with desk.paying():
        await desk.clock.run(10)

    assert len(desk.telegram.sent_to(1001)) == 1
    assert len(desk.telegram.sent_to(1002)) == 1
    assert await desk.stores.outbox.waiting() == 2


async def test_a_chat_sees_its_alerts_in_order_and_at_its_pace(desk: Desk) -> None:
    rule, target = await rule_of(desk.stores, 1001)
    await owe(desk.stores, rule, target, *(whale(eth) for eth in (600, 700, 800, 900, 1000)))

    async with desk.paying():
        burst = len(desk.telegram.calls)
        await desk.clock.run(2.1)

    assert burst == 3
    assert [text.split("</b>")[0] for text in desk.telegram.texts] == [
        "🐋 <b>600 ETH",
        "🐋 <b>700 ETH",
        "🐋 <b>800 ETH",
        "🐋 <b>900 ETH",
        "🐋 <b>1,000 ETH",
    ]


async def test_thirty_messages_a_second_are_enough_for_everybody(desk: Desk) -> None:
    for chat in range(1, 51):
        await owe(desk.stores, *await rule_of(desk.stores, 1000 + chat), whale())

    async with desk.paying():
        burst = len(desk.telegram.calls)
        await desk.clock.run(0.7)

    assert burst == 30
    assert len(desk.telegram.calls) == 50


async def test_a_blocked_bot_stops_writing_until_it_is_unblocked(desk: Desk) -> None:
    rule, target = await rule_of(desk.stores, 1001)
    words = "Forbidden: bot was blocked by the user"
    desk.telegram.refuse(1001, telegram.TelegramForbiddenError(METHOD, words))
    [first, second] = await owe(desk.stores, rule, target, whale(600), whale(700))

    async with desk.paying():
        await desk.clock.run(60)
        blocked = len(desk.telegram.calls)
        await desk.stores.users.revive(1001)
        await desk.clock.run(1)

    assert blocked == 1
    assert await outcomes(desk, first.id) == [("dead", words)]
    assert await outcomes(desk, second.id) == [("sent", None)]


async def test_a_group_that_moved_gets_the_alert_at_its_new_address(desk: Desk) -> None:
    rule, target = await rule_of(desk.stores, 1001)
    desk.telegram.refuse(1001, telegram.TelegramMigrateToChat(METHOD, "upgraded", -1005))
    await owe(desk.stores, rule, target, whale())

    async with desk.paying():
        await owe(desk.stores, rule, target, whale(700))
        await desk.clock.run(2)

    assert len(desk.telegram.sent_to(1001)) == 1
    assert len(desk.telegram.sent_to(-1005)) == 2


async def test_broken_formatting_is_sent_as_plain_words_and_counted(desk: Desk) -> None:
    await owe(desk.stores, *await rule_of(desk.stores, 1001), whale())
    desk.telegram.refuse(1001, telegram.TelegramBadRequest(METHOD, "can't parse entities: tag"))

    async with desk.paying():
        pass

    [_, plain] = desk.telegram.calls
    assert isinstance(plain, SendPhoto)
    assert plain.parse_mode is None
    assert plain.caption is not None
    assert plain.caption.startswith("🐋 1,234.5 ETH moved\n0x28c6…1d60 → 0xf89d…aa40\n")
    assert desk.counts.seen[0] == "failed: plain"


async def test_a_refused_picture_leaves_the_text(desk: Desk) -> None:
    await owe(desk.stores, *await rule_of(desk.stores, 1001), whale())
    desk.telegram.refuse(1001, telegram.TelegramBadRequest(METHOD, "IMAGE_PROCESS_FAILED"))

    async with desk.paying():
        pass

    assert [type(call) for call in desk.telegram.calls] == [SendPhoto, SendMessage]


async def test_a_forgotten_picture_is_uploaded_again(desk: Desk) -> None:
    key = f"card-{whale().id}-en"
    await desk.stores.pictures.remember(key, "OLD")
    await owe(desk.stores, *await rule_of(desk.stores, 1001), whale())
    words = "Bad Request: wrong file identifier/HTTP URL specified"
    desk.telegram.refuse(1001, telegram.TelegramBadRequest(METHOD, words))

    async with desk.paying():
        pass

    [old, new] = desk.telegram.calls
    assert isinstance(old, SendPhoto)
    assert old.photo == "OLD"
    assert isinstance(new, SendPhoto)
    assert isinstance(new.photo, BufferedInputFile)
    assert await desk.stores.pictures.find(key) == "FILE"


async def test_a_missing_right_is_kept_in_telegrams_words(desk: Desk) -> None:
    words = "Bad Request: not enough rights to send text messages to the chat"
    [notice] = await owe(desk.stores, *await rule_of(desk.stores, 1001), whale())
    desk.telegram.refuse(1001, telegram.TelegramBadRequest(METHOD, words))

    async with desk.paying():
        await desk.clock.run(60)

    assert await outcomes(desk, notice.id) == [("dead", words)]
    assert len(desk.telegram.calls) == 1


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


async def test_a_refused_token_stops_everything_and_pages_a_person(desk: Desk) -> None:
    error = telegram.TelegramUnauthorizedError(METHOD, "Unauthorized")
    desk.telegram.refuse(1001, error)
    [notice] = await owe(desk.stores, *await rule_of(desk.stores, 1001), whale())

    with pytest.raises(BaseExceptionGroup) as raised:
        async with desk.paying():
            await desk.clock.run(1)

    assert raised.value.subgroup(MisconfiguredError) is not None
    assert desk.counts.seen == ["failed: stop", "page: Unauthorized"]
    assert await outcomes(desk, notice.id) == [("retry", "Unauthorized")]


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

"""Specification of trouble on purpose: faults, lost answers, limits."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramRetryAfter

from standins.telegram.running import YOU, RunningTelegram, serve

MESSAGE = {"chat_id": YOU, "text": "whale alert"}


@pytest.fixture
async def telegram() -> AsyncIterator[RunningTelegram]:
    async with serve() as running:
        yield running


async def test_a_fault_happens_as_often_as_it_was_told(telegram: RunningTelegram) -> None:
    await telegram.control("faults", {"method": "sendMessage", "code": 502, "times": 2})

    answers = [await telegram.call("sendMessage", MESSAGE) for _ in range(3)]

    assert [one["ok"] for one in answers] == [False, False, True]
    assert answers[0]["description"] == "Bad Gateway"
    assert len(await telegram.transcript()) == 1


async def test_a_fault_meets_only_what_it_names(telegram: RunningTelegram) -> None:
    await telegram.control("faults", [{"contains": "alert", "chat": YOU, "code": 403}])

    met = await telegram.call("sendMessage", MESSAGE)
    spared = await telegram.call("sendMessage", {**MESSAGE, "chat_id": 1002})
    other = await telegram.call("sendMessage", {**MESSAGE, "text": "brief"})

    assert met["description"] == "Forbidden: bot was blocked by the user"
    assert spared["ok"]
    assert other["ok"]


async def test_a_wait_that_is_asked_for_reaches_the_bot(telegram: RunningTelegram) -> None:
    await telegram.control("faults", {"code": 429, "parameters": {"retry_after": 3}})
    session = AiohttpSession(api=TelegramAPIServer.from_base(telegram.url))

    with pytest.raises(TelegramRetryAfter) as refusal:
        await Bot(telegram.token, session).send_message(YOU, "x")
    await session.close()

    assert refusal.value.retry_after == 3


async def test_a_lost_answer_leaves_the_message_in_the_chat(telegram: RunningTelegram) -> None:
    await telegram.control("faults", {"method": "sendMessage", "lose_answer": True, "times": 1})

    with pytest.raises(aiohttp.ClientError):
        await telegram.call("sendMessage", MESSAGE)

    assert [one["text"] for one in await telegram.transcript()] == ["whale alert"]


async def test_one_message_a_second_in_a_chat(telegram: RunningTelegram) -> None:
    await telegram.control("limits", {"enabled": True})
    await telegram.control("clock", {"set": 1_000_000.0})

    first = await telegram.call("sendMessage", MESSAGE)
    second = await telegram.call("sendMessage", MESSAGE)
    await telegram.control("clock", {"advance": 2})
    third = await telegram.call("sendMessage", MESSAGE)

    assert [first["ok"], second["ok"], third["ok"]] == [True, False, True]
    assert second["description"] == "Too Many Requests: retry after 1"
    assert second["parameters"] == {"retry_after": 1}


async def test_what_makes_no_sense_is_explained(telegram: RunningTelegram) -> None:
    with pytest.raises(ValueError, match="there is no chat 7; there are: 1001, 1002"):
        await telegram.say("x", chat=7)
    with pytest.raises(ValueError, match="no button 'Buy'"):
        await telegram.tap("Buy")
    with pytest.raises(ValueError, match="unknown field `kode`"):
        await telegram.control("faults", {"kode": 1})

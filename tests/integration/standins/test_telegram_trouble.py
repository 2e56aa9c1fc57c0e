"""Specification of trouble on purpose: refusals, broken answers, lost connections."""

import time
from collections.abc import AsyncIterator
from io import BytesIO

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import BufferedInputFile
from PIL import Image

from standins.telegram.running import YOU, RunningTelegram
from tests.support.bots import bot_of
from tests.support.places import ANN

MESSAGE = {"chat_id": YOU, "text": "whale alert"}


@pytest.fixture
async def bot(telegram: RunningTelegram) -> AsyncIterator[Bot]:
    """A bot that has called nothing yet: limits and faults count what it does."""
    async with bot_of(telegram) as one:
        yield one


async def raw(telegram: RunningTelegram) -> tuple[int, str, str]:
    """Send a message; the answer's status, type and text."""
    address = f"{telegram.url}/bot{telegram.token}/sendMessage"
    async with aiohttp.request("POST", address, json=MESSAGE) as answer:
        return answer.status, answer.content_type, await answer.text()


async def test_a_fault_happens_as_often_as_it_was_told(telegram: RunningTelegram) -> None:
    await telegram.control("faults", {"method": "sendMessage", "code": 502, "times": 2})

    answers = [await telegram.call("sendMessage", MESSAGE) for _ in range(3)]

    assert [one["ok"] for one in answers] == [False, False, True]
    assert answers[0]["description"] == "Bad Gateway"
    assert len(await telegram.transcript()) == 1


async def test_a_fault_meets_only_what_it_names(telegram: RunningTelegram) -> None:
    await telegram.control("faults", [{"contains": "alert", "chat": YOU, "error": "blocked"}])

    met = await telegram.call("sendMessage", MESSAGE)
    spared = await telegram.call("sendMessage", {**MESSAGE, "chat_id": ANN})
    other = await telegram.call("sendMessage", {**MESSAGE, "text": "brief"})

    assert met["description"] == "Forbidden: bot was blocked by the user"
    assert spared["ok"]
    assert other["ok"]


async def test_what_is_left_of_a_fault_can_be_seen(telegram: RunningTelegram) -> None:
    await telegram.control("faults", {"error": "blocked", "times": 2})
    await telegram.call("sendMessage", MESSAGE)

    shown = await telegram.look("faults")

    assert isinstance(shown, dict)
    assert shown["faults"][0]["times"] == 1


async def test_the_refusals_there_are_can_be_looked_up(telegram: RunningTelegram) -> None:
    known = await telegram.look("refusals")

    assert isinstance(known, dict)
    assert known["blocked"] == {"code": 403, "words": "bot was blocked by the user"}


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"error": "blocked"}, TelegramForbiddenError),
        ({"error": "chat_not_found"}, TelegramBadRequest),
        ({"error": "too_many", "parameters": {"retry_after": 3}}, TelegramRetryAfter),
        (
            {"error": "migrated", "parameters": {"migrate_to_chat_id": -1005}},
            TelegramMigrateToChat,
        ),
        ({"error": "bad_gateway"}, TelegramServerError),
        ({"answer": "lost"}, TelegramNetworkError),
        ({"answer": "cut"}, TelegramNetworkError),
        ({"answer": "half"}, TelegramNetworkError),
    ],
    ids=["403", "400", "429", "migrated", "502", "lost", "cut", "half"],
)
async def test_a_bots_whole_table_of_errors_can_be_driven(
    telegram: RunningTelegram, bot: Bot, fault: dict[str, object], error: type[Exception]
) -> None:
    await telegram.control("faults", fault)

    with pytest.raises(error):
        await bot.send_message(YOU, "x")


async def test_a_named_wait_reaches_the_bot(telegram: RunningTelegram, bot: Bot) -> None:
    await telegram.control("faults", {"error": "too_many", "parameters": {"retry_after": 3}})

    with pytest.raises(TelegramRetryAfter) as refusal:
        await bot.send_message(YOU, "x")

    assert refusal.value.retry_after == 3


@pytest.mark.parametrize(("answer", "messages"), [("lost", 1), ("cut", 0), ("half", 1)])
async def test_a_connection_ends_before_or_after_the_effect(
    telegram: RunningTelegram, answer: str, messages: int
) -> None:
    await telegram.control("faults", {"method": "sendMessage", "answer": answer, "times": 1})

    with pytest.raises(aiohttp.ClientError):
        await raw(telegram)

    assert len(await telegram.transcript()) == messages


async def test_half_an_answer_arrives_before_the_end(telegram: RunningTelegram) -> None:
    await telegram.control("faults", {"method": "sendMessage", "answer": "half"})
    address = f"{telegram.url}/bot{telegram.token}/sendMessage"

    async with aiohttp.request("POST", address, json=MESSAGE) as answer:
        promised = int(answer.headers["Content-Length"])
        half = await answer.content.readexactly(promised // 2)
        with pytest.raises(aiohttp.ClientPayloadError):
            await answer.content.read()

    assert half.startswith(b'{"ok":true')


async def test_an_answer_may_be_no_json(telegram: RunningTelegram) -> None:
    await telegram.control("faults", {"method": "sendMessage", "answer": "garbled", "times": 1})

    status, kind, text = await raw(telegram)

    assert (status, kind) == (200, "application/json")
    assert text.startswith('"ok":true')
    assert len(await telegram.transcript()) == 1


@pytest.mark.parametrize(
    ("fault", "status", "title"),
    [({}, 502, "502 Bad Gateway"), ({"code": 504}, 504, "504 Gateway Time-out")],
)
async def test_the_proxy_before_telegram_has_a_page_of_its_own(
    telegram: RunningTelegram, fault: dict[str, object], status: int, title: str
) -> None:
    await telegram.control("faults", {"method": "sendMessage", "answer": "nginx", **fault})

    code, kind, text = await raw(telegram)

    assert (code, kind) == (status, "text/html")
    assert f"<title>{title}</title>" in text
    assert await telegram.transcript() == []


async def test_an_answer_may_take_its_time(telegram: RunningTelegram) -> None:
    await telegram.control("faults", {"latency": 0.05, "jitter": 0.02})
    began = time.monotonic()

    answer = await telegram.call("sendMessage", MESSAGE)

    assert answer["ok"]
    assert time.monotonic() - began >= 0.05


async def test_luck_is_the_same_in_every_run(telegram: RunningTelegram) -> None:
    fault = {"error": "server_error", "chance": 0.5, "seed": 3}

    await telegram.control("faults", fault)
    first = [(await telegram.call("sendMessage", MESSAGE))["ok"] for _ in range(20)]
    await telegram.control("faults", fault)
    second = [(await telegram.call("sendMessage", MESSAGE))["ok"] for _ in range(20)]

    assert first == second
    assert {True, False} == set(first)


async def test_a_reset_ends_all_of_it(telegram: RunningTelegram) -> None:
    await telegram.control("faults", {"error": "blocked"})
    await telegram.control("limits", {"enabled": True})
    await telegram.control("clock", {"set": 5.0, "freeze": True})

    await telegram.control("reset", {})

    assert await telegram.look("faults") == {"faults": []}
    assert not telegram.playground.limits.limits.enabled
    assert abs(telegram.playground.clock.now() - time.time()) < 60  # noqa: TID251
    assert (await telegram.call("sendMessage", MESSAGE))["ok"]


async def test_an_upload_can_be_refused_by_its_file(telegram: RunningTelegram, bot: Bot) -> None:
    await telegram.control("faults", {"method": "sendPhoto", "error": "image_failed", "times": 1})
    picture = BytesIO()
    Image.new("RGB", (64, 36), "navy").save(picture, "PNG")

    with pytest.raises(TelegramBadRequest, match="IMAGE_PROCESS_FAILED"):
        await bot.send_photo(YOU, BufferedInputFile(picture.getvalue(), "x.png"))
    sent = await bot.send_photo(YOU, BufferedInputFile(picture.getvalue(), "x.png"))

    assert sent.photo


async def test_what_makes_no_sense_is_explained(telegram: RunningTelegram) -> None:
    with pytest.raises(ValueError, match="there is no chat 7; there are: 1001, 1002"):
        await telegram.say("x", chat=7)
    with pytest.raises(ValueError, match="no button 'Buy'"):
        await telegram.tap("Buy")
    with pytest.raises(ValueError, match="unknown field `kode`"):
        await telegram.control("faults", {"kode": 1})
    with pytest.raises(ValueError, match="no refusal is called 'bloked'"):
        await telegram.control("faults", {"error": "bloked"})
    with pytest.raises(ValueError, match="Expected `float` > 0"):
        await telegram.control("limits", {"chat_per_second": 0})

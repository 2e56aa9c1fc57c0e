"""Specification of how updates reach a bot: long polling and webhook, as Telegram does it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiohttp import web

from standins.telegram.running import YOU, RunningTelegram, serve
from standins.telegram.wire import JsonObject


@pytest.fixture
async def telegram() -> AsyncIterator[RunningTelegram]:
    async with serve() as running:
        yield running


async def poll(telegram: RunningTelegram, **parameters: object) -> list[JsonObject]:
    answer = await telegram.call("getUpdates", parameters)
    updates: list[JsonObject] = answer["result"]
    return updates


async def test_updates_come_again_until_they_are_confirmed(telegram: RunningTelegram) -> None:
    await telegram.say("one")
    await telegram.say("two")

    first, second = await poll(telegram)
    again = await poll(telegram)
    rest = await poll(telegram, offset=second["update_id"])
    none = await poll(telegram, offset=second["update_id"] + 1)

    assert second["update_id"] == first["update_id"] + 1
    assert len(again) == 2
    assert [one["message"]["text"] for one in rest] == ["two"]
    assert none == []


async def test_a_negative_offset_counts_from_the_end_and_forgets_the_rest(
    telegram: RunningTelegram,
) -> None:
    for text in ("one", "two", "three"):
        await telegram.say(text)

    last = await poll(telegram, offset=-1)

    assert [one["message"]["text"] for one in last] == ["three"]
    assert await poll(telegram) == last


async def test_a_poll_waits_for_the_next_update(telegram: RunningTelegram) -> None:
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(poll(telegram, timeout=20))
        await asyncio.sleep(0)
        await telegram.say("now")

    assert [one["message"]["text"] for one in waiting.result()] == ["now"]


async def test_kinds_that_are_not_asked_for_do_not_come(telegram: RunningTelegram) -> None:
    await poll(telegram, allowed_updates=["callback_query"])

    told = await telegram.say("unheard")

    assert told["update_id"] is None
    assert await poll(telegram) == []


async def test_a_second_poller_sends_the_first_away(telegram: RunningTelegram) -> None:
    async with asyncio.TaskGroup() as group:
        first = group.create_task(telegram.call("getUpdates", {"timeout": 20}))
        await until(lambda: telegram.playground.polling.is_waiting)
        await poll(telegram)

    assert first.result()["error_code"] == 409
    assert first.result()["description"] == (
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    )


async def test_a_webhook_ends_polling(telegram: RunningTelegram) -> None:
    await telegram.call("setWebhook", {"url": "https://example.org/hook"})

    answer = await telegram.call("getUpdates", {})

    assert answer["error_code"] == 409
    assert answer["description"].startswith("Conflict: can't use getUpdates method while webhook")


async def test_a_webhook_is_told_with_its_secret(telegram: RunningTelegram) -> None:
    async with receiver() as hook:
        await telegram.call("setWebhook", {"url": hook.url, "secret_token": "s3cret"})
        await telegram.say("hello")
        await until(lambda: hook.taken == ["hello"])

    assert hook.secrets == ["s3cret"]
    assert (await telegram.call("getWebhookInfo", {}))["result"]["pending_update_count"] == 0


async def test_a_failed_delivery_is_repeated_in_order(telegram: RunningTelegram) -> None:
    await telegram.control("webhook", {"first_delay": 0.01})
    async with receiver(failures=2) as hook:
        await telegram.call("setWebhook", {"url": hook.url})
        await telegram.say("one")
        await telegram.say("two")
        await until(lambda: len(hook.taken) == 2)

    info = (await telegram.call("getWebhookInfo", {}))["result"]
    assert hook.taken == ["one", "two"]
    assert len(hook.secrets) == 4
    assert info["last_error_message"].startswith("Wrong response from the webhook: 500")


async def test_a_receiver_may_answer_with_a_method(telegram: RunningTelegram) -> None:
    reply = {"method": "sendMessage", "chat_id": YOU, "text": "at once"}
    async with receiver(reply=reply) as hook:
        await telegram.call("setWebhook", {"url": hook.url})
        await telegram.say("hello")
        await until(lambda: len(telegram.playground.state.chats[YOU].messages) == 2)

    assert await telegram.text() == "You: hello\nBot: at once\n"


async def test_blocking_is_an_update_too(telegram: RunningTelegram) -> None:
    await telegram.control("block", {"chat": YOU})

    (update,) = await poll(telegram)

    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"


@dataclass
class Receiver:
    url: str = ""
    failures: int = 0
    reply: JsonObject = field(default_factory=dict)
    taken: list[str] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.failures:
            self.failures -= 1
            return web.Response(status=500)
        self.taken.append((await request.json())["message"]["text"])
        return web.json_response(self.reply)


@asynccontextmanager
async def receiver(failures: int = 0, reply: JsonObject | None = None) -> AsyncIterator[Receiver]:
    hook = Receiver(failures=failures, reply=reply or {})
    app = web.Application()
    app.add_routes([web.post("/hook", hook.take)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


async def until(condition: Callable[[], bool]) -> None:
    for _ in range(1000):
        if condition():
            return
        await asyncio.sleep(0.005)
    pytest.fail("it did not happen within five seconds")

"""Specification of webhooks: whom they reach, in which order, how often; what may be replied."""

import aiohttp
import pytest
from aiohttp import web

from standins.telegram.running import YOU, RunningTelegram
from standins.telegram.wire import JsonObject
from tests.support.places import ANN
from tests.support.receiver import Reply, a_receiver, failure, until


async def info(telegram: RunningTelegram) -> JsonObject:
    answer: JsonObject = (await telegram.call("getWebhookInfo", {}))["result"]
    return answer


async def test_a_webhook_is_told_with_its_secret(telegram: RunningTelegram) -> None:
    async with a_receiver() as hook:
        await telegram.call("setWebhook", {"url": hook.url, "secret_token": "s3cret"})
        await telegram.say("hello")
        await until(lambda: hook.texts == ["hello"])

    assert hook.secrets == ["s3cret"]
    assert (await info(telegram))["pending_update_count"] == 0


async def test_a_failed_delivery_is_repeated_in_order(telegram: RunningTelegram) -> None:
    await telegram.control("webhook", {"first_delay": 0.01})
    began = int(telegram.playground.clock.now())
    async with a_receiver(failure(), failure()) as hook:
        await telegram.call("setWebhook", {"url": hook.url})
        await telegram.say("one")
        await telegram.say("two")
        await until(lambda: len(hook.taken) == 2)

    known = await info(telegram)
    assert hook.texts == ["one", "two"]
    assert len(hook.heard) == 4
    assert (
        known["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
    )
    assert began <= known["last_error_date"] <= int(telegram.playground.clock.now())


async def test_one_chat_that_fails_does_not_hold_up_another(telegram: RunningTelegram) -> None:
    async with a_receiver(failure(Retry_After="60")) as hook:
        await telegram.call("setWebhook", {"url": hook.url})
        await telegram.say("stuck")
        await hook.hears(1)
        await telegram.say("free", chat=ANN)
        await until(lambda: hook.texts == ["free"])

    assert (await info(telegram))["pending_update_count"] == 1


async def test_the_first_repetition_is_at_once_and_the_next_wait_doubles(
    telegram: RunningTelegram,
) -> None:
    await telegram.control("clock", {"freeze": True})
    async with a_receiver(*(failure() for _ in range(4))) as hook:
        await telegram.call("setWebhook", {"url": hook.url})
        await telegram.say("x")
        await hook.hears(2)
        for seconds, heard in ((2, 3), (4, 4), (8, 5)):
            await telegram.control("clock", {"advance": seconds})
            await hook.hears(heard)

    assert hook.texts == ["x"]


async def test_a_receiver_that_asks_for_time_gets_it_up_to_an_hour(
    telegram: RunningTelegram,
) -> None:
    async with a_receiver(failure(503, Retry_After="7200")) as hook:
        await telegram.call("setWebhook", {"url": hook.url})
        await telegram.say("x")
        await hook.hears(1)
        await telegram.control("clock", {"advance": 3590})
        early = len(hook.heard)
        await telegram.control("clock", {"advance": 20})
        await until(lambda: hook.texts == ["x"])

    assert early == 1


async def test_an_update_is_given_up_when_it_is_a_day_old(telegram: RunningTelegram) -> None:
    async with a_receiver(*(failure(503, Retry_After="3600") for _ in range(30))) as hook:
        await telegram.call("setWebhook", {"url": hook.url})
        await telegram.say("x")
        for hour in range(24):
            await hook.hears(hour + 1)
            await telegram.control("clock", {"advance": 3600.5})

    assert (await info(telegram))["pending_update_count"] == 0
    assert hook.taken == []


async def test_an_update_comes_twice_when_it_is_told_to(telegram: RunningTelegram) -> None:
    await telegram.control("updates", {"twice": 1})
    async with a_receiver() as hook:
        await telegram.call("setWebhook", {"url": hook.url})
        await telegram.say("one")
        await telegram.say("two")
        await until(lambda: len(hook.taken) == 3)

    numbers = [one["update_id"] for one in hook.taken]
    assert sorted(hook.texts) == ["one", "one", "two"]
    assert len(set(numbers)) == 2


@pytest.mark.parametrize("form", ["json", "urlencoded", "multipart"])
async def test_a_receiver_may_answer_with_a_method(telegram: RunningTelegram, form: str) -> None:
    call = {"method": "sendMessage", "chat_id": str(YOU), "text": "at once"}
    forms: dict[str, Reply] = {
        "json": call,
        "urlencoded": aiohttp.FormData(call),
        "multipart": aiohttp.FormData(call, default_to_multipart=True),
    }
    async with a_receiver(reply=forms[form]) as hook:
        await telegram.call("setWebhook", {"url": hook.url})
        await telegram.say("hello")
        await until(lambda: len(telegram.playground.state.chats[YOU].messages) == 2)

    assert await telegram.text() == "You: hello\nBot: at once\n"


async def test_an_answer_that_can_not_be_read_is_a_yes_all_the_same(
    telegram: RunningTelegram,
) -> None:
    torn = web.Response(text='{"method": "sendMes', content_type="application/json")
    async with a_receiver(torn) as hook:
        await telegram.call("setWebhook", {"url": hook.url})
        await telegram.say("one")
        await telegram.say("two")
        await until(lambda: hook.texts == ["two"])

    assert len(hook.heard) == 2


@pytest.mark.parametrize("method", ["setWebhook", "deleteWebhook", "getMe", "logOut"])
async def test_some_methods_are_not_for_answers(telegram: RunningTelegram, method: str) -> None:
    async with a_receiver(reply={"method": method, "url": "https://example.org"}) as hook:
        await telegram.call("setWebhook", {"url": hook.url})
        await telegram.say("hello")
        await until(lambda: hook.texts == ["hello"])
        known = await info(telegram)

    assert known["url"] == hook.url
    called = [one.method for one in telegram.playground.calls.since(0)]
    assert called == ["setWebhook", "getWebhookInfo"]


async def test_a_receiver_that_is_not_there_is_named(telegram: RunningTelegram) -> None:
    async with a_receiver() as hook:
        gone = hook.url
    await telegram.call("setWebhook", {"url": gone})
    await telegram.say("x")
    hook_known = telegram.playground.state.webhook
    await until(lambda: hook_known.last_error_message is not None)

    known = await info(telegram)

    assert known["last_error_message"] == "Connection refused"
    assert known["pending_update_count"] == 1


async def test_a_redirect_is_no_yes(telegram: RunningTelegram) -> None:
    async with a_receiver() as elsewhere, a_receiver(failure(302, Location=elsewhere.url)) as hook:
        await telegram.call("setWebhook", {"url": hook.url})
        await telegram.say("x")
        await hook.hears(2)

    assert elsewhere.heard == []


async def test_a_webhook_that_is_gone_for_a_day_is_ended(telegram: RunningTelegram) -> None:
    async with a_receiver(*(failure(410, Retry_After="3600") for _ in range(30))) as hook:
        await telegram.call("setWebhook", {"url": hook.url})
        for hour in range(24):
            await telegram.say(f"{hour}")
            await hook.hears(hour + 1)
            await telegram.control("clock", {"advance": 3600.5})
        await until(lambda: not telegram.playground.state.webhook.url)

    assert (await telegram.call("getUpdates", {}))["ok"]

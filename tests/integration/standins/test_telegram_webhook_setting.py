"""Specification of setting a webhook: where it may lead, what is told of it, what is dropped."""

import pytest

from standins.telegram.running import RunningTelegram
from standins.telegram.wire import JsonObject
from tests.support.receiver import a_receiver, failure, until


async def info(telegram: RunningTelegram) -> JsonObject:
    answer: JsonObject = (await telegram.call("getWebhookInfo", {}))["result"]
    return answer


async def test_what_waits_can_be_dropped(telegram: RunningTelegram) -> None:
    await telegram.say("old")
    async with a_receiver() as hook:
        await telegram.call("setWebhook", {"url": hook.url, "drop_pending_updates": True})
        await telegram.say("new")
        await until(lambda: len(hook.taken) == 1)

    assert hook.texts == ["new"]


async def test_what_was_done_is_told_beside_the_result(telegram: RunningTelegram) -> None:
    hook = {"url": "https://example.org/hook", "secret_token": "a"}

    told = [
        await telegram.call("setWebhook", hook),
        await telegram.call("setWebhook", hook),
        await telegram.call("deleteWebhook", {}),
        await telegram.call("deleteWebhook", {}),
    ]

    assert [one["description"] for one in told] == [
        "Webhook was set",
        "Webhook is already set",
        "Webhook was deleted",
        "Webhook is already deleted",
    ]


async def test_a_changed_address_forgets_old_errors(telegram: RunningTelegram) -> None:
    async with a_receiver(failure(Retry_After="60")) as hook:
        await telegram.call("setWebhook", {"url": hook.url, "allowed_updates": ["message"]})
        await telegram.say("x")
        await hook.hears(1)
        await telegram.call("setWebhook", {"url": "https://example.org/hook"})

    known = await info(telegram)

    assert "last_error_message" not in known
    assert known["allowed_updates"] == ["message"]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://example.org/x", "bad webhook: An HTTPS URL must be provided for webhook"),
        (
            "https://example.org:8080/x",
            "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        ("https:///x", "invalid webhook URL specified"),
    ],
)
async def test_an_address_is_public_https_on_telegrams_ports(
    telegram: RunningTelegram, url: str, words: str
) -> None:
    answer = await telegram.call("setWebhook", {"url": url})

    assert answer["description"] == f"Bad Request: {words}"


async def test_telegrams_ports_can_hold_for_this_machine_too(telegram: RunningTelegram) -> None:
    await telegram.control("webhook", {"any_port": False})

    plain = await telegram.call("setWebhook", {"url": "http://127.0.0.1:8443/x"})
    port = await telegram.call("setWebhook", {"url": "https://127.0.0.1:9000/x"})
    good = await telegram.call("setWebhook", {"url": "https://127.0.0.1:8443/x"})

    assert [plain["ok"], port["ok"], good["ok"]] == [False, False, True]


async def test_a_public_address_may_be_answered_for_on_this_machine(
    telegram: RunningTelegram,
) -> None:
    async with a_receiver() as hook:
        await telegram.control("webhook", {"routes": {"https://bot.example": hook.base}})
        await telegram.call("setWebhook", {"url": "https://bot.example/hook"})
        await telegram.say("hello")
        await until(lambda: hook.texts == ["hello"])

    assert (await info(telegram))["url"] == "https://bot.example/hook"

"""Specification of the webhook: the same conversation when Telegram calls us."""

import socket

import aiohttp

from bot.app import Webhook
from tests.integration.bot.chat import talking


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def webhook() -> Webhook:
    port = free_port()
    url = f"http://127.0.0.1:{port}/telegram/updates"
    return Webhook(url=url, secret="correct-horse", host="127.0.0.1", port=port)  # noqa: S106


async def test_a_person_is_answered_under_a_webhook() -> None:
    async with talking(webhook=webhook()) as talk:
        await talk.say("/start")

        assert "Hello You." in await talk.shows("Hello You.")
        assert "getUpdates" not in await talk.methods()


async def test_a_call_without_the_secret_is_not_telegrams() -> None:
    hook = webhook()
    async with talking(webhook=hook) as talk:
        await talk.shows("")
        await talk.say("/start")

        async with talk.http.post(hook.url, json={"update_id": 1}) as answer:
            assert answer.status == 401


async def test_an_update_that_comes_twice_is_handled_once() -> None:
    hook = webhook()
    update = {
        "update_id": 7,
        "message": {
            "message_id": 5,
            "date": 1_700_000_000,
            "chat": {"id": 1001, "type": "private", "first_name": "You"},
            "from": {"id": 1001, "is_bot": False, "first_name": "You"},
            "text": "/help",
            "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
        },
    }
    async with talking(webhook=hook) as talk:
        await talk.say("/start")
        for _ in range(2):
            await _call(talk.http, hook, update)
        await talk.say("/status")

        chat = await talk.shows("Bot: ✅ All well")
        assert chat.count("Bot: What I can do") == 1


async def _call(http: aiohttp.ClientSession, hook: Webhook, update: dict[str, object]) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret}
    async with http.post(hook.url, json=update, headers=headers) as answer:
        assert answer.status == 200


def test_the_secret_is_not_shown() -> None:
    assert "correct-horse" not in repr(webhook())

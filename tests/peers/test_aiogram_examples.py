"""Specification of other people's bots: the examples of aiogram 3.31 run, and notice nothing.

They are run as they were published; only the address is another one, and the port of the one that
serves a webhook (``clients/aiogram_example.py``). Every request must keep the rules of Bot API
10.3.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from standins.telegram.running import RunningTelegram
from tests.support.examples import Starter, an_example, free_port, polling

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
async def aiogram(
    telegram: RunningTelegram, peers_python: Path, peers_sources: Path, tmp_path: Path
) -> AsyncIterator[Starter]:
    folder = peers_sources / "aiogram-3.31.0" / "examples"
    async with polling(
        peers_python,
        "aiogram_example.py",
        folder,
        telegram,
        home=tmp_path,
        environment={"BOT_TOKEN": telegram.token},
    ) as start:
        yield start


async def test_aiograms_echo_copies_what_it_was_sent(aiogram: Starter) -> None:
    bot = await aiogram("echo_bot")

    await bot.says("/start", "Hello, You!")
    await bot.says("🐋 <i>whale</i>", "🐋 <i>whale</i>")


async def test_aiograms_form_remembers_its_answers(
    aiogram: Starter, telegram: RunningTelegram
) -> None:
    bot = await aiogram("finite_state_machine")

    await bot.says("/start", "Hi there! What's your name?")
    await bot.says("Ahab", "Did you like to write bots?")
    await bot.says("Yes", "What programming language did you use for it?")
    await bot.says("Python", "I'll keep in mind that, Ahab, you like to write bots with Python.")

    assert (await telegram.text()).endswith(
        "Bot: Python, you say? That's the language that makes my circuits light up! 😉\n"
        "Bot: I'll keep in mind that, Ahab, you like to write bots with Python.\n"
    )


async def test_aiograms_webhook_is_reached_behind_its_proxy(
    telegram: RunningTelegram, peers_python: Path, peers_sources: Path, tmp_path: Path
) -> None:
    port = free_port()
    source = peers_sources / "aiogram-3.31.0" / "examples" / "echo_bot_webhook.py"
    routes = {"https://aiogram.dev": f"http://127.0.0.1:{port}"}
    await telegram.control("webhook", {"routes": routes})

    async with an_example(
        peers_python,
        "aiogram_example.py",
        source,
        telegram,
        str(port),
        home=tmp_path,
        environment={"BOT_TOKEN": telegram.token},
    ) as bot:
        await bot.calls("setWebhook")
        await bot.says("/start", "Hello, You!")
        await bot.says("whale", "whale")
        known = (await telegram.call("getWebhookInfo", {}))["result"]

    assert known["url"] == "https://aiogram.dev/webhook"
    assert known["pending_update_count"] == 0

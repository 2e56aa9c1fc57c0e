"""A running stand-in for Telegram and a real bot that talks to it."""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot

from standins.telegram.running import RunningTelegram, serve
from tests.support.bots import bot_of, news


@pytest.fixture
async def telegram() -> AsyncIterator[RunningTelegram]:
    async with serve() as running:
        yield running


@pytest.fixture
async def bot(telegram: RunningTelegram) -> AsyncIterator[Bot]:
    """A bot that has asked for every kind of update it can get here."""
    async with bot_of(telegram) as one:
        await news(one)
        yield one

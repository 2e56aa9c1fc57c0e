"""A real aiogram bot that talks to the Telegram stand-in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Update

from standins.telegram.running import RunningTelegram

BOT = 42
"""The number in the stand-in's own token."""

ALL_KINDS = ["message", "channel_post", "callback_query", "my_chat_member", "chat_member"]
ALL_KINDS += ["chat_join_request", "inline_query", "chosen_inline_result"]
ALL_KINDS += ["edited_message", "edited_channel_post", "poll", "poll_answer"]
ALL_KINDS += ["message_reaction", "message_reaction_count", "stopped_message_generation"]
"""What a bot that wants to know everything asks for."""


@asynccontextmanager
async def bot_of(telegram: RunningTelegram) -> AsyncIterator[Bot]:
    """A bot with HTML as its default, for the length of a block."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(telegram.url))
    yield Bot(telegram.token, session, default=DefaultBotProperties(parse_mode="HTML"))
    # aiogram's own close waits a quarter of a second more, for TLS that is not spoken here.
    await (await session.create_session()).close()


async def news(bot: Bot) -> list[Update]:
    """The updates since the last time, confirmed at once."""
    updates = await bot.get_updates(allowed_updates=ALL_KINDS)
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return updates

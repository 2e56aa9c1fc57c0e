"""A scene on the stand-in for Telegram: four people, a bot, a group with topics, inline mode."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import (
    EphemeralMessageParameters,
    FSInputFile,
    InlineQuery,
    InlineQueryResultArticle,
    InputMediaPhoto,
    InputPollOption,
    InputTextMessageContent,
)

from standins.telegram.running import YOU, RunningTelegram, serve

ANN, BEN, CHIARA = 1002, 1003, 1004
OFFERS = (
    ("ETHUSDT", "3,444.32 (−1.61 % today)"),
    ("ETH whales", "11 transfers over 500 ETH since midnight"),
    ("ETH structure", "order block 3,418 to 3,426 holds"),
)


@asynccontextmanager
async def scene(pictures: Path) -> AsyncIterator[str]:
    """The address of a page on which all of it has happened."""
    async with serve() as telegram:
        session = AiohttpSession(api=TelegramAPIServer.from_base(telegram.url))
        bot = Bot(telegram.token, session, default=DefaultBotProperties(parse_mode="HTML"))
        await _people(telegram)
        await _group(telegram, bot, pictures)
        await _private(telegram, bot, pictures)
        dispatcher = _inline()
        polling = dispatcher.start_polling(bot, handle_signals=False, polling_timeout=1)
        answering = asyncio.create_task(polling)
        yield telegram.url
        await dispatcher.stop_polling()
        await answering


async def _people(telegram: RunningTelegram) -> None:
    await telegram.control("bot", {"inline": True})
    for number, name, last in ((BEN, "Ben", "Okafor"), (CHIARA, "Chiara", "Rossi")):
        person = {"id": number, "first_name": name, "last_name": last, "username": name.lower()}
        await telegram.control("users", person)


async def _group(telegram: RunningTelegram, bot: Bot, pictures: Path) -> None:
    members = {YOU: "creator", bot.id: "administrator", ANN: "administrator"}
    members |= {BEN: "member", CHIARA: "member"}
    wish = {"title": "Deep Water Desk", "type": "supergroup", "is_forum": True, "members": members}
    desk = (await telegram.control("chats", wish))["id"]
    whales = (await bot.create_forum_topic(desk, "Whales", icon_color=7322096)).message_thread_id
    await bot.create_forum_topic(desk, "Liquidations", icon_color=16478047)
    await telegram.say("Morning, everybody", chat=desk, sender=ANN)
    photo = FSInputFile(pictures / "whale.jpg")
    caption = "🐋 <b>1,204 ETH</b> ($4.1M) to an exchange"
    alert = await bot.send_photo(desk, photo, caption=caption, message_thread_id=whales)
    for who, text in ((BEN, "The third one to Kraken this week"), (CHIARA, "Same sender?")):
        words = {"chat": desk, "from": who, "text": text, "topic": whales}
        await telegram.control("message", {**words, "reply_to": alert.message_id})
    for who, emoji in ((ANN, "🐳"), (BEN, "🐳"), (CHIARA, "👀")):
        seen = {"chat": desk, "from": who, "message_id": alert.message_id, "emoji": emoji}
        await telegram.control("react", seen)
    await alert.pin()
    await _poll(telegram, bot, desk, whales)


async def _poll(telegram: RunningTelegram, bot: Bot, desk: int, topic: int) -> None:
    answers = [InputPollOption(text=one) for one in ("Above 3,600", "In between", "Below 3,400")]
    poll = await bot.send_poll(
        desk, "ETH on Sunday night?", list(answers), is_anonymous=False, message_thread_id=topic
    )
    for who, choice in ((YOU, 1), (ANN, 0), (BEN, 1), (CHIARA, 1)):
        vote = {"chat": desk, "from": who, "message_id": poll.message_id, "options": [choice]}
        await telegram.control("vote", vote)
    only = EphemeralMessageParameters(receiver_user_id=YOU)
    text = "Your rules here: whale over 500 ETH, price 3,500."
    await bot.send_message(desk, text, message_thread_id=topic, ephemeral_message_parameters=only)


async def _private(telegram: RunningTelegram, bot: Bot, pictures: Path) -> None:
    await telegram.say("Everything of the last hour, please")
    names = ("heatmap.jpg", "structure.jpg", "whale.jpg")
    views = [InputMediaPhoto(media=FSInputFile(pictures / name)) for name in names[1:]]
    first = InputMediaPhoto(
        media=FSInputFile(pictures / names[0]), caption="Three views of <b>ETHUSDT</b>"
    )
    await bot.send_media_group(YOU, [first, *views])


def _inline() -> Dispatcher:
    """What the bot answers to inline questions."""
    dispatcher = Dispatcher()

    @dispatcher.inline_query()
    async def offer(query: InlineQuery) -> None:
        await query.answer([_offer(title, words) for title, words in OFFERS], cache_time=0)

    return dispatcher


def _offer(title: str, words: str) -> InlineQueryResultArticle:
    said = InputTextMessageContent(message_text=f"<b>{title}</b>: {words}")
    return InlineQueryResultArticle(
        id=title, title=title, description=words, input_message_content=said
    )

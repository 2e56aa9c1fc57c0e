"""Specification of inline mode as a real aiogram bot serves it: asked, offered, chosen, changed."""

import asyncio
from io import BytesIO

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultCachedPhoto,
    InlineQueryResultPhoto,
    InlineQueryResultsButton,
    InlineQueryResultUnion,
    InputTextMessageContent,
)
from PIL import Image

from standins.telegram.running import YOU, RunningTelegram
from standins.telegram.wire import JsonObject
from tests.support.bots import BOT, news
from tests.support.places import ANN, place

BUTTONS = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Refresh", callback_data="r")]]
)


def article(name: str = "eth", *, buttons: bool = False) -> InlineQueryResultArticle:
    content = InputTextMessageContent(message_text=f"<b>{name}</b> moved", parse_mode="HTML")
    return InlineQueryResultArticle(
        id=name,
        title=name.upper(),
        description="a whale",
        input_message_content=content,
        reply_markup=BUTTONS if buttons else None,
    )


async def ask(
    bot: Bot,
    telegram: RunningTelegram,
    *results: InlineQueryResultUnion,
    chat: int = YOU,
    query: str = "eth",
    **more: object,
) -> JsonObject:
    """Type, let the bot offer, and see what the person sees."""
    async with asyncio.TaskGroup() as group:
        wish = {"from": YOU, "chat": chat, "query": query}
        typing = group.create_task(telegram.control("inline", wish))
        (update,) = await bot.get_updates(timeout=5)
        await bot.get_updates(offset=update.update_id + 1)
        assert update.inline_query
        assert update.inline_query.query == query
        await bot.answer_inline_query(update.inline_query.id, list(results), **more)  # type: ignore[arg-type]
    return typing.result()


async def test_a_result_is_sent_by_the_person_through_the_bot(
    bot: Bot, telegram: RunningTelegram
) -> None:
    friends = await place(telegram, "supergroup", "left")

    offered = await ask(bot, telegram, article(), article("btc"), chat=friends)
    choice = {"from": YOU, "chat": friends, "inline_query_id": offered["inline_query_id"]}
    await telegram.control("inline/choose", {**choice, "result_id": "btc"})

    (entry,) = await telegram.transcript(friends)
    (update,) = await news(bot)
    assert [(one["id"], one["title"]) for one in offered["results"]] == [
        ("eth", "ETH"),
        ("btc", "BTC"),
    ]
    assert (entry["from_id"], entry["text"], bool(entry["via_bot"])) == (YOU, "btc moved", True)
    assert update.chosen_inline_result
    assert update.chosen_inline_result.result_id == "btc"
    assert update.chosen_inline_result.inline_message_id is None


async def test_a_message_with_buttons_can_be_changed_later(
    bot: Bot, telegram: RunningTelegram
) -> None:
    friends = await place(telegram, "supergroup", "left")
    offered = await ask(bot, telegram, article(buttons=True), chat=friends)
    choice = {"chat": friends, "inline_query_id": offered["inline_query_id"], "result_id": "eth"}
    await telegram.control("inline/choose", choice)
    (chosen,) = [one.chosen_inline_result for one in await news(bot)]

    await telegram.control("tap", {"chat": friends, "from": ANN, "text": "Refresh", "wait": 0})
    (tapped,) = [one.callback_query for one in await news(bot)]
    assert chosen
    assert tapped
    assert tapped.message is None
    assert tapped.inline_message_id == chosen.inline_message_id
    await bot.edit_message_text("later", inline_message_id=chosen.inline_message_id)

    assert (await telegram.transcript(friends))[0]["text"] == "later"


async def test_a_photo_the_server_has_is_sent_at_once(bot: Bot, telegram: RunningTelegram) -> None:
    buffer = BytesIO()
    Image.new("RGB", (1200, 675), "teal").save(buffer, "PNG")
    shelf = await bot.send_photo(ANN, BufferedInputFile(buffer.getvalue(), "chart.png"))
    assert shelf.photo
    known = shelf.photo[-1].file_id

    photo = InlineQueryResultCachedPhoto(id="p", photo_file_id=known, caption="<i>6 h</i>")
    offered = await ask(bot, telegram, photo)
    choice = {"chat": YOU, "inline_query_id": offered["inline_query_id"], "result_id": "p"}
    await telegram.control("inline/choose", choice)

    (entry,) = await telegram.transcript()
    updates = await news(bot)
    message = next(one.message for one in updates if one.message)
    assert offered["results"][0]["thumb"] == f"/sim/file/{known}"
    assert (entry["photo"]["width"], entry["caption"]) == (1200, "6 h")
    assert message.via_bot
    assert message.via_bot.id == BOT


async def test_an_answer_serves_the_same_query_again(bot: Bot, telegram: RunningTelegram) -> None:
    first = await ask(bot, telegram, article(), query="eth 1h", cache_time=60)

    again = await telegram.control("inline", {"chat": ANN, "from": ANN, "query": "eth 1h"})
    await telegram.control("clock", {"advance": 61})
    late = await telegram.control("inline", {"chat": YOU, "query": "eth 1h", "wait": 0})

    assert again["inline_query_id"] == first["inline_query_id"]
    assert late["answered"] is False


async def test_a_personal_answer_serves_one_person(bot: Bot, telegram: RunningTelegram) -> None:
    await ask(bot, telegram, article(), query="mine", is_personal=True)

    wish = {"chat": ANN, "from": ANN, "query": "mine", "wait": 0}

    assert (await telegram.control("inline", wish))["answered"] is False


async def test_a_button_above_the_results_leads_to_the_bot(
    bot: Bot, telegram: RunningTelegram
) -> None:
    button = InlineQueryResultsButton(text="Sign in", start_parameter="inline")

    offered = await ask(bot, telegram, query="x", button=button, next_offset="20")

    assert offered["results"] == []
    assert offered["button"] == {"text": "Sign in", "start_parameter": "inline"}
    assert offered["next_offset"] == "20"


async def test_bad_offers_are_refused(bot: Bot, telegram: RunningTelegram) -> None:
    typed = await telegram.control("inline", {"chat": YOU, "query": "eth", "wait": 0})
    query = typed["inline_query_id"]
    unknown = InlineQueryResultCachedPhoto(id="p", photo_file_id="AgACAgIunknown")

    with pytest.raises(TelegramBadRequest, match="RESULTS_TOO_MUCH"):
        await bot.answer_inline_query(query, [article(str(number)) for number in range(51)])
    with pytest.raises(TelegramBadRequest, match="RESULT_ID_DUPLICATE"):
        await bot.answer_inline_query(query, [article(), article()])
    with pytest.raises(TelegramBadRequest, match="wrong file identifier"):
        await bot.answer_inline_query(query, [unknown])
    await telegram.control("clock", {"advance": 31})
    with pytest.raises(TelegramBadRequest, match="query is too old"):
        await bot.answer_inline_query(query, [article()])


async def test_a_picture_on_the_web_is_offered_but_not_fetched(
    bot: Bot, telegram: RunningTelegram
) -> None:
    address = "https://example.org/chart.png"
    web = InlineQueryResultPhoto(id="w", photo_url=address, thumbnail_url=address, title="ETH")

    offered = await ask(bot, telegram, web)

    choice = {"chat": YOU, "inline_query_id": offered["inline_query_id"], "result_id": "w"}
    assert offered["results"][0]["title"] == "ETH"
    with pytest.raises(ValueError, match="does not fetch"):
        await telegram.control("inline/choose", choice)


async def test_inline_mode_can_be_switched_off(bot: Bot, telegram: RunningTelegram) -> None:
    await telegram.control("bot", {"inline": False})

    assert not (await bot.get_me()).supports_inline_queries
    with pytest.raises(ValueError, match="no inline mode"):
        await telegram.control("inline", {"chat": YOU, "query": "x"})

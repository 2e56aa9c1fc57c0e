"""Specification of edits: what may become what, what is no change, what can't be touched."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultCachedPhoto,
    InputMediaAnimation,
    InputMediaDocument,
    InputMediaPhoto,
    Message,
)

from standins.telegram.running import YOU, RunningTelegram
from tests.support.bots import BOT, news
from tests.support.media import file, gif, picture


def keyboard(text: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text=text, callback_data=text)]]
    )


async def test_a_text_becomes_a_photo_in_the_same_place(
    bot: Bot, telegram: RunningTelegram
) -> None:
    sent = await bot.send_message(YOU, "drawing…", protect_content=True)

    edited = await bot.edit_message_media(
        InputMediaPhoto(media=picture(), caption="<b>done</b>"),
        chat_id=YOU,
        message_id=sent.message_id,
    )

    assert isinstance(edited, Message)
    assert (edited.message_id, edited.text, edited.caption) == (sent.message_id, None, "done")
    assert edited.has_protected_content
    assert await telegram.text() == "Bot: <photo 120x80> done\n"


async def test_the_same_picture_uploaded_again_is_no_change(bot: Bot) -> None:
    sent = await bot.send_photo(YOU, picture(), caption="x")

    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_media(
            InputMediaPhoto(media=picture(), caption="x"), chat_id=YOU, message_id=sent.message_id
        )


async def test_a_photo_becomes_an_animation_and_a_document(bot: Bot) -> None:
    number = (await bot.send_photo(YOU, picture())).message_id

    moving = await bot.edit_message_media(
        InputMediaAnimation(media=file("a.gif", gif())), chat_id=YOU, message_id=number
    )
    still = await bot.edit_message_media(
        InputMediaDocument(media=file("a.csv")), chat_id=YOU, message_id=number
    )

    assert isinstance(moving, Message)
    assert isinstance(still, Message)
    assert moving.animation
    assert (still.animation, still.document is not None) == (None, True)


@pytest.mark.parametrize(
    ("method", "args"),
    [
        ("sendDice", {}),
        ("sendLocation", {"latitude": 1.5, "longitude": 2.5}),
        ("sendContact", {"phone_number": "+1", "first_name": "Ann"}),
    ],
)
async def test_what_is_no_file_stays_what_it_is(
    bot: Bot, telegram: RunningTelegram, method: str, args: dict[str, object]
) -> None:
    sent = await telegram.call(method, {"chat_id": YOU, **args})

    with pytest.raises(TelegramBadRequest, match="message media can't be edited"):
        await bot.edit_message_media(
            InputMediaPhoto(media=picture()), chat_id=YOU, message_id=sent["result"]["message_id"]
        )


async def test_a_voice_message_stays_what_it_is(bot: Bot) -> None:
    sent = await bot.send_voice(YOU, file("v.ogg"))

    with pytest.raises(TelegramBadRequest, match="message media can't be edited"):
        await bot.edit_message_media(
            InputMediaPhoto(media=picture()), chat_id=YOU, message_id=sent.message_id
        )


async def test_a_photo_has_no_text_and_a_text_no_caption(bot: Bot) -> None:
    photo = await bot.send_photo(YOU, picture())
    text = await bot.send_message(YOU, "x")

    with pytest.raises(TelegramBadRequest, match="there is no text in the message to edit"):
        await bot.edit_message_text("y", chat_id=YOU, message_id=photo.message_id)
    with pytest.raises(TelegramBadRequest, match="there is no caption in the message to edit"):
        await bot.edit_message_caption(chat_id=YOU, message_id=text.message_id, caption="y")


async def test_what_brought_a_reply_keyboard_can_not_be_edited(bot: Bot) -> None:
    sent = await bot.send_message(YOU, "how much?", reply_markup=ForceReply())

    with pytest.raises(TelegramBadRequest, match="message can't be edited"):
        await bot.edit_message_text("never mind", chat_id=YOU, message_id=sent.message_id)


async def test_what_others_wrote_can_not_be_edited(bot: Bot, telegram: RunningTelegram) -> None:
    told = await telegram.say("mine")

    with pytest.raises(TelegramBadRequest, match="message can't be edited"):
        await bot.edit_message_text("ours", chat_id=YOU, message_id=told["message_id"])


async def test_a_live_location_moves_until_it_is_stopped(
    bot: Bot, telegram: RunningTelegram
) -> None:
    sent = await bot.send_location(YOU, 52.5, 13.4, live_period=600, heading=90)
    number = sent.message_id

    moved = await bot.edit_message_live_location(
        chat_id=YOU, message_id=number, latitude=52.6, longitude=13.5
    )
    stopped = await bot.stop_message_live_location(chat_id=YOU, message_id=number)

    assert isinstance(moved, Message)
    assert isinstance(stopped, Message)
    assert moved.location
    assert stopped.location
    assert (moved.location.latitude, moved.location.live_period) == (52.6, 600)
    assert (stopped.location.latitude, stopped.location.live_period) == (52.6, None)
    with pytest.raises(TelegramBadRequest, match="there is no live location in the message"):
        await bot.edit_message_live_location(
            chat_id=YOU, message_id=number, latitude=1, longitude=1
        )


async def test_a_live_location_that_is_over_moves_no_more(
    bot: Bot, telegram: RunningTelegram
) -> None:
    sent = await bot.send_location(YOU, 52.5, 13.4, live_period=60)
    await telegram.control("clock", {"advance": 61})

    with pytest.raises(TelegramBadRequest, match="message can't be edited"):
        await bot.edit_message_live_location(
            chat_id=YOU, message_id=sent.message_id, latitude=1, longitude=1
        )


async def test_a_message_sent_inline_is_edited_by_its_own_name(
    bot: Bot, telegram: RunningTelegram
) -> None:
    photo = (await bot.send_photo(YOU, picture())).photo
    assert photo
    result = InlineQueryResultCachedPhoto(
        id="1", photo_file_id=photo[-1].file_id, caption="old", reply_markup=keyboard("more")
    )
    asked = await telegram.control("inline", {"from": YOU, "chat": YOU, "query": "x", "wait": 0})
    await bot.answer_inline_query(asked["inline_query_id"], [result])
    await telegram.control(
        "inline/choose",
        {"from": YOU, "chat": YOU, "inline_query_id": asked["inline_query_id"], "result_id": "1"},
    )
    chosen = next(one.chosen_inline_result for one in await news(bot) if one.chosen_inline_result)
    name = chosen.inline_message_id
    assert name

    answer = await bot.edit_message_caption(inline_message_id=name, caption="new")

    assert answer is True
    assert (await telegram.transcript())[-1]["caption"] == "new"
    with pytest.raises(TelegramBadRequest, match="invalid message content specified"):
        await bot.edit_message_media(InputMediaPhoto(media=picture()), inline_message_id=name)
    with pytest.raises(TelegramBadRequest, match="MESSAGE_ID_INVALID"):
        await bot.edit_message_caption(inline_message_id="no-such", caption="x")


async def test_a_channels_administrator_edits_the_posts_of_others(
    bot: Bot, telegram: RunningTelegram
) -> None:
    channel = await telegram.control(
        "chats",
        {"type": "channel", "title": "Whales", "members": {YOU: "creator", BOT: "administrator"}},
    )
    post = await telegram.say("up 4 %", chat=channel["id"], sender=YOU)

    edited = await bot.edit_message_text(
        "up 5 %", chat_id=channel["id"], message_id=post["message_id"]
    )

    assert isinstance(edited, Message)
    assert edited.text == "up 5 %"

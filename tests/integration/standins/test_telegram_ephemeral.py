"""Specification of ephemeral messages: one person sees them, and there must be a reason for one."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    EphemeralMessageParameters,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    ReplyParameters,
)

from standins.telegram.running import YOU, RunningTelegram
from tests.support.bots import news
from tests.support.media import picture
from tests.support.places import ANN, place


def only(user: int, **more: object) -> EphemeralMessageParameters:
    return EphemeralMessageParameters(receiver_user_id=user, **more)  # type: ignore[arg-type]


def keyboard(text: str) -> InlineKeyboardMarkup:
    button = InlineKeyboardButton(text=text, callback_data=text)
    return InlineKeyboardMarkup(inline_keyboard=[[button]])


async def seen(telegram: RunningTelegram, chat: int, viewer: int) -> list[str]:
    shown = await telegram.look(f"transcript?chat={chat}&viewer={viewer}")
    assert isinstance(shown, list)
    return [one["text"] for one in shown if not one["service"] and not one["deleted"]]


async def test_only_its_receiver_sees_it(bot: Bot, telegram: RunningTelegram) -> None:
    chat = await place(telegram, "supergroup")

    sent = await bot.send_message(chat, "your rules", ephemeral_message_parameters=only(ANN))

    assert (sent.message_id, sent.ephemeral_message_id is not None) == (0, True)
    assert sent.receiver_user
    assert sent.receiver_user.id == ANN
    assert await seen(telegram, chat, ANN) == ["your rules"]
    assert await seen(telegram, chat, YOU) == []
    assert "Bot (only Ann sees this): your rules" in await telegram.text(chat)


async def test_it_is_changed_and_taken_away_by_its_own_methods(
    bot: Bot, telegram: RunningTelegram
) -> None:
    chat = await place(telegram, "supergroup")
    sent = await bot.send_message(chat, "one", ephemeral_message_parameters=only(ANN))
    number = sent.ephemeral_message_id
    assert number

    changed = await bot.edit_ephemeral_message_text(
        chat_id=chat, receiver_user_id=ANN, ephemeral_message_id=number, text="<b>two</b>"
    )
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await bot.edit_message_text("three", chat_id=chat, message_id=number)
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await bot.edit_ephemeral_message_text(
            chat_id=chat, receiver_user_id=YOU, ephemeral_message_id=number, text="four"
        )
    assert await seen(telegram, chat, ANN) == ["two"]
    await bot.delete_ephemeral_message(chat, ANN, number)

    assert changed is True
    assert await seen(telegram, chat, ANN) == []


async def test_a_picture_for_one_person_is_edited_too(bot: Bot, telegram: RunningTelegram) -> None:
    chat = await place(telegram, "supergroup")
    sent = await bot.send_photo(chat, picture(), ephemeral_message_parameters=only(ANN))
    number = sent.ephemeral_message_id
    assert number

    await bot.edit_ephemeral_message_caption(chat, ANN, number, caption="1 h")
    await bot.edit_ephemeral_message_media(
        chat_id=chat,
        receiver_user_id=ANN,
        ephemeral_message_id=number,
        media=InputMediaPhoto(media=picture(color="navy"), caption="1 d"),
    )
    await bot.edit_ephemeral_message_reply_markup(chat, ANN, number, reply_markup=keyboard("More"))

    entry = (await telegram.transcript(chat))[-1]
    assert (entry["caption"], entry["buttons"][0][0]["text"]) == ("1 d", "More")
    assert entry["ephemeral_to"] == ANN


async def test_a_plain_member_needs_a_tap_within_fifteen_seconds(
    bot: Bot, telegram: RunningTelegram
) -> None:
    chat = await place(telegram, "supergroup", "member")
    await bot.send_message(chat, "card", reply_markup=keyboard("Mine"))
    tap = {"chat": chat, "from": ANN, "text": "Mine", "wait": 0}
    told = await telegram.control("tap", tap)
    query = told["callback_query_id"]

    with pytest.raises(TelegramBadRequest, match="needs a tap or an ephemeral command"):
        await bot.send_message(chat, "x", ephemeral_message_parameters=only(ANN))
    with pytest.raises(TelegramBadRequest, match="QUERY_ID_INVALID"):
        await bot.send_message(
            chat, "x", ephemeral_message_parameters=only(YOU, callback_query_id=query)
        )
    await bot.send_message(
        chat, "yours", ephemeral_message_parameters=only(ANN, callback_query_id=query)
    )
    await telegram.control("clock", {"advance": 16})

    assert await seen(telegram, chat, ANN) == ["card", "yours"]
    with pytest.raises(TelegramBadRequest, match="query is too old"):
        await bot.send_message(
            chat, "late", ephemeral_message_parameters=only(ANN, callback_query_id=query)
        )


async def test_it_may_stand_in_place_of_the_message_that_was_tapped(
    bot: Bot, telegram: RunningTelegram
) -> None:
    chat = await place(telegram, "supergroup")
    card = await bot.send_message(chat, "card", reply_markup=keyboard("Mine"))
    told = await telegram.control("tap", {"chat": chat, "from": ANN, "text": "Mine", "wait": 0})

    await bot.send_message(
        chat,
        "your card",
        ephemeral_message_parameters=only(
            ANN,
            callback_query_id=told["callback_query_id"],
            replace_callback_query_message=True,
        ),
    )

    assert (await telegram.transcript(chat))[-1]["replaces"] == card.message_id


async def test_its_buttons_are_for_its_receiver(bot: Bot, telegram: RunningTelegram) -> None:
    chat = await place(telegram, "supergroup")
    await bot.send_message(
        chat, "secret", reply_markup=keyboard("Close"), ephemeral_message_parameters=only(ANN)
    )
    await news(bot)

    with pytest.raises(ValueError, match="no button 'Close'"):
        await telegram.control("tap", {"chat": chat, "from": YOU, "text": "Close", "wait": 0})
    await telegram.control("tap", {"chat": chat, "from": ANN, "text": "Close", "wait": 0})

    (update,) = await news(bot)
    assert update.callback_query
    assert update.callback_query.message
    assert update.callback_query.message.message_id == 0


async def test_an_ephemeral_command_reaches_the_bot_and_nobody_else(
    bot: Bot, telegram: RunningTelegram
) -> None:
    chat = await place(telegram, "supergroup", "member")
    mine = BotCommand(command="mine", description="My rules", is_ephemeral=True)
    await bot.set_my_commands([mine], scope=BotCommandScopeAllGroupChats())
    await news(bot)

    await telegram.say("/mine", chat=chat, sender=ANN)

    (update,) = await news(bot)
    asked = update.message
    assert asked
    assert asked.ephemeral_message_id
    assert await seen(telegram, chat, YOU) == []
    await bot.send_message(
        chat,
        "three rules",
        ephemeral_message_parameters=only(ANN),
        reply_parameters=ReplyParameters(ephemeral_message_id=asked.ephemeral_message_id),
    )
    assert await seen(telegram, chat, ANN) == ["/mine", "three rules"]
    with pytest.raises(TelegramBadRequest, match="must be ephemeral itself"):
        await bot.send_message(
            chat,
            "for all",
            reply_parameters=ReplyParameters(ephemeral_message_id=asked.ephemeral_message_id),
        )


async def test_it_is_for_groups_and_their_members(bot: Bot, telegram: RunningTelegram) -> None:
    chat = await place(telegram, "supergroup")

    with pytest.raises(TelegramBadRequest, match="to groups and supergroups only"):
        await bot.send_message(YOU, "x", ephemeral_message_parameters=only(YOU))
    with pytest.raises(TelegramBadRequest, match="must be a member of the chat"):
        await bot.send_message(chat, "x", ephemeral_message_parameters=only(9999))

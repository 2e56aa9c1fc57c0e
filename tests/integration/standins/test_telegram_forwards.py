"""Specification of forwards and copies: where a message came from, and what stays where it is."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
)

from standins.telegram.running import YOU, RunningTelegram
from tests.support.media import picture
from tests.support.places import ANN, place


async def test_a_forward_names_the_person(bot: Bot, telegram: RunningTelegram) -> None:
    told = await telegram.say("whale!", chat=ANN)

    forwarded = await bot.forward_message(YOU, ANN, told["message_id"])

    origin = forwarded.forward_origin
    assert isinstance(origin, MessageOriginUser)
    assert origin.sender_user.first_name == "Ann"
    assert (await telegram.transcript())[0]["forwarded_from"] == "Ann"


async def test_a_forward_of_a_forward_names_the_first(bot: Bot, telegram: RunningTelegram) -> None:
    told = await telegram.say("whale!", chat=ANN)
    first = await bot.forward_message(YOU, ANN, told["message_id"])

    second = await bot.forward_message(ANN, YOU, first.message_id)

    assert second.forward_origin == first.forward_origin


async def test_who_hides_is_named_without_a_link(bot: Bot, telegram: RunningTelegram) -> None:
    await telegram.control("users", {"id": 7, "first_name": "Eve", "hides_forwards": True})
    told = await telegram.say("psst", chat=7)

    forwarded = await bot.forward_message(YOU, 7, told["message_id"])

    assert isinstance(forwarded.forward_origin, MessageOriginHiddenUser)
    assert forwarded.forward_origin.sender_user_name == "Eve"


async def test_a_channels_post_names_channel_and_number(
    bot: Bot, telegram: RunningTelegram
) -> None:
    channel = await place(telegram, "channel", signs=True)
    post = await telegram.say("up 4 %", chat=channel, sender=YOU)

    forwarded = await bot.forward_message(YOU, channel, post["message_id"])

    origin = forwarded.forward_origin
    assert isinstance(origin, MessageOriginChannel)
    assert (origin.chat.id, origin.message_id) == (channel, post["message_id"])
    assert origin.author_signature == "You"
    assert (await telegram.transcript())[0]["forwarded_from"] == "Whales"


async def test_an_anonymous_administrator_stays_anonymous(
    bot: Bot, telegram: RunningTelegram
) -> None:
    group = await place(telegram, "supergroup")
    rights = {"is_anonymous": True, "can_manage_chat": True}
    wish = {"chat": group, "user": ANN, "status": "administrator", "title": "Watch"}
    await telegram.control("members", {**wish, "rights": rights})
    told = await telegram.say("quiet", chat=group, sender=ANN)

    forwarded = await bot.forward_message(YOU, group, told["message_id"])

    origin = forwarded.forward_origin
    assert isinstance(origin, MessageOriginChat)
    assert (origin.sender_chat.id, origin.author_signature) == (group, "Watch")


async def test_what_is_protected_is_not_forwarded_but_may_be_copied_by_the_bot(
    bot: Bot, telegram: RunningTelegram
) -> None:
    sent = await bot.send_message(YOU, "for you only", protect_content=True)

    with pytest.raises(TelegramBadRequest, match="the message can't be forwarded"):
        await bot.forward_message(ANN, YOU, sent.message_id)
    await bot.copy_message(ANN, YOU, sent.message_id)
    with pytest.raises(ValueError, match="the message is protected"):
        await telegram.control(
            "forward", {"chat": YOU, "from_chat": YOU, "message_id": sent.message_id}
        )

    assert (await telegram.transcript(ANN))[0]["protected"] is False


async def test_a_service_message_is_neither_forwarded_nor_copied(
    bot: Bot, telegram: RunningTelegram
) -> None:
    group = await place(telegram, "supergroup")
    await bot.set_chat_title(group, "Deeper")
    number = (await telegram.transcript(group))[-1]["message_id"]

    with pytest.raises(TelegramBadRequest, match="the message can't be forwarded"):
        await bot.forward_message(YOU, group, number)
    with pytest.raises(TelegramBadRequest, match="the message can't be copied"):
        await bot.copy_message(YOU, group, number)


async def test_a_copy_may_have_another_caption_and_keyboard(
    bot: Bot, telegram: RunningTelegram
) -> None:
    sent = await bot.send_photo(YOU, picture(), caption="old", has_spoiler=True)
    button = InlineKeyboardButton(text="Why", callback_data="w")

    await bot.copy_message(
        ANN,
        YOU,
        sent.message_id,
        caption="<b>new</b>",
        reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]),
    )

    (entry,) = await telegram.transcript(ANN)
    assert (entry["html"], entry["photo"]["spoiler"]) == ("<b>new</b>", True)
    assert (entry["forwarded_from"], entry["buttons"][0][0]["text"]) == (None, "Why")


async def test_a_forward_keeps_buttons_that_work_anywhere(
    bot: Bot, telegram: RunningTelegram
) -> None:
    site = InlineKeyboardButton(text="Site", url="https://etherscan.io")
    tap = InlineKeyboardButton(text="Tap", callback_data="t")
    links = await bot.send_message(
        YOU, "a", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[site]])
    )
    mixed = await bot.send_message(
        YOU, "b", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[site, tap]])
    )

    await bot.forward_messages(ANN, YOU, [links.message_id, mixed.message_id])

    assert [len(one["buttons"]) for one in await telegram.transcript(ANN)] == [1, 0]


async def test_an_album_repeated_whole_is_an_album_again(
    bot: Bot, telegram: RunningTelegram
) -> None:
    album = await bot.send_media_group(YOU, [InputMediaPhoto(media=picture())] * 2)
    numbers = [one.message_id for one in album]

    copied = await bot.copy_messages(ANN, YOU, [*numbers, 99])
    await bot.forward_message(ANN, YOU, numbers[0])

    first, second, alone = (one["album"] for one in await telegram.transcript(ANN))
    assert len(copied) == 2
    assert first == second != album[0].media_group_id
    assert alone is None


async def test_several_are_named_in_order_and_some_must_be_left(bot: Bot) -> None:
    await bot.send_message(YOU, "x")

    with pytest.raises(TelegramBadRequest, match="must be in a strictly increasing order"):
        await bot.forward_messages(ANN, YOU, [2, 1])
    with pytest.raises(TelegramBadRequest, match="messages can't be forwarded"):
        await bot.forward_messages(ANN, YOU, [77, 78])


async def test_a_caption_is_no_use_to_what_has_none(bot: Bot, telegram: RunningTelegram) -> None:
    dice = await bot.send_dice(YOU)

    await bot.copy_message(ANN, YOU, dice.message_id, caption="lucky")

    assert (await telegram.transcript(ANN))[0]["caption"] == ""

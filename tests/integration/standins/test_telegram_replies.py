"""Specification of replies: to a message, to a part of one, to one of another chat."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import ReplyParameters

from standins.telegram.running import YOU, RunningTelegram
from tests.support.media import picture
from tests.support.places import ANN, place


async def test_a_part_is_quoted_with_its_place(bot: Bot, telegram: RunningTelegram) -> None:
    first = await bot.send_message(YOU, "🐋 buys, <b>whale</b> sells, whale waits")

    answer = await bot.send_message(
        YOU,
        "which?",
        reply_parameters=ReplyParameters(message_id=first.message_id, quote="<b>whale</b> sells"),
    )

    assert answer.quote
    assert (answer.quote.text, answer.quote.position) == ("whale sells", 9)
    assert answer.quote.is_manual
    assert [one.type for one in answer.quote.entities or []] == ["bold"]
    assert (await telegram.transcript())[1]["quoted"] == "whale sells"


async def test_of_several_the_nearest_is_meant(bot: Bot) -> None:
    first = await bot.send_message(YOU, "up up up")

    answer = await bot.send_message(
        YOU,
        "x",
        reply_parameters=ReplyParameters(message_id=first.message_id, quote="up", quote_position=5),
    )

    assert answer.quote
    assert answer.quote.position == 6


@pytest.mark.parametrize("quote", ["shark", "<i>whale</i>"], ids=["absent", "other-entities"])
async def test_a_quote_must_be_a_part_with_its_looks(bot: Bot, quote: str) -> None:
    first = await bot.send_message(YOU, "a whale")

    with pytest.raises(TelegramBadRequest, match="QUOTE_TEXT_INVALID"):
        await bot.send_message(
            YOU,
            "x",
            reply_parameters=ReplyParameters(message_id=first.message_id, quote=quote),
        )


async def test_a_reply_to_another_chat_shows_what_it_answers(
    bot: Bot, telegram: RunningTelegram
) -> None:
    group = await place(telegram, "supergroup")
    photo = await bot.send_photo(group, picture(), caption="<b>ETH</b> 1 h")

    answer = await bot.send_message(
        YOU,
        "seen?",
        reply_parameters=ReplyParameters(message_id=photo.message_id, chat_id=group),
    )

    shown = answer.external_reply
    assert shown
    assert shown.chat
    assert (shown.chat.id, shown.message_id, shown.photo is not None) == (
        group,
        photo.message_id,
        True,
    )
    assert answer.quote
    assert (answer.quote.text, answer.quote.is_manual) == ("ETH 1 h", None)
    assert answer.reply_to_message is None


async def test_what_is_protected_is_not_shown_elsewhere(bot: Bot) -> None:
    secret = await bot.send_message(ANN, "secret", protect_content=True)

    answer = await bot.send_message(
        YOU, "x", reply_parameters=ReplyParameters(message_id=secret.message_id, chat_id=ANN)
    )

    assert (answer.external_reply, answer.quote) == (None, None)


async def test_what_is_gone_may_be_answered_only_if_that_is_allowed(bot: Bot) -> None:
    gone = await bot.send_message(YOU, "x")
    await bot.delete_message(YOU, gone.message_id)
    number = gone.message_id

    with pytest.raises(TelegramBadRequest, match="message to be replied not found"):
        await bot.send_message(YOU, "y", reply_parameters=ReplyParameters(message_id=number))
    allowed = ReplyParameters(message_id=number, allow_sending_without_reply=True)
    answer = await bot.send_message(YOU, "y", reply_parameters=allowed)

    assert answer.reply_to_message is None

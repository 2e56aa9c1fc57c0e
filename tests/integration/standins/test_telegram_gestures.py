"""Specification of what people do with messages: correct, delete, carry on, send pictures."""

import aiohttp
import pytest
from aiogram import Bot
from aiogram.types import MessageOriginUser

from standins.telegram.running import YOU, RunningTelegram
from standins.telegram.wire import JsonObject
from tests.support.bots import news
from tests.support.media import png
from tests.support.places import ANN, place


async def upload(telegram: RunningTelegram, name: str, content: bytes, **fields: str) -> JsonObject:
    form = aiohttp.FormData({"chat": str(YOU), "from": str(YOU), **fields})
    form.add_field("file", content, filename=name)
    async with aiohttp.ClientSession() as http:
        async with http.post(f"{telegram.url}/sim/photo", data=form) as answer:
            told: JsonObject = await answer.json()
    return told


async def test_a_correction_is_an_edited_message(bot: Bot, telegram: RunningTelegram) -> None:
    told = await telegram.say("/alert 3500")
    await news(bot)

    await telegram.control(
        "edit", {"chat": YOU, "message_id": told["message_id"], "text": "/alert 3600"}
    )

    (update,) = await news(bot)
    assert update.edited_message
    assert (update.edited_message.text, update.edited_message.edit_date is not None) == (
        "/alert 3600",
        True,
    )


async def test_a_corrected_post_is_an_edited_channel_post(
    bot: Bot, telegram: RunningTelegram
) -> None:
    channel = await place(telegram, "channel")
    told = await telegram.say("up", chat=channel, sender=YOU)
    await news(bot)

    await telegram.control(
        "edit", {"chat": channel, "message_id": told["message_id"], "text": "down"}
    )

    (update,) = await news(bot)
    assert update.edited_channel_post
    assert update.edited_channel_post.text == "down"


async def test_of_a_deletion_the_bot_hears_nothing(bot: Bot, telegram: RunningTelegram) -> None:
    told = await telegram.say("oops")
    await news(bot)

    await telegram.control("delete", {"chat": YOU, "message_id": told["message_id"]})

    assert await news(bot) == []
    assert (await telegram.transcript())[0]["deleted"]


async def test_in_a_group_one_deletes_ones_own(bot: Bot, telegram: RunningTelegram) -> None:
    group = await place(telegram, "group", "member")
    sent = await bot.send_message(group, "rules")
    gone = {"chat": group, "message_id": sent.message_id}

    with pytest.raises(ValueError, match="only administrators can delete what others wrote"):
        await telegram.control("delete", {**gone, "from": ANN})
    await telegram.control("delete", {**gone, "from": YOU})

    assert "rules" not in await telegram.text(group)


async def test_one_edits_ones_own_words_only(bot: Bot, telegram: RunningTelegram) -> None:
    sent = await bot.send_message(YOU, "mine")

    with pytest.raises(ValueError, match="only one's own words can be edited"):
        await telegram.control(
            "edit", {"chat": YOU, "message_id": sent.message_id, "text": "yours"}
        )


async def test_a_forward_to_the_bot_tells_where_it_came_from(
    bot: Bot, telegram: RunningTelegram
) -> None:
    group = await place(telegram, "group", "member")
    told = await telegram.say("look at 0xabc", chat=group, sender=ANN)
    await news(bot)

    await telegram.control(
        "forward", {"chat": YOU, "from_chat": group, "message_id": told["message_id"]}
    )

    (update,) = await news(bot)
    assert update.message
    origin = update.message.forward_origin
    assert isinstance(origin, MessageOriginUser)
    assert (origin.sender_user.id, update.message.text) == (ANN, "look at 0xabc")


async def test_a_picture_arrives_as_a_photo_and_a_file_as_a_document(
    bot: Bot, telegram: RunningTelegram
) -> None:
    await upload(telegram, "shot.png", png(640, 360), caption="see @whale_tracker_bot")
    await upload(telegram, "trades.csv", b"a,b")
    await upload(telegram, "shot.png", png(), **{"as": "document"})

    photo, sheet, file = (one.message for one in await news(bot))
    assert photo
    assert photo.photo
    assert (photo.photo[-1].width, photo.caption) == (640, "see @whale_tracker_bot")
    assert [one.type for one in photo.caption_entities or []] == ["mention"]
    assert sheet
    assert sheet.document
    assert sheet.document.mime_type == "text/csv"
    assert file
    assert file.document


async def test_a_form_without_a_file_says_what_is_missing(telegram: RunningTelegram) -> None:
    async with aiohttp.ClientSession() as http:
        async with http.post(f"{telegram.url}/sim/photo", data={"chat": "1001"}) as answer:
            told = await answer.json()

    assert "a form with the fields" in told["error"]


async def test_what_is_not_there_can_not_be_touched(telegram: RunningTelegram) -> None:
    with pytest.raises(ValueError, match="there is no message 99 in chat 1001"):
        await telegram.control("react", {"chat": YOU, "message_id": 99, "emoji": "👍"})


async def test_nobody_sends_pictures_to_a_bot_they_block(telegram: RunningTelegram) -> None:
    await telegram.control("block", {"chat": YOU})

    told = await upload(telegram, "shot.png", png())

    assert "the bot is blocked in this chat" in told["error"]


async def test_a_poll_has_a_question_and_answers(telegram: RunningTelegram) -> None:
    with pytest.raises(ValueError, match="1 to 12 options"):
        await telegram.control("poll", {"chat": YOU, "question": "Up?", "options": []})

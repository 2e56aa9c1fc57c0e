"""Specification of albums: two to ten items, what may stand together, what an edit may change."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    InputMediaAudio,
    InputMediaDocument,
    InputMediaLivePhoto,
    InputMediaPhoto,
    InputMediaVideo,
    Message,
    ReplyParameters,
)

from standins.telegram.running import YOU, RunningTelegram
from tests.support.media import file, picture


def photo(caption: str | None = None) -> InputMediaPhoto:
    return InputMediaPhoto(media=picture(), caption=caption)


def document() -> InputMediaDocument:
    return InputMediaDocument(media=file("trades.csv"))


async def test_an_album_is_several_messages_with_one_mark(
    bot: Bot, telegram: RunningTelegram
) -> None:
    first = await bot.send_message(YOU, "charts?")

    sent = await bot.send_media_group(
        YOU,
        [photo("<b>1 h</b>"), InputMediaVideo(media=file("a.mp4"), width=640), photo("1 d")],
        reply_parameters=ReplyParameters(message_id=first.message_id),
        protect_content=True,
    )

    assert len({one.media_group_id for one in sent}) == 1
    assert [one.caption for one in sent] == ["1 h", None, "1 d"]
    assert [one.message_id for one in sent] == [2, 3, 4]
    assert all(one.reply_to_message and one.has_protected_content for one in sent)
    albums = [one["album"] for one in await telegram.transcript()]
    assert albums == [None, *[sent[0].media_group_id] * 3]


async def test_the_next_album_has_another_mark(bot: Bot) -> None:
    first = await bot.send_media_group(YOU, [photo(), photo()])
    second = await bot.send_media_group(YOU, [photo(), photo()])

    assert first[0].media_group_id != second[0].media_group_id


async def test_live_photos_stand_with_photos(bot: Bot) -> None:
    known = await bot.send_live_photo(YOU, live_photo=file("live.mp4"), photo=picture())
    assert known.live_photo
    assert known.photo
    live = InputMediaLivePhoto(media=known.live_photo.file_id, photo=known.photo[-1].file_id)

    sent = await bot.send_media_group(YOU, [live, photo()])

    assert [one.live_photo is not None for one in sent] == [True, False]


async def test_documents_and_audio_stand_with_their_own(bot: Bot) -> None:
    music = InputMediaAudio(media=file("song.mp3"), title="Deep")

    documents = await bot.send_media_group(YOU, [document(), document()])
    songs = await bot.send_media_group(YOU, [music, music])

    assert all(one.document for one in documents)
    assert [one.audio and one.audio.title for one in songs] == ["Deep", "Deep"]


async def test_documents_with_photos_are_refused_and_nothing_is_sent(
    bot: Bot, telegram: RunningTelegram
) -> None:
    with pytest.raises(TelegramBadRequest, match="document can't be mixed with other media types"):
        await bot.send_media_group(YOU, [photo(), document()])

    assert await telegram.transcript() == []


async def test_audio_with_videos_is_refused(bot: Bot) -> None:
    song, video = InputMediaAudio(media=file("a.mp3")), InputMediaVideo(media=file("a.mp4"))

    with pytest.raises(TelegramBadRequest, match="audio can't be mixed with other media types"):
        await bot.send_media_group(YOU, [song, video])


@pytest.mark.invalid_requests
async def test_eleven_are_too_many(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="too many messages to send as an album"):
        await bot.send_media_group(YOU, [photo()] * 11)


@pytest.mark.invalid_requests
async def test_one_is_too_few(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="an album has 2 to 10 items"):
        await bot.send_media_group(YOU, [photo()])


async def test_captions_stand_above_all_or_none(bot: Bot) -> None:
    above = InputMediaPhoto(media=picture(), caption="x", show_caption_above_media=True)

    with pytest.raises(TelegramBadRequest, match="show_caption_above_media must be the same"):
        await bot.send_media_group(YOU, [above, photo()])


async def test_a_bad_item_is_named_and_sends_nothing(bot: Bot, telegram: RunningTelegram) -> None:
    words = 'failed to send message #2 with the error message "IMAGE_PROCESS_FAILED"'

    with pytest.raises(TelegramBadRequest, match=words):
        await bot.send_media_group(YOU, [photo(), InputMediaPhoto(media=file("no.png"))])

    assert await telegram.transcript() == []


async def test_a_photo_of_an_album_may_become_a_video_but_no_document(bot: Bot) -> None:
    sent = await bot.send_media_group(YOU, [photo(), photo()])
    number = sent[0].message_id

    edited = await bot.edit_message_media(
        InputMediaVideo(media=file("a.mp4")), chat_id=YOU, message_id=number
    )
    with pytest.raises(TelegramBadRequest, match="can't change media type in the album"):
        await bot.edit_message_media(document(), chat_id=YOU, message_id=number)

    assert isinstance(edited, Message)
    assert edited.video
    assert edited.media_group_id == sent[0].media_group_id


async def test_a_document_of_an_album_stays_a_document(bot: Bot) -> None:
    sent = await bot.send_media_group(YOU, [document(), document()])

    with pytest.raises(TelegramBadRequest, match="can't change media type in the album"):
        await bot.edit_message_media(photo(), chat_id=YOU, message_id=sent[1].message_id)


async def test_a_deleted_item_leaves_the_others(bot: Bot, telegram: RunningTelegram) -> None:
    sent = await bot.send_media_group(YOU, [photo(), photo(), photo()])

    await bot.delete_message(YOU, sent[1].message_id)

    left = [one["album"] for one in await telegram.transcript() if not one["deleted"]]
    assert left == [sent[0].media_group_id] * 2

"""Specification of media: every kind of file, sent once and sent again, with what it is."""

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import InputPaidMediaPhoto

from standins.telegram.running import YOU, RunningTelegram
from tests.support.media import file, gif, picture, png


async def test_a_video_is_what_the_bot_says_it_is(bot: Bot, telegram: RunningTelegram) -> None:
    sent = await bot.send_video(
        YOU,
        file("depth.webm"),
        width=1280,
        height=720,
        duration=12,
        thumbnail=picture(160, 90),
        cover=picture(640, 360),
        start_timestamp=3,
        caption="<b>Depth</b>",
        has_spoiler=True,
    )

    video = sent.video
    assert video
    assert (video.width, video.height, video.duration) == (1280, 720, 12)
    assert (video.file_name, video.mime_type) == ("depth.webm", "video/webm")
    assert video.thumbnail
    assert video.cover
    assert (video.thumbnail.width, video.cover[-1].width) == (160, 640)
    assert video.start_timestamp
    assert video.start_timestamp.second == 3
    media = (await telegram.transcript())[0]["media"]
    assert (media["kind"], media["width"], media["duration"]) == ("video", 1280, 12)
    assert (media["spoiler"], media["thumb"] is not None) == (True, True)


async def test_a_gif_is_read_for_its_size_and_length(bot: Bot) -> None:
    sent = await bot.send_animation(YOU, file("whale.gif", gif(64, 48, frames=4, milliseconds=500)))

    assert sent.animation
    assert sent.document
    assert (sent.animation.width, sent.animation.height, sent.animation.duration) == (64, 48, 2)
    assert sent.document.file_id == sent.animation.file_id


async def test_music_has_a_title_and_a_performer(bot: Bot, telegram: RunningTelegram) -> None:
    sent = await bot.send_audio(
        YOU, file("song.mp3"), duration=200, performer="Hans", title="Deep", thumbnail=picture()
    )

    assert sent.audio
    assert (sent.audio.title, sent.audio.performer, sent.audio.duration) == ("Deep", "Hans", 200)
    assert sent.audio.mime_type == "audio/mpeg"
    assert await telegram.text() == "Bot: <audio Deep>\n"


async def test_a_voice_message_has_a_length_and_no_name(bot: Bot) -> None:
    sent = await bot.send_voice(YOU, file("voice.ogg"), duration=7, caption="listen")

    assert sent.voice
    assert (sent.voice.duration, sent.voice.mime_type) == (7, "audio/ogg")
    assert "file_name" not in (sent.voice.model_extra or {})


async def test_a_video_message_is_square(bot: Bot) -> None:
    sent = await bot.send_video_note(YOU, file("round.mp4"), duration=5, length=360)

    assert sent.video_note
    assert (sent.video_note.length, sent.video_note.duration) == (360, 5)


async def test_a_sticker_has_its_real_size_and_its_emoji(bot: Bot) -> None:
    still = await bot.send_sticker(YOU, file("whale.webp", png(512, 256)), emoji="🐳")
    moving = await bot.send_sticker(YOU, file("whale.tgs"))

    assert still.sticker
    assert moving.sticker
    assert (still.sticker.width, still.sticker.height, still.sticker.emoji) == (512, 256, "🐳")
    assert (still.sticker.is_animated, moving.sticker.is_animated) == (False, True)


async def test_a_live_photo_is_a_photo_too(bot: Bot) -> None:
    sent = await bot.send_live_photo(YOU, live_photo=file("live.mp4"), photo=picture(1200, 675))

    assert sent.live_photo
    assert sent.photo
    assert (sent.live_photo.width, sent.live_photo.height) == (1200, 675)
    assert sent.photo[-1].width == 1200


async def test_a_file_sent_again_is_what_it_was(bot: Bot) -> None:
    first = await bot.send_video(YOU, file("a.mp4"), width=640, height=360, duration=9)
    assert first.video

    again = await bot.send_video(YOU, first.video.file_id, width=1, height=1, caption="again")

    assert again.video == first.video
    assert again.caption == "again"


async def test_a_file_is_sent_again_as_its_own_kind_only(bot: Bot) -> None:
    voice = (await bot.send_voice(YOU, file("voice.ogg"))).voice
    assert voice

    with pytest.raises(TelegramBadRequest, match="can't use file of type VoiceNote as Video"):
        await bot.send_video(YOU, voice.file_id)


async def test_every_kind_can_be_downloaded(bot: Bot) -> None:
    sent = await bot.send_audio(YOU, file("song.mp3", b"la la la"))
    assert sent.audio

    found = await bot.get_file(sent.audio.file_id)

    assert (found.file_path or "").startswith("music/")
    content = await bot.download_file(found.file_path or "")
    assert content
    assert content.read() == b"la la la"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.png", b"", "file must be non-empty"),
        ("a.png", b"no picture", "IMAGE_PROCESS_FAILED"),
        ("a.png", png(4000, 100), "PHOTO_INVALID_DIMENSIONS"),
    ],
    ids=["empty", "no-picture", "too-wide"],
)
async def test_a_photo_must_be_one(bot: Bot, name: str, content: bytes, words: str) -> None:
    with pytest.raises(TelegramBadRequest, match=words):
        await bot.send_photo(YOU, file(name, content))


async def test_a_thumbnail_that_is_no_picture_is_left_out(bot: Bot) -> None:
    sent = await bot.send_document(YOU, file("trades.csv"), thumbnail=file("t.jpg", b"no picture"))

    assert sent.document
    assert sent.document.thumbnail is None


async def test_paid_media_shows_the_bot_what_is_behind_the_price(bot: Bot) -> None:
    sent = await bot.send_paid_media(
        YOU, star_count=5, media=[InputPaidMediaPhoto(media=picture(1200, 675))], caption="Pro"
    )

    assert sent.paid_media
    assert (sent.paid_media.star_count, sent.caption) == (5, "Pro")
    assert sent.paid_media.paid_media[0].type == "photo"


async def test_the_page_gets_every_file_with_its_type(bot: Bot, telegram: RunningTelegram) -> None:
    await bot.send_animation(YOU, file("whale.gif", gif()))
    await bot.send_video(YOU, file("a.mp4"))

    kinds = [await _type_of(telegram, one["media"]["url"]) for one in await telegram.transcript()]

    assert kinds == ["image/gif", "video/mp4"]


async def _type_of(telegram: RunningTelegram, address: str) -> str:
    async with aiohttp.ClientSession() as http, http.get(telegram.url + address) as answer:
        return answer.content_type

"""Specification of what a photo may be: anything else is refused in Telegram's words."""

from io import BytesIO

import aiohttp
import pytest
from PIL import Image

from standins.telegram.running import YOU, RunningTelegram
from standins.telegram.wire import JsonObject


@pytest.mark.parametrize(
    ("size", "words"),
    [((9000, 1500), "PHOTO_INVALID_DIMENSIONS"), ((420, 20), "PHOTO_INVALID_DIMENSIONS")],
    ids=["too-large", "too-narrow"],
)
async def test_a_photo_of_impossible_shape_is_refused(
    telegram: RunningTelegram, size: tuple[int, int], words: str
) -> None:
    buffer = BytesIO()
    Image.new("L", size).save(buffer, "PNG")

    answer = await upload(telegram, buffer.getvalue())

    assert answer["description"] == f"Bad Request: {words}"


async def test_what_is_no_picture_is_refused(telegram: RunningTelegram) -> None:
    answer = await upload(telegram, b"not a picture")

    assert answer["description"] == "Bad Request: IMAGE_PROCESS_FAILED"


async def test_a_photo_over_ten_megabytes_is_refused(telegram: RunningTelegram) -> None:
    answer = await upload(telegram, bytes(10 * 1024 * 1024 + 1))

    assert answer["description"] == (
        "Bad Request: file of size 10485761 bytes is too big for a photo; "
        "the maximum size is 10485760 bytes"
    )


async def upload(telegram: RunningTelegram, content: bytes) -> JsonObject:
    form = aiohttp.FormData({"chat_id": str(YOU)})
    form.add_field("photo", BytesIO(content), filename="x.png")
    address = f"{telegram.url}/bot{telegram.token}/sendPhoto"
    async with (
        aiohttp.ClientSession() as session,
        session.post(address, data=form) as answer,
    ):
        told: JsonObject = await answer.json()
    return told

"""Specification of the gallery: drawn once, uploaded once, never waited for too long."""

import asyncio
from dataclasses import dataclass, field

import pytest

from bot.charts import USUAL, Look
from bot.delivery.gallery import Gallery
from bot.delivery.letter import Image
from bot.delivery.meter import NoMeter
from core.ports import Pictures
from db.memory import memory_stores
from tests.unit.bot.desk import WoundClock


@dataclass
class Artist:
    """Draws slowly, or not at all, and counts."""

    ready: asyncio.Event = field(default_factory=asyncio.Event)
    drawn: int = 0

    async def draw(self, scene: object, look: Look) -> bytes:
        self.drawn += 1
        if scene == "impossible":
            raise ValueError("nothing to draw")
        await self.ready.wait()
        return b"JPEG"


@pytest.fixture
def pictures() -> Pictures:
    return memory_stores(WoundClock()).pictures


async def test_a_thousand_readers_need_one_drawing(pictures: Pictures) -> None:
    artist = Artist()
    gallery = Gallery(pictures, artist.draw, NoMeter())

    async with asyncio.TaskGroup() as group:
        looks = [group.create_task(gallery.picture("card", "scene", USUAL)) for _ in range(1000)]
        await asyncio.sleep(0)
        artist.ready.set()

    assert artist.drawn == 1
    assert {look.result() for look in looks} == {Image(key="card", scene="scene", content=b"JPEG")}


async def test_a_slow_picture_is_not_waited_for(pictures: Pictures) -> None:
    gallery = Gallery(pictures, Artist().draw, NoMeter(), patience_s=0.01)

    assert await gallery.picture("card", "scene", USUAL) is None


async def test_what_cannot_be_drawn_is_not_tried_for_every_reader(pictures: Pictures) -> None:
    artist = Artist()
    gallery = Gallery(pictures, artist.draw, NoMeter())

    first = await gallery.picture("card", "impossible", USUAL)
    second = await gallery.picture("card", "impossible", USUAL)

    assert (first, second, artist.drawn) == (None, None, 1)


async def test_telegrams_name_for_a_picture_is_used_until_it_forgets_it(
    pictures: Pictures,
) -> None:
    artist = Artist()
    artist.ready.set()
    gallery = Gallery(pictures, artist.draw, NoMeter())
    fresh = await gallery.picture("card", "scene", USUAL)
    assert fresh is not None

    await gallery.uploaded(fresh, "FILE")
    known = await gallery.picture("card", "scene", USUAL)
    assert known is not None
    again = await gallery.again(known)

    assert known.file_id == "FILE"
    assert again == fresh


async def test_only_the_newest_pictures_are_kept_in_memory(pictures: Pictures) -> None:
    artist = Artist()
    artist.ready.set()
    gallery = Gallery(pictures, artist.draw, NoMeter())

    for number in range(40):
        await gallery.picture(f"card {number}", "scene", USUAL)
    await gallery.picture("card 39", "scene", USUAL)
    await gallery.picture("card 0", "scene", USUAL)

    assert artist.drawn == 41

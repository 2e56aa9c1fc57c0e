"""Specification of the studio: one painting for all who ask together, soon out of date."""

import asyncio
from dataclasses import dataclass, field

import pytest

from bot.charts import USUAL, Look
from bot.pictures.looks import look_of
from bot.pictures.studio import Order, Painting, Studio
from core.errors import RefusedError
from tests.unit.bot.charts import scenes
from tests.unit.bot.desk import WoundClock

SCENE = scenes.card(1)


@dataclass
class Artist:
    """Draws when it is told to, or fails so often, and counts."""

    ready: asyncio.Event = field(default_factory=asyncio.Event)
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    drawn: list[Look] = field(default_factory=list)
    failures: int = 0

    async def draw(self, _scene: object, look: Look) -> bytes:
        self.drawn.append(look)
        self.begun.set()
        if len(self.drawn) <= self.failures:
            raise ValueError("no pixels left")
        await self.ready.wait()
        return b"JPEG"


def an_order(symbol: str = "ETHUSDT", look: Look = USUAL) -> Order:
    return Order(kind="card", symbol=symbol, span="1h", look=look)


async def asked(studio: Studio, order: Order) -> Painting:
    async def read() -> object:
        return SCENE

    return await studio(order, read=read, build=lambda seen: seen)


async def test_a_thousand_taps_at_once_need_one_drawing() -> None:
    artist = Artist()
    studio = Studio(artist.draw, WoundClock())

    async with asyncio.TaskGroup() as group:
        taps = [group.create_task(asked(studio, an_order())) for _ in range(1000)]
        await asyncio.sleep(0)
        artist.ready.set()

    assert len(artist.drawn) == 1
    assert len({id(tap.result()) for tap in taps}) == 1


async def test_who_wants_another_market_or_look_gets_their_own() -> None:
    artist = Artist()
    artist.ready.set()
    studio = Studio(artist.draw, WoundClock())

    await asked(studio, an_order())
    await asked(studio, an_order(symbol="BTCUSDT"))
    german = await asked(studio, an_order(look=look_of("de")))

    assert artist.drawn == [USUAL, USUAL, look_of("de")]
    assert "%" in german.words


async def test_a_picture_is_drawn_anew_when_its_seconds_are_over() -> None:
    artist, clock = Artist(), WoundClock()
    artist.ready.set()
    studio = Studio(artist.draw, clock, fresh_s=5)

    first = await asked(studio, an_order())
    await clock.run(6)
    second = await asked(studio, an_order())

    assert first is not second
    assert len(artist.drawn) == 2


async def test_who_gives_up_does_not_take_the_picture_from_the_others() -> None:
    artist = Artist()
    studio = Studio(artist.draw, WoundClock())
    impatient = asyncio.create_task(asked(studio, an_order()))  # noqa: TID251 - it is cancelled
    await artist.begun.wait()

    impatient.cancel()
    artist.ready.set()
    painting = await asked(studio, an_order())

    assert painting.image == b"JPEG"


async def test_what_cannot_be_drawn_is_refused_in_words_and_tried_again() -> None:
    artist = Artist(failures=1)
    artist.ready.set()
    studio = Studio(artist.draw, WoundClock())

    with pytest.raises(RefusedError, match="refused-no-picture"):
        await asked(studio, an_order())
    again = await asked(studio, an_order())

    assert again.image == b"JPEG"


async def test_the_second_reader_gets_telegrams_own_copy() -> None:
    artist = Artist()
    artist.ready.set()
    studio = Studio(artist.draw, WoundClock())
    first = await asked(studio, an_order())

    first.uploaded("FILE")
    second = await asked(studio, an_order())

    assert second.file_id == "FILE"


def test_a_language_whose_numbers_nobody_knows_gets_english_ones() -> None:
    assert look_of("tlh") == USUAL
    assert look_of("pt-br").numbers.price(1234.5, 1) == "1.234,5"

"""Specification of keeping a book of labels up with the store."""

import asyncio
from contextlib import suppress

from db.memory import memory_stores
from engine.flows.book import LabelBook
from engine.pipeline.backoff import Backoff
from engine.pipeline.names import Names
from tests.support.clock import Clockwork
from tests.support.flows import a_label


class House:
    """A store of labels, a book, and who keeps it."""

    def __init__(self) -> None:
        clock = Clockwork()
        self.labels = memory_stores(clock).labels
        self.book = LabelBook()
        self.names = Names(self.labels, self.book, clock=clock, backoff=Backoff(lambda: 0.0))

    def known(self, address: str) -> str | None:
        label = self.book.best("ethereum", address)
        return label.name if label else None


async def test_every_label_is_read_at_the_start() -> None:
    house = House()
    await house.labels.put([a_label(f"x{number}") for number in range(12)])

    await house.names.learn()

    assert len(house.book) == 12


async def test_more_labels_than_one_portion_holds_are_all_read() -> None:
    house = House()
    await house.labels.put([a_label(f"x{number}") for number in range(10_001)])

    await house.names.learn()

    assert len(house.book) == 10_001


async def test_changes_are_followed_removals_too() -> None:
    house = House()
    await house.labels.put([a_label("x", name="old"), a_label("y", name="gone soon")])
    await house.names.learn()

    await house.labels.put([a_label("x", name="new")])
    await house.labels.remove(chain="ethereum", address="y", source="a list")
    await house.names.learn()

    assert (house.known("x"), house.known("y")) == ("new", None)


async def test_a_new_label_is_known_soon_after_it_is_stored() -> None:
    house = House()
    following = asyncio.get_running_loop().create_task(house.names.keep_learning())

    await house.labels.put([a_label("x", name="just now")])
    async with asyncio.timeout(10):
        while house.known("x") is None:  # noqa: ASYNC110  the book itself is what is awaited
            await asyncio.sleep(0)

    following.cancel()
    with suppress(asyncio.CancelledError):
        await following
    assert house.known("x") == "just now"

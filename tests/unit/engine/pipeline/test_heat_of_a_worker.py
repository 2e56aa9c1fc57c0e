"""Specification of stored heat: each column once, and whole, whenever the worker stops."""

import pytest

from core.heat import HeatColumn
from core.market import BookSample
from tests.support.facts import NOON, SECOND
from tests.unit.engine.pipeline.test_worker import AnswersGetLost, House
from tests.unit.engine.resting.books import a_book

BOOKS = [a_book(at_s, p996=100.0 + at_s) for at_s in range(41)]


async def heat(house: House) -> list[HeatColumn]:
    return await house.stores.history.heat(
        subject="bybit:ETHUSDT", since_ns=NOON, until_ns=NOON + 60 * SECOND, max_columns=9
    )


async def seen_in_one_go(books: list[BookSample]) -> list[HeatColumn]:
    house = House()
    worker = await house.worker()
    await house.happens(*books)
    await worker.turn(wait_s=0)
    return await heat(house)


async def test_a_column_is_stored_with_the_batch_that_ends_it() -> None:
    before, after = await seen_in_one_go(BOOKS[:10]), await seen_in_one_go(BOOKS[:11])

    assert before == []
    assert [(column.at_ns, column.share) for column in after] == [(NOON, 1)]


@pytest.mark.parametrize("code", ["one", "another version"])
@pytest.mark.parametrize("kept_after_s", [0, 61], ids=["no snapshot", "a snapshot"])
async def test_a_column_that_straddles_a_restart_is_the_same(kept_after_s: int, code: str) -> None:
    house = House()
    worker = await house.worker()
    await house.happens(*BOOKS[:14])
    house.clock.advance(kept_after_s)
    await worker.turn(wait_s=0)
    await house.happens(*BOOKS[14:17])
    await worker.turn(wait_s=0)

    restarted = await house.worker(code=code)
    await house.happens(*BOOKS[17:])
    await restarted.turn(wait_s=0)

    assert await heat(house) == await seen_in_one_go(BOOKS)


async def test_a_commit_whose_answer_got_lost_stores_the_same() -> None:
    house = House()
    worker = await house.worker(ledger=AnswersGetLost(house.stores.ledger))
    await house.happens(*BOOKS)

    await worker.turn(wait_s=0)

    assert await heat(house) == await seen_in_one_go(BOOKS)


async def test_a_hole_in_the_feed_leaves_a_hole_in_the_heat() -> None:
    back = a_book(27, complete=False)

    columns = await seen_in_one_go([*BOOKS[:5], back, *BOOKS[28:]])

    assert [(column.at_ns - NOON) // SECOND for column in columns] == [0, 20, 30]
    assert [column.share for column in columns] == [0.4, 0.3, 1]

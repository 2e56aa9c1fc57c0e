"""Specification of the standings of all feeds."""

import asyncio
from collections.abc import Collection, Mapping
from contextlib import suppress

from typing_extensions import override

from core.conversation import Standing
from core.errors import UnavailableError
from core.ports import Standings, TopicStanding
from db.memory import memory_stores
from engine.pipeline.board import Board
from tests.support.clock import Clockwork
from tests.support.parrot import Parrot


class Talker(Parrot):
    """A feed that counts how often it is asked."""

    asked = 0

    @override
    def standings(self, now_ns: int) -> dict[str, Standing]:
        self.asked += 1
        return {"words": Standing(condition="live", frames=self.asked)}


class Away:
    """A store that does not answer the first time."""

    def __init__(self, inner: Standings) -> None:
        self._inner = inner
        self._away = True

    async def save(self, feed: str, standings: Mapping[str, Standing]) -> None:
        await self._inner.save(feed, standings)

    async def keep_only(self, feeds: Collection[str]) -> None:
        if self._away:
            self._away = False
            raise UnavailableError("no answer")
        await self._inner.keep_only(feeds)

    async def read(self) -> list[TopicStanding]:
        return await self._inner.read()


async def saves(board: Board, store: Standings, clock: Clockwork, *, times: int) -> None:
    """Let the board save so often."""
    saving = asyncio.get_running_loop().create_task(board.keep_saving(store))
    while len(clock.slept) < times:  # noqa: ASYNC110  the clock stands still but for the board
        await asyncio.sleep(0)
    saving.cancel()
    with suppress(asyncio.CancelledError):
        await saving


def test_one_look_serves_all_who_ask_within_a_second() -> None:
    clock, feed = Clockwork(), Talker()
    board = Board([feed], clock=clock, most=10)

    board.standings()
    board.figures()
    clock.advance(1)
    board.figures()

    assert feed.asked == 2


async def test_standings_are_saved_every_five_seconds() -> None:
    clock = Clockwork()
    stores = memory_stores(clock)
    board = Board([Talker()], clock=clock, most=10)

    await saves(board, stores.standings, clock, times=2)

    assert clock.slept == [5, 5]
    [row] = await stores.standings.read()
    assert (row.feed, row.topic) == ("parrot", "words")


async def test_what_feeds_of_a_former_run_said_is_forgotten() -> None:
    clock = Clockwork()
    stores = memory_stores(clock)
    await stores.standings.save("gone", {"words": Standing(condition="live")})

    await saves(Board([Talker()], clock=clock, most=10), stores.standings, clock, times=1)

    assert {row.feed for row in await stores.standings.read()} == {"parrot"}


async def test_a_store_that_is_away_is_passed_over() -> None:
    clock = Clockwork()
    stores = memory_stores(clock)
    board = Board([Talker()], clock=clock, most=10)

    await saves(board, Away(stores.standings), clock, times=2)

    assert {row.feed for row in await stores.standings.read()} == {"parrot"}

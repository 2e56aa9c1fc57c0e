"""Story of a process that is killed at every step of an event's road.

``WHALE_CRASH_AT`` ends ``whale up`` as hard as ``kill -9`` when it first comes to a step. Whoever
comes home next tells what is still to be told: every transfer once, and twice only where nobody
can know whether the first message arrived; then the second one says so.
"""

import asyncio
import random
import re
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, Protocol

import pytest
import pytest_asyncio

from db.driver import session
from runtime.embedded import Embedded
from standins.telegram.running import serve
from tests.conftest import address
from tests.support.chain import HandMadeChain, Mined, hand_made_chain
from tests.support.chat import Chat, Message, chat_at
from tests.support.processes import KILLED, House, a_house, family, gone, needs_proc

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(90)]

CRASHED = 137
ENGINE = ["frame", "fact", "stream", "detect", "match", "policy", "owe"]
BOT = ["claimed", "rendered"]
BLOCKS = 10
# The same moments in every run; they fall into the start, the reading and the sending.
MOMENTS = random.Random(7)  # noqa: S311  moments, no secrets

_ALERT = re.compile(r"🐋 ([\d,]+) ETH moved\n.*\nblock ([\d,]+) ")


class Told(NamedTuple):
    """What an alert says."""

    block: int
    eth: int
    again: bool = False


class OpenHouse(Protocol):
    """Starts ``whale up``; with a step it dies there."""

    def __call__(self, *, crash_at: str = "") -> AbstractAsyncContextManager[House]: ...


@dataclass(frozen=True, slots=True)
class Town:
    """The world around the process. It stays when the process dies."""

    chain: HandMadeChain
    chat: Chat
    open_house: OpenHouse

    async def told(self, *, after: int, until: Mined) -> list[Told]:
        """What the chat was told behind message ``after``, as soon as the block ``until`` is.

        Alerts of a chat go out one after the other: what was owed before that one has gone too.
        """
        last = once(until)

        def look(said: list[Message]) -> list[Told] | None:
            heard = [read(message) for message in said]
            return heard if last in heard else None

        return await self.chat.until(look, after=after, within_s=40)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(servers: Embedded, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """A town in which one person wants to hear of whales, and has heard of the first."""
    folder = tmp_path_factory.mktemp("town")
    async with session(servers.database_url) as admin:
        await admin.execute("create database town")
    async with (
        serve() as telegram,
        chat_at(telegram.url) as chat,
        hand_made_chain(folder / "blocks.jsonl") as chain,
    ):
        environment = {
            "WHALE_DATABASE_URL": address(servers, "town"),
            "WHALE_REDIS_URL": f"{servers.redis_url}?db=1",
            "WHALE_BOT_TOKEN": telegram.token,
            "WHALE_BOT_API_BASE": telegram.url,
            "WHALE_BOT_LEASE_S": "5",
            "WHALE_BOT_QUARANTINE_S": "1",
            "WHALE_ETHEREUM_WS": chain.url,
            "WHALE_BYBIT_SYMBOLS": "",
        }
        open_house = partial(
            a_house, environment, roles="ingest,worker,bot", log=folder / "whale.log"
        )
        town = Town(chain, chat, open_house)
        await settle(town)
        yield town


async def settle(town: Town) -> None:
    async with town.open_house() as house:
        await town.chat.say("/alert whale 500")
        saved = await town.chat.shows("Rule 1 saved")
        await heard_first(town, after=saved.number)
        # A block's alert may come before its cursor; that of the next one cannot.
        following = await town.chain.mine()
        assert await town.chat.hears(f"block {following.block:,}", after=saved.number, within_s=20)
        assert await house.stopped() == 0


async def heard_first(town: Town, *, after: int) -> None:
    """Mine until a block is told of: a house that is new has no cursor to go back to.

    What was mined before its first look at the chain and at the rule is not its to tell.
    """
    for _ in range(20):
        mined = await town.chain.mine()
        if await town.chat.hears(f"block {mined.block:,}", after=after, within_s=3):
            return
    raise AssertionError("twenty blocks were mined, and none was told of")


def once(mined: Mined) -> Told:
    return Told(mined.block, mined.eth)


def again(mined: Mined) -> Told:
    return Told(mined.block, mined.eth, again=True)


def read(message: Message) -> Told:
    """What an alert says. Nothing but alerts is expected, and one that says anything else fails."""
    said = _ALERT.search(message.text)
    assert said is not None, message.text
    eth, block = (int(number.replace(",", "")) for number in said.groups())
    return Told(block, eth, again="Possibly repeated" in message.text)


@pytest.mark.parametrize("step", [*ENGINE, *BOT])
async def test_a_death_between_two_steps_costs_no_alert_and_doubles_none(
    town: Town, step: str
) -> None:
    before = await town.chat.newest()

    async with town.open_house(crash_at=step) as house:
        first = await town.chain.mine()
        assert await house.ended() == CRASHED
    meanwhile = await town.chain.mine()
    async with town.open_house() as house:
        last = await town.chain.mine()
        told = await town.told(after=before, until=last)
        assert await house.stopped() == 0

    assert told == [once(first), once(meanwhile), once(last)]
    assert await town.chat.violations() == 0


async def test_a_death_before_the_answer_is_written_down_repeats_that_alert_and_says_so(
    town: Town,
) -> None:
    before = await town.chat.newest()

    async with town.open_house(crash_at="sent") as house:
        first = await town.chain.mine()
        assert await house.ended() == CRASHED
    meanwhile = await town.chain.mine()
    async with town.open_house() as house:
        last = await town.chain.mine()
        told = await town.told(after=before, until=last)
        assert await house.stopped() == 0

    assert told == [once(first), again(first), once(meanwhile), once(last)]
    assert await town.chat.violations() == 0


async def test_deaths_at_any_moment_of_a_stream_of_blocks_lose_and_silently_double_nothing(
    town: Town,
) -> None:
    before = await town.chat.newest()

    async with asyncio.TaskGroup() as group:
        mining = group.create_task(mine_on(town.chain))
        for _ in range(3):
            async with town.open_house() as house:
                await asyncio.sleep(MOMENTS.uniform(0.5, 3.0))
                assert await house.killed() == KILLED
    async with town.open_house() as house:
        last = await town.chain.mine()
        told = await town.told(after=before, until=last)
        assert await house.stopped() == 0

    unmarked = [one for one in told if not one.again]
    assert sorted({one.block for one in told}) == [one.block for one in [*mining.result(), last]]
    assert len(unmarked) == len(set(unmarked))
    assert await town.chat.violations() == 0


async def mine_on(chain: HandMadeChain) -> list[Mined]:
    """A block every half second."""
    mined = []
    for _ in range(BLOCKS):
        mined.append(await chain.mine())
        await asyncio.sleep(0.5)
    return mined


@needs_proc
async def test_a_killed_process_leaves_no_other_behind(town: Town) -> None:
    before = await town.chat.newest()

    async with town.open_house() as house:
        # A death so soon after an alert would leave its fate open, and the next story would hear.
        await town.chat.say("/help")
        await town.chat.shows("What I can do", after=before)
        members = family(house.pid)
        assert await house.killed() == KILLED

    assert len(members) > 1
    await gone(members)

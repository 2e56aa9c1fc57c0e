"""Specification of the fake: whatever happens, memory and Postgres answer the same."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from random import Random

import pytest
import pytest_asyncio

from core.alerts import NoticeId, Rule, Target
from core.ports import Stores
from db.memory import memory_stores
from db.postgres import open_stores
from runtime.clock import SystemClock
from tests.contract.builders import a_notice, a_stored_rule, commit, someone

PEOPLE = 3
STEPS = 120
OWNERS = ("ann", "bob")
# Over at once, or not before the test is.
TIMES = (0.0, 600.0)


@dataclass
class Pair:
    """The same history told to two sets of stores."""

    random: Random
    both: tuple[Stores, Stores]
    rules: list[tuple[Rule, Target]] = field(default_factory=list)
    notices: list[NoticeId] = field(default_factory=list)

    async def begin(self) -> None:
        for telegram_id in range(1001, 1001 + PEOPLE):
            first, second = [await _with_a_rule(stores, telegram_id) for stores in self.both]
            assert first == second
            self.rules.append(first)

    async def step(self) -> str:
        """Do one thing to both; what both answered."""
        act = self.random.choice(
            [self._owe, self._owe, self._claim, self._claim, self._record, self._record, self._chat]
        )
        return await act()

    async def _owe(self) -> str:
        rule, chat = self.random.choice(self.rules)
        held = self.random.choice([None, None, "cooldown"])
        notices = [a_notice(rule, chat, held=held) for _ in range(self.random.randint(1, 3))]
        self.notices += [notice.id for notice in notices]
        for stores in self.both:
            await commit(stores, notices=notices)
        return "owed"

    async def _claim(self) -> str:
        owner, lease_s = self.random.choice(OWNERS), self.random.choice(TIMES)
        limit = self.random.randint(1, 4)
        first, second = [
            await stores.outbox.claim(owner, limit=limit, lease_s=lease_s) for stores in self.both
        ]
        assert first == second
        return f"claimed {len(first)}"

    async def _record(self) -> str:
        if not self.notices:
            return "nothing to record"
        notice, owner = self.random.choice(self.notices), self.random.choice(OWNERS)
        kind = self.random.choice(["sending", "sent", "retry", "unknown", "dead"])
        pause = self.random.choice(TIMES)
        for stores in self.both:
            await _record(stores, kind, owner, notice, pause)
        return kind

    async def _chat(self) -> str:
        _, chat = self.random.choice(self.rules)
        dies = self.random.random() < 0.5
        for stores in self.both:
            if dies:
                await stores.users.mark_dead(chat.id, "blocked")
            else:
                await stores.users.revive(chat.chat_id)
        return "died" if dies else "lives"

    async def compare(self) -> None:
        """Both know the same."""
        first, second = [await self._known(stores) for stores in self.both]
        assert first == second

    async def _known(self, stores: Stores) -> tuple[object, ...]:
        tries = []
        for notice in self.notices:
            story = await stores.history.story(notice)
            assert story is not None
            tries.append(
                [
                    (each.number, each.outcome, each.reason, each.message_id)
                    for each in story.attempts
                ]
            )
        return await stores.outbox.waiting(), tries


async def _with_a_rule(stores: Stores, telegram_id: int) -> tuple[Rule, Target]:
    user, chat = await someone(stores, telegram_id)
    return await a_stored_rule(stores, user, chat), chat


async def _record(stores: Stores, kind: str, owner: str, notice: NoticeId, pause_s: float) -> None:
    outbox = stores.outbox
    match kind:
        case "sending":
            await outbox.sending(owner, notice)
        case "sent":
            await outbox.sent(owner, notice, message_id=7)
        case "dead":
            await outbox.dead(owner, notice, reason="gone")
        case "retry":
            await outbox.retry(owner, notice, reason="429", after_s=pause_s)
        case _:
            await outbox.unknown(owner, notice, reason="timeout", after_s=pause_s)


@pytest_asyncio.fixture
async def both(database_url: str) -> AsyncIterator[tuple[Stores, Stores]]:
    async with open_stores(database_url, pool_size=2) as opened:
        yield memory_stores(SystemClock()), opened


@pytest.mark.parametrize("seed", range(6))
async def test_both_tell_the_same_story(both: tuple[Stores, Stores], seed: int) -> None:
    pair = Pair(Random(seed), both)  # noqa: S311  a dice, not a secret
    await pair.begin()

    done = [await pair.step() for _ in range(STEPS)]

    await pair.compare()
    assert {"owed", "claimed 1", "sent", "retry", "died"} <= set(done)

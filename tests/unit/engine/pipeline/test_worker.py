"""Specification of the worker: from the stream to the ledger, exactly once."""

import asyncio

import pytest

from core.alerts import NoiseBudget
from core.errors import FencedError, UnavailableError
from core.facts import Fact, encode, partition_of
from core.ports import Effects, EntryId, Ledger, Stores
from db.memory import memory_stores
from engine.pipeline.backoff import Backoff
from engine.pipeline.recall import Recall
from engine.pipeline.worker import Worker
from streams.memory import MemoryStreams
from tests.support.clock import Clockwork
from tests.support.facts import NOON, a_candle, a_trade, a_transfer
from tests.support.flows import a_move
from tests.support.rules import crosses, transfers_over


class House:
    """A worker's surroundings, all in memory, that outlive a worker."""

    def __init__(self) -> None:
        self.clock = Clockwork()
        self.streams = MemoryStreams(self.clock)
        self.stores: Stores = memory_stores(self.clock)
        self._entries = 0

    async def rule(self, condition: object, *, cooldown_s: int = 0) -> None:
        user, target = await self.stores.users.register(telegram_id=1001, name="You", language="en")
        await self.stores.rules.add(
            owner=user.id,
            condition=condition,  # type: ignore[arg-type]
            targets=[target.id],
            budget=NoiseBudget(cooldown_s=cooldown_s),
            now_ns=NOON,
        )

    async def worker(self, *, ledger: Ledger | None = None, code: str = "one") -> Worker:
        worker = Worker(
            owner="w",
            partitions=range(1),
            streams=self.streams,
            dead_letters=self.streams,
            ledger=ledger or self.stores.ledger,
            rules=self.stores.rules,
            recall=Recall(
                snapshots=self.stores.snapshots,
                history=self.stores.history,
                clock=self.clock,
                code=code,
                warm=(("bybit:ETHUSDT", "15m"),),
                chains=("ethereum",),
            ),
            clock=self.clock,
            backoff=Backoff(lambda: 0.0),
        )
        await worker.open()
        return worker

    async def happens(self, *facts: Fact) -> None:
        for fact in facts:
            await self.raw(encode(fact))

    async def raw(self, body: bytes) -> None:
        self._entries += 1
        await self.streams.append(0, [(self.newest, body)])

    @property
    def newest(self) -> EntryId:
        return EntryId(ms=NOON // 1_000_000 + self._entries, seq=0)

    async def owed(self) -> int:
        return await self.stores.outbox.waiting()


class AnswersGetLost:
    """A ledger that commits, and whose first answer does not arrive."""

    def __init__(self, ledger: Ledger) -> None:
        self.acquire, self.close_stale_gaps = ledger.acquire, ledger.close_stale_gaps
        self._ledger = ledger
        self._lost = 1

    async def commit(self, effects: Effects) -> None:
        await self._ledger.commit(effects)
        if self._lost:
            self._lost -= 1
            raise UnavailableError("no answer")


async def test_a_transfer_that_meets_a_rule_is_owed_once() -> None:
    house = House()
    await house.rule(transfers_over(100))
    worker = await house.worker()
    await house.happens(a_transfer(500), a_transfer(50, tx="0x2"))

    await worker.turn(wait_s=0)

    assert await house.owed() == 1
    assert len(await house.stores.history.transfers(min_wei=1, limit=9, chain="ethereum")) == 2


async def test_a_worker_that_comes_after_another_goes_on_where_it_stopped() -> None:
    house = House()
    await house.rule(transfers_over(100))
    await house.happens(a_transfer(tx="0x1"))
    await (await house.worker()).turn(wait_s=0)
    await house.happens(a_transfer(tx="0x2"))

    await (await house.worker()).turn(wait_s=0)

    assert await house.owed() == 2


async def test_a_crossing_that_straddles_a_restart_is_not_missed() -> None:
    house = House()
    await house.rule(crosses(3500))
    await house.happens(a_trade(3490, at_s=0))
    await (await house.worker()).turn(wait_s=0)

    await house.happens(a_trade(3510, at_s=1))
    await (await house.worker()).turn(wait_s=0)

    assert await house.owed() == 1


async def test_stored_candles_bring_a_gap_in_the_making_back() -> None:
    house = House()
    await house.happens(a_candle(0, 9, 10, 8, 10), a_candle(1, 10, 13, 10, 12))
    await (await house.worker()).turn(wait_s=0)

    await house.happens(a_candle(2, 12, 14, 11, 13))
    await (await house.worker()).turn(wait_s=0)

    found = await house.stores.history.detections(
        subject="bybit:ETHUSDT", kinds=["fvg"], since_ns=0
    )
    assert len(found) == 1


async def test_what_the_detectors_knew_is_kept_once_a_minute() -> None:
    house = House()
    worker = await house.worker()
    await house.happens(a_candle(0, 9, 10, 8, 10))
    await worker.turn(wait_s=0)
    assert await house.stores.snapshots.newest(0, "one") is None

    house.clock.advance(61)
    await house.happens(a_candle(1, 10, 13, 10, 12))
    await worker.turn(wait_s=0)

    kept = await house.stores.snapshots.newest(0, "one")
    assert kept is not None
    assert kept.position == house.newest


async def test_a_restart_goes_on_from_what_was_kept_and_what_the_stream_holds_since() -> None:
    house = House()
    worker = await house.worker()
    house.clock.advance(61)
    await house.happens(a_candle(0, 9, 10, 8, 10, symbol="XRPUSDT"))
    await worker.turn(wait_s=0)
    await house.happens(a_candle(1, 10, 13, 10, 12, symbol="XRPUSDT"))
    await worker.turn(wait_s=0)

    await house.happens(a_candle(2, 12, 14, 11, 13, symbol="XRPUSDT"))
    await (await house.worker()).turn(wait_s=0)

    # Nobody warms this symbol from stored candles: it was not among those that are followed.
    found = await house.stores.history.detections(
        subject="bybit:XRPUSDT", kinds=["fvg"], since_ns=0
    )
    assert len(found) == 1


async def test_another_version_of_the_program_starts_from_stored_facts() -> None:
    house = House()
    worker = await house.worker(code="one")
    house.clock.advance(61)
    await house.happens(a_candle(0, 9, 10, 8, 10), a_candle(1, 10, 13, 10, 12))
    await worker.turn(wait_s=0)

    await house.happens(a_candle(2, 12, 14, 11, 13))
    await (await house.worker(code="two")).turn(wait_s=0)

    found = await house.stores.history.detections(
        subject="bybit:ETHUSDT", kinds=["fvg"], since_ns=0
    )
    assert len(found) == 1


async def test_a_commit_whose_answer_got_lost_does_not_double() -> None:
    house = House()
    await house.rule(transfers_over(100))
    worker = await house.worker(ledger=AnswersGetLost(house.stores.ledger))
    await house.happens(a_transfer(500), a_trade(3500, size=2))

    await worker.turn(wait_s=0)

    assert await house.owed() == 1
    second = await house.stores.history.latest_second("bybit:ETHUSDT")
    assert second is not None
    assert second.buy_size == 2


async def test_whoever_was_overtaken_writes_nothing_more() -> None:
    house = House()
    await house.rule(transfers_over(100))
    overtaken = await house.worker()
    await house.worker()
    await house.happens(a_transfer(500))

    with pytest.raises(FencedError):
        await overtaken.turn(wait_s=0)

    assert await house.owed() == 0


async def test_an_entry_that_cannot_be_read_is_buried_and_holds_nobody_up() -> None:
    house = House()
    await house.rule(transfers_over(100))
    worker = await house.worker()
    await house.raw(b"\xc1 poison")
    await house.happens(a_transfer(500))

    await worker.turn(wait_s=0)

    ((entry, reason),) = await house.streams.buried(10)
    assert entry.body == b"\xc1 poison"
    assert "not a fact" in reason
    assert await house.owed() == 1


async def test_a_rule_that_is_made_while_the_worker_runs_counts() -> None:
    house = House()
    worker = await house.worker()
    await house.rule(transfers_over(100))

    await worker.learn()
    await house.happens(a_transfer(500))
    await worker.turn(wait_s=0)

    assert await house.owed() == 1


async def test_a_worker_that_runs_knows_the_rules_that_were_there_before_it() -> None:
    house = House()
    await house.rule(transfers_over(100))
    worker = await house.worker()
    running = asyncio.get_running_loop().create_task(worker.run())

    await house.happens(a_transfer(500))
    async with asyncio.timeout(5):
        while not await house.owed():  # noqa: ASYNC110  the row itself is what is awaited
            await asyncio.sleep(0.01)

    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_opening_again_forgets_no_rule() -> None:
    house = House()
    await house.rule(transfers_over(100))
    worker = await house.worker()

    await worker.open()
    await house.happens(a_transfer(500))
    await worker.turn(wait_s=0)

    assert await house.owed() == 1


async def test_the_cooldown_outlives_the_worker() -> None:
    house = House()
    await house.rule(crosses(3500), cooldown_s=300)
    await house.happens(a_trade(3490, at_s=0), a_trade(3510, at_s=1))
    await (await house.worker()).turn(wait_s=0)

    await house.happens(a_trade(3490, at_s=2))
    await (await house.worker()).turn(wait_s=0)

    assert await house.owed() == 1


def test_the_subjects_of_these_tests_share_a_partition() -> None:
    assert partition_of("ethereum", 1) == partition_of("bybit:ETHUSDT", 1) == 0


async def test_after_a_restart_a_hop_is_known_whose_first_leg_left_the_stream_long_ago() -> None:
    house = House()
    await house.rule(transfers_over(100))
    worker = await house.worker()
    await house.happens(a_move("ann", "b", 500))
    await worker.turn(wait_s=0)
    await house.streams.trim(0, EntryId(ms=NOON, seq=0))
    restarted = await house.worker()

    await house.happens(a_move("b", "c", 499, block=140))
    await restarted.turn(wait_s=0)

    assert await house.owed() == 1


async def test_an_inferred_label_is_stored_with_the_batch_that_proves_it() -> None:
    house = House()
    hot = "0x28c6c06298d514db089934071355e5743bf21d60"
    worker = await house.worker()
    await house.happens(a_move("ann", "x", 500), a_move("x", hot, 499, block=9))

    await worker.turn(wait_s=0)

    (label,) = await house.stores.labels.find(chain="ethereum", addresses=["x"])
    assert (label.entity, label.source, label.tier) == ("Binance", "rule:deposit", "B")

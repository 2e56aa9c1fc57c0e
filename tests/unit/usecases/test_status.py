"""Specification of the trust page: what is well, what is not, since when and why."""

from collections.abc import Mapping

import pytest

from core.conversation import Condition, Standing
from core.ports import Stores
from db.memory import memory_stores
from tests.contract.builders import a_finality, a_gap, a_gas_price, a_second, commit
from tests.support.clock import Clockwork
from tests.support.facts import NOON, SECOND, a_transfer
from usecases.status import ChainHeight, FeedStatus, Status, StatusReport, Trouble
from usecases.stored_status import StoredStatus

BOOK = "orderbook.50.ETHUSDT"


def a_standing(
    condition: Condition = "live", why: str = "", *, proven_s: float = 0, seen_s: float = 0
) -> Standing:
    return Standing(
        condition=condition,
        why=why,
        seen_ns=NOON - int(seen_s * SECOND),
        proven_ns=NOON - int(proven_s * SECOND) if proven_s else 0,
    )


class House:
    """Stores in memory and whoever asks how they are."""

    def __init__(self, *symbols: str) -> None:
        self.clock = Clockwork(NOON)
        self.stores: Stores = memory_stores(self.clock)
        self._status = StoredStatus(
            history=self.stores.history,
            standings=self.stores.standings,
            outbox=self.stores.outbox,
            clock=self.clock,
            symbols=symbols,
            version="1",
        )

    async def report(self) -> StatusReport:
        return await Status(self._status)()

    async def feed(self, standings: Mapping[str, Standing], name: str = "bybit") -> FeedStatus:
        await self.stores.standings.save(name, standings)
        [feed] = (await self.report()).feeds
        return feed


@pytest.fixture
def house() -> House:
    return House("ETHUSDT")


async def test_a_house_in_which_nothing_was_ever_read_names_what_is_expected() -> None:
    expected, nothing = await House("ETHUSDT").report(), await House().report()

    assert [(feed.name, feed.age_s, feed.well) for feed in expected.feeds] == [
        ("Bybit", None, False)
    ]
    assert nothing.feeds == []


async def test_topics_are_counted_by_how_they_do(house: House) -> None:
    await commit(house.stores, tape=[a_second(-1)])

    feed = await house.feed(
        {"a": a_standing(), "b": a_standing(), "c": a_standing("quiet"), "d": a_standing("waiting")}
    )

    assert feed.conditions == {"live": 2, "quiet": 1, "waiting": 1}
    assert (feed.age_s, feed.well) == (1.0, True)


async def test_several_connections_of_a_source_are_one_feed(house: House) -> None:
    await house.stores.standings.save("bybit 1/2", {"a": a_standing()})

    feed = await house.feed({"b": a_standing("late")}, "bybit 2/2")

    assert (feed.name, feed.conditions) == ("Bybit", {"live": 1, "late": 1})


async def test_troubles_come_worst_first_with_the_moment_they_began(house: House) -> None:
    await commit(house.stores, gaps=[a_gap(since_s=-60)])

    feed = await house.feed(
        {
            "kline.1.ETHUSDT": a_standing("late", "nothing for 130 s", seen_s=130),
            "tickers.X": Standing(condition="refused", why="no such instrument"),
            BOOK: a_standing("broken", "u jumped", seen_s=1),
            "tickers.ETHUSDT": a_standing("quiet"),
        }
    )

    assert [(each.topic, each.since_ns) for each in feed.troubles] == [
        (BOOK, NOON - 60 * SECOND),
        ("kline.1.ETHUSDT", NOON - 130 * SECOND),
        ("tickers.X", None),
    ]
    assert feed.troubles[0] == Trouble(
        topic=BOOK, condition="broken", why="u jumped", since_ns=NOON - 60 * SECOND
    )


async def test_what_a_source_will_never_serve_is_named_and_alarms_nobody(house: House) -> None:
    await commit(house.stores, tape=[a_second(-1)])

    feed = await house.feed({"a": a_standing(), "b": a_standing("refused", "no such method")})

    assert [each.why for each in feed.troubles] == ["no such method"]
    assert feed.well


async def test_proven_is_as_old_as_the_oldest_proof(house: House) -> None:
    never, old, new = a_standing(), a_standing(proven_s=40), a_standing(proven_s=3)

    feed = await house.feed({"a": never, "b": old, "c": new})
    unproven = await house.feed({"a": never})

    assert (feed.proven_s, unproven.proven_s) == (40.0, None)


async def test_a_process_that_fell_silent_is_not_well_whatever_it_said_last(house: House) -> None:
    await house.stores.standings.save("bybit", {"a": a_standing()})
    house.clock.advance(61)
    await commit(house.stores, tape=[a_second(61)])

    [feed] = (await house.report()).feeds

    assert (feed.silent_since_ns, feed.well) == (NOON, False)


async def test_a_feed_that_reads_what_nobody_stores_is_late(house: House) -> None:
    await commit(house.stores, tape=[a_second(-300)])

    feed = await house.feed({"publicTrade.ETHUSDT": a_standing()})

    assert (feed.age_s, feed.late, list(feed.troubles)) == (300.0, True, [])


async def test_one_symbol_that_is_traded_says_it_for_all() -> None:
    house = House("BTCUSDT", "ETHUSDT", "XRPUSDT")
    await commit(house.stores, tape=[a_second(-2)])

    assert (await house.feed({"a": a_standing()})).age_s == 2.0


async def test_a_chain_is_as_high_as_its_newest_stored_block() -> None:
    house = House()
    block = a_gas_price(2)
    house.clock.advance(30)
    await commit(house.stores, gas=[block], finality=[a_finality("safe", 1)])

    feed = await house.feed({"newHeads": a_standing()}, "ethereum")

    assert feed.height == ChainHeight(block=2, safe=1, final=None)
    assert (feed.name, feed.age_s, feed.well) == ("Ethereum", 5.0, True)


async def test_a_chain_without_gas_prices_is_as_old_as_its_newest_transfer() -> None:
    house = House()
    await commit(house.stores, transfers=[a_transfer(at_s=-100)])

    feed = await house.feed({"newHeads": a_standing()}, "ethereum")

    assert (feed.height, feed.age_s, feed.late) == (None, 99.0, True)


async def test_holes_of_a_day_are_counted_open_and_healed(house: House) -> None:
    day = 86_400
    old, healed = a_gap(since_s=-2 * day, until_s=-day - 1), a_gap(since_s=-99, until_s=-98)
    await commit(house.stores, gaps=[old, healed, a_gap(since_s=-3 * day), a_gap(since_s=-5)])

    report = await house.report()

    assert (report.open_gaps, report.healed_gaps, report.well) == (2, 1, False)


async def test_what_needs_a_look_comes_first() -> None:
    feeds = [
        FeedStatus(name="Bybit", age_s=0.4, late_after_s=10),
        FeedStatus(name="Ethereum", age_s=90, late_after_s=60),
        FeedStatus(name="Another", age_s=None, late_after_s=60),
    ]

    async def source() -> StatusReport:
        return StatusReport(version="1", feeds=feeds, open_gaps=0, healed_gaps=0, waiting=0)

    report = await Status(source)()

    assert [feed.name for feed in report.feeds] == ["Another", "Ethereum", "Bybit"]
    assert not report.well

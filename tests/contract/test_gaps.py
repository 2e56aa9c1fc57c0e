"""Specification of the ledger of gaps: each hole once, and none open that nobody can heal."""

import msgspec

from core.gaps import Gap
from core.ports import Stores
from tests.contract.builders import a_gap, commit, next_effects
from tests.support.facts import NOON, SECOND

RESTART = NOON + 60 * SECOND
HEALING = "the feed was started anew"


def ended(gap: Gap) -> tuple[int | None, str]:
    return gap.until_ns, gap.healing


async def test_open_gaps_are_those_without_an_end(stores: Stores) -> None:
    healed, second, first = a_gap(until_s=4), a_gap(since_s=9), a_gap(since_s=5)
    await commit(stores, gaps=[healed, second, first])

    assert await stores.history.open_gaps() == [first, second]


async def test_a_closed_gap_keeps_what_of_it_is_lost(stores: Stores) -> None:
    lost = msgspec.structs.replace(a_gap(until_s=4), lost="trades")
    await commit(stores, gaps=[a_gap()])

    await commit(stores, gaps=[lost])

    assert await stores.history.gaps(since_ns=0) == [lost]


async def test_what_a_former_run_left_open_ends_with_the_next(stores: Stores) -> None:
    await commit(stores, gaps=[a_gap(since_s=5), a_gap(since_s=1, until_s=2)])

    closed = await stores.ledger.close_stale_gaps("bybit", now_ns=RESTART, healing=HEALING)

    kept = await stores.history.gaps(since_ns=0)
    assert closed == 1
    assert [ended(gap) for gap in kept] == [(NOON + 2 * SECOND, "resync"), (RESTART, HEALING)]
    assert kept[1].reason == "u jumped"


async def test_another_feed_s_gaps_stay_open(stores: Stores) -> None:
    await commit(stores, gaps=[a_gap()])

    closed = await stores.ledger.close_stale_gaps("ethereum", now_ns=RESTART, healing=HEALING)

    assert closed == 0
    assert await stores.history.open_gaps() == [a_gap()]


async def test_a_gap_of_the_former_run_that_comes_late_is_closed_too(stores: Stores) -> None:
    late = await next_effects(stores, gaps=[a_gap(since_s=5)])
    await stores.ledger.close_stale_gaps("bybit", now_ns=RESTART, healing=HEALING)

    await stores.ledger.commit(late)

    assert await stores.history.open_gaps() == []
    [kept] = await stores.history.gaps(since_ns=0)
    assert ended(kept) == (RESTART, HEALING)


async def test_gaps_of_the_new_run_open_and_heal_as_ever(stores: Stores) -> None:
    await stores.ledger.close_stale_gaps("bybit", now_ns=RESTART, healing=HEALING)
    await commit(stores, gaps=[a_gap(since_s=70), a_gap(since_s=80)])

    await commit(stores, gaps=[a_gap(since_s=70, until_s=71, healing="snapshot")])

    assert await stores.history.open_gaps() == [a_gap(since_s=80)]


async def test_every_restart_closes_what_was_open_then(stores: Stores) -> None:
    await stores.ledger.close_stale_gaps("bybit", now_ns=RESTART, healing=HEALING)
    await commit(stores, gaps=[a_gap(since_s=70)])

    again = RESTART + 60 * SECOND
    closed = await stores.ledger.close_stale_gaps("bybit", now_ns=again, healing="again")

    [kept] = await stores.history.gaps(since_ns=0)
    assert (closed, ended(kept)) == (1, (again, "again"))

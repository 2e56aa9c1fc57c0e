"""Specification of ``History``: the past as it was committed, in order."""

from msgspec import structs

from core.alerts import NoticeId
from core.detection import DetectionId
from core.ports import Stores
from tests.contract.builders import (
    ETH,
    a_detection,
    a_gap,
    a_liquidation,
    a_notice,
    a_payment,
    a_reading,
    a_sample,
    a_second,
    a_stored_rule,
    commit,
    someone,
)
from tests.support.facts import NOON, SECOND, a_candle, a_transfer

ETHER = 10**18


async def test_an_empty_past_is_empty(stores: Stores) -> None:
    assert await stores.history.candles(subject=ETH, timeframe="1m", limit=9) == []
    assert await stores.history.latest_second(ETH) is None
    assert await stores.history.story(NoticeId("none")) is None


async def test_transfers_come_newest_first_from_a_size_on(stores: Stores) -> None:
    small, old, new = (
        a_transfer(10, tx="0x1", block=9),
        a_transfer(500, tx="0x2", block=7, late_s=3),
        a_transfer(900, tx="0x3", block=8),
    )
    failed = a_transfer(700, tx="0x4", block=9, status="failed")
    await commit(stores, transfers=[small, old, new, failed])

    found = await stores.history.transfers(min_wei=500 * ETHER, limit=9, chain="ethereum")

    assert found == [new, old]
    assert await stores.history.transfers(min_wei=0, limit=1, chain="ethereum") == [small]
    assert await stores.history.transfers(min_wei=0, limit=9, chain="base") == []


async def test_the_last_candles_come_oldest_first(stores: Stores) -> None:
    candles = [a_candle(place, 1, 2, 0.5, 1.5, late_s=place) for place in range(5)]
    await commit(stores, candles=[*candles, a_candle(9, 1, 2, 0.5, 1.5, timeframe="1h")])

    last = await stores.history.candles(subject=ETH, timeframe="15m", limit=3)
    before = await stores.history.candles(
        subject=ETH, timeframe="15m", limit=2, until_ns=candles[3].open_ns
    )

    assert last == candles[2:]
    assert before == candles[1:3]


async def test_samples_of_a_window_have_all_their_levels(stores: Stores) -> None:
    samples = [a_sample(second, levels=200 + second) for second in range(4)]
    await commit(stores, samples=[samples[2], samples[0], samples[1], samples[3]])

    found = await stores.history.samples(
        subject=ETH, since_ns=NOON + SECOND, until_ns=NOON + 3 * SECOND
    )

    assert found == samples[1:3]


async def test_the_tape_of_a_window_and_its_newest_second(stores: Stores) -> None:
    seconds = [a_second(at_s, bought_usd=at_s + 0.1) for at_s in range(4)]
    await commit(stores, tape=seconds)

    found = await stores.history.tape(subject=ETH, since_ns=NOON, until_ns=NOON + 2 * SECOND)

    assert found == seconds[:2]
    assert await stores.history.latest_second(ETH) == seconds[3]
    assert await stores.history.latest_second("bybit:BTCUSDT") is None


async def test_a_tape_may_be_added_up(stores: Stores) -> None:
    seconds = [a_second(at_s, bought_usd=7.0 * at_s, last=3500.0 + at_s) for at_s in range(6)]
    newest = a_second(4, sold_usd=3.5, last=9.0, last_s=5.0)
    await commit(stores, tape=[*seconds, newest])

    first, second = await stores.history.tape(
        subject=ETH, since_ns=NOON, until_ns=NOON + 10 * SECOND, seconds=4
    )

    assert (first.at_ns, first.buy_usd, first.last) == (NOON, 42.0, 3503.0)
    assert (second.at_ns, second.buy_usd) == (NOON + 4 * SECOND, 63.0)
    assert (second.sell_usd, second.last, second.last_ns) == (3.5, 9.0, newest.last_ns)


async def test_liquidations_of_a_window(stores: Stores) -> None:
    first, second, third = (a_liquidation(at_s, size=at_s + 1) for at_s in range(3))
    await commit(stores, liquidations=[third, first, second, first])

    found = await stores.history.liquidations(
        subject=ETH, since_ns=NOON, until_ns=NOON + 2 * SECOND
    )

    assert found == [first, second]


async def test_funding_of_a_window_is_told_once(stores: Stores) -> None:
    first, second, third = (a_payment(at_s, rate=-0.0001 * at_s) for at_s in range(3))
    await commit(stores, funding=[third, first])
    await commit(stores, funding=[first, second])

    found = await stores.history.funding(subject=ETH, since_ns=NOON, until_ns=NOON + 2 * SECOND)

    assert found == [first, second]


async def test_open_interest_of_a_window_is_told_once(stores: Stores) -> None:
    first, second, third = (a_reading(at_s, contracts=at_s + 0.5) for at_s in range(3))
    await commit(stores, interest=[third, second, second, first])

    found = await stores.history.open_interest(
        subject=ETH, since_ns=NOON, until_ns=NOON + 2 * SECOND
    )

    assert found == [first, second]
    assert await stores.history.open_interest(subject="bybit:X", since_ns=0, until_ns=NOON) == []


async def test_detections_are_found_by_their_ids(stores: Stores) -> None:
    one, other = a_detection("d1"), a_detection("d2")
    await commit(stores, detections=[one, other])

    found = await stores.history.detections_of([one.id, one.id, DetectionId("none")])

    assert found == [one]
    assert await stores.history.detections_of([]) == []


async def test_detections_of_some_kinds_since_they_could_be_known(stores: Stores) -> None:
    early, late = a_detection("d1", known_s=1), a_detection("d2", known_s=5)
    other = a_detection("d3", kind="fvg", known_s=5)
    await commit(stores, detections=[late, early, other])

    found = await stores.history.detections(
        subject="ethereum", kinds=["transfer", "sweep"], since_ns=NOON + 2 * SECOND
    )

    assert found == [late]


async def test_detections_of_one_chart_are_not_those_of_another(stores: Stores) -> None:
    slow, fast = (
        structs.replace(a_detection(name, kind="fvg", known_s=5), timeframe=frame)
        for name, frame in (("d1", "1h"), ("d2", "1m"))
    )
    await commit(stores, detections=[slow, fast, a_detection("d3", kind="fvg", known_s=5)])

    found = await stores.history.detections(
        subject="ethereum", kinds=["fvg"], since_ns=NOON, timeframe="1h"
    )

    assert found == [slow]


async def test_gaps_that_began_or_still_were_open_since_then(stores: Stores) -> None:
    past, reaching, running = (
        a_gap(since_s=0, until_s=5),
        a_gap(since_s=1, until_s=20),
        a_gap(since_s=30),
    )
    await commit(stores, gaps=[running, past, reaching])

    assert await stores.history.gaps(since_ns=NOON + 10 * SECOND) == [reaching, running]


async def test_a_story_names_the_rule_and_the_numbers(stores: Stores) -> None:
    user, chat = await someone(stores)
    rule = await a_stored_rule(stores, user, chat)
    notice = a_notice(rule, chat)
    await commit(stores, notices=[notice])

    story = await stores.history.story(notice.id)

    assert story is not None
    assert (story.notice, story.rule, list(story.attempts)) == (notice, rule, [])
    assert story.created_ns > NOON

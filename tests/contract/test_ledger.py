"""Specification of ``Ledger``: effects and position in one transaction, by one owner at a time."""

from dataclasses import replace

import msgspec
import pytest

from core.alerts import RuleState
from core.errors import FencedError
from core.labels import Entity, Label
from core.ports import START, Effects, Stores
from tests.contract.builders import (
    ETH,
    a_column,
    a_detection,
    a_finality,
    a_gap,
    a_gas_price,
    a_liquidation,
    a_notice,
    a_payment,
    a_reading,
    a_sample,
    a_second,
    a_stored_rule,
    at,
    commit,
    next_effects,
    someone,
)
from tests.support.facts import NOON, SECOND, a_candle, a_transfer

HOUR = 3600 * SECOND


async def test_a_partition_is_new_at_first_and_goes_on_where_it_was_left(stores: Stores) -> None:
    first = await stores.ledger.acquire(3, "ann")
    await stores.ledger.commit(Effects(claim=first, position=at(1700, 4)))

    second = await stores.ledger.acquire(3, "bob")

    assert (first.position, first.epoch) == (START, 1)
    assert (second.position, second.epoch, second.owner) == (at(1700, 4), 2, "bob")


async def test_partitions_go_their_own_way(stores: Stores) -> None:
    claim = await stores.ledger.acquire(0, "ann")
    await stores.ledger.commit(Effects(claim=claim, position=at(5)))

    assert (await stores.ledger.acquire(1, "ann")).position == START


async def test_who_lost_a_partition_writes_nothing(stores: Stores) -> None:
    user, chat = await someone(stores)
    rule = await a_stored_rule(stores, user, chat)
    old = await stores.ledger.acquire(0, "ann")
    new = await stores.ledger.acquire(0, "bob")

    with pytest.raises(FencedError):
        await stores.ledger.commit(
            Effects(
                claim=old,
                position=at(9),
                transfers=[a_transfer()],
                tape=[a_second(bought_usd=1)],
                notices=[a_notice(rule, chat)],
                states=[RuleState(rule_id=rule.id, owed=1)],
            )
        )

    assert await stores.history.transfers(min_wei=0, limit=9, chain="ethereum") == []
    assert await stores.history.latest_second(ETH) is None
    assert await stores.outbox.waiting() == 0
    assert await stores.rules.states([rule.id]) == {}
    await stores.ledger.commit(Effects(claim=new, position=at(1)))


async def test_a_partition_that_nobody_took_takes_nothing(stores: Stores) -> None:
    claim = await stores.ledger.acquire(0, "ann")

    with pytest.raises(FencedError):
        await stores.ledger.commit(Effects(claim=replace(claim, partition=7), position=at(1)))


async def test_a_commit_that_is_made_again_changes_nothing(stores: Stores) -> None:
    user, chat = await someone(stores)
    rule = await a_stored_rule(stores, user, chat)
    effects = await next_effects(
        stores,
        transfers=[a_transfer(tx="0x1"), a_transfer(tx="0x2", block=9)],
        retracted_blocks=["0xb9"],
        finality=[a_finality("safe", 7)],
        gas=[a_gas_price(7)],
        candles=[a_candle(0, 1, 2, 0.5, 1.5)],
        samples=[a_sample()],
        heat=[a_column()],
        tape=[a_second(bought_usd=700, sold_usd=35)],
        liquidations=[a_liquidation()],
        funding=[a_payment()],
        interest=[a_reading()],
        gaps=[a_gap()],
        detections=[a_detection("d9")],
        notices=[a_notice(rule, chat), a_notice(rule, chat, held="cooldown")],
        states=[RuleState(rule_id=rule.id, owed=1, held=1)],
    )
    await stores.ledger.commit(effects)
    before = await _everything(stores)

    await stores.ledger.commit(effects)

    assert await _everything(stores) == before
    assert await stores.outbox.waiting() == 1


async def test_an_older_commit_that_comes_late_changes_nothing(stores: Stores) -> None:
    user, chat = await someone(stores)
    rule = await a_stored_rule(stores, user, chat)
    claim = await stores.ledger.acquire(0, "ann")
    old = Effects(claim=claim, position=at(1), states=[RuleState(rule_id=rule.id, owed=1)])
    await stores.ledger.commit(old)
    new = RuleState(rule_id=rule.id, owed=2)
    await stores.ledger.commit(Effects(claim=claim, position=at(2), states=[new]))

    await stores.ledger.commit(old)

    assert await stores.rules.states([rule.id]) == {rule.id: new}
    assert (await stores.ledger.acquire(0, "ann")).position == at(2)


async def test_seconds_of_the_tape_add_up_over_batches_and_within_one(stores: Stores) -> None:
    await commit(stores, tape=[a_second(bought_usd=100), a_second(sold_usd=50)])
    await commit(stores, tape=[a_second(bought_usd=7)])

    [second] = await stores.history.tape(subject=ETH, since_ns=NOON, until_ns=NOON + HOUR)

    assert (second.buy_usd, second.sell_usd) == (107, 50)


async def test_a_trade_that_is_learned_late_adds_up_and_is_not_the_last_price(
    stores: Stores,
) -> None:
    await commit(stores, tape=[a_second(bought_usd=100, last=3510.0, last_s=0.9)])

    await commit(stores, tape=[a_second(bought_usd=7, last=3490.0, last_s=0.2)])
    await commit(stores, tape=[a_second(last=3512.0, last_s=0.95), a_second(last=1.0, last_s=0.5)])

    [second] = await stores.history.tape(subject=ETH, since_ns=NOON, until_ns=NOON + HOUR)
    assert (second.buy_usd, second.last) == (107, 3512.0)
    assert second.last_ns == NOON + int(0.95 * SECOND)


async def test_a_batch_at_the_same_place_still_counts_but_for_what_adds_up(stores: Stores) -> None:
    claim = await stores.ledger.acquire(0, "ann")
    effects = Effects(claim=claim, position=at(1), tape=[a_second(bought_usd=5)])
    await stores.ledger.commit(effects)

    await stores.ledger.commit(replace(effects, gaps=[a_gap()]))

    assert len(await stores.history.gaps(since_ns=0)) == 1
    assert await stores.history.latest_second(ETH) == a_second(bought_usd=5)


async def test_a_running_candle_is_replaced_and_a_closed_one_stays(stores: Stores) -> None:
    running = a_candle(0, 10, 11, 9, 10.5, closed=False)
    closed = a_candle(0, 10, 12, 9, 11)
    await commit(stores, candles=[running])
    await commit(stores, candles=[closed])
    await commit(stores, candles=[running])

    [kept] = await stores.history.candles(subject=ETH, timeframe="15m", limit=9)

    assert kept == closed


async def test_a_closed_candle_wins_within_a_batch_too(stores: Stores) -> None:
    closed = a_candle(0, 10, 12, 9, 11)
    await commit(stores, candles=[closed, a_candle(0, 10, 11, 9, 10.5, closed=False)])

    assert await stores.history.candles(subject=ETH, timeframe="15m", limit=9) == [closed]


async def test_a_retracted_block_s_transfers_are_gone(stores: Stores) -> None:
    await commit(stores, transfers=[a_transfer(tx="0x1", block=7), a_transfer(tx="0x2", block=8)])
    await commit(stores, retracted_blocks=["0xb7"])

    kept = await stores.history.transfers(min_wei=0, limit=9, chain="ethereum")

    assert [transfer.tx_hash for transfer in kept] == ["0x2"]


async def test_a_transfer_that_another_block_took_in_counts_there(stores: Stores) -> None:
    again = a_transfer(tx="0x1", block=8)
    await commit(stores, transfers=[a_transfer(tx="0x1", block=7)])
    await commit(stores, retracted_blocks=["0xb7"], transfers=[again])

    assert await stores.history.transfers(min_wei=0, limit=9, chain="ethereum") == [again]


async def test_a_transfer_in_a_block_that_came_back_counts_again(stores: Stores) -> None:
    transfer = a_transfer(tx="0x1", block=7)
    await commit(stores, transfers=[transfer])
    await commit(stores, retracted_blocks=["0xb7"])

    await commit(stores, transfers=[transfer])

    assert await stores.history.transfers(min_wei=0, limit=9, chain="ethereum") == [transfer]


async def test_a_transfer_whose_fate_was_unknown_is_corrected(stores: Stores) -> None:
    await commit(stores, transfers=[a_transfer(tx="0x1", status="unknown")])
    await commit(stores, transfers=[a_transfer(tx="0x1", status="failed")])

    assert await stores.history.transfers(min_wei=0, limit=9, chain="ethereum") == []


async def test_a_gap_that_healed_is_one_gap_with_an_end(stores: Stores) -> None:
    healed = a_gap(until_s=4, healing="snapshot")
    await commit(stores, gaps=[a_gap()])
    await commit(stores, gaps=[healed])
    await commit(stores, gaps=[a_gap()])

    assert await stores.history.gaps(since_ns=NOON) == [healed]


async def test_a_detection_is_kept_as_it_was_first_found(stores: Stores) -> None:
    found = a_detection("d1")
    await commit(stores, detections=[found])
    await commit(stores, detections=[msgspec.structs.replace(found, numbers={"eth": 1.0})])

    kept = await stores.history.detections(subject="ethereum", kinds=["transfer"], since_ns=0)

    assert kept == [found]


async def test_a_label_that_a_batch_inferred_is_kept_with_it(stores: Stores) -> None:
    label = Label(
        chain="ethereum",
        address="0xde",
        entity=Entity("Binance"),
        name="Binance deposit",
        category="deposit",
        source="rule:deposit",
        tier="B",
    )
    await commit(stores, labels=[label, label])

    [found] = await stores.labels.find(chain="ethereum", addresses=["0xde"])

    assert (found.entity, found.tier) == ("Binance", "B")


async def test_what_no_database_keeps_does_not_stop_a_batch(stores: Stores) -> None:
    strange = msgspec.structs.replace(
        a_detection("d1"),
        numbers={"eth": 5.0, "ratio": float("nan"), "limit": float("inf")},
        texts={"token": "WH\x00ALE\ud83d"},
    )

    await commit(stores, detections=[strange])

    [kept] = await stores.history.detections(subject="ethereum", kinds=["transfer"], since_ns=0)
    assert kept.numbers == {"eth": 5.0}
    assert kept.texts == {"token": "WHALE?"}


async def test_a_held_notice_is_kept_with_its_reason_and_not_sent(stores: Stores) -> None:
    user, chat = await someone(stores)
    rule = await a_stored_rule(stores, user, chat)
    notice = a_notice(rule, chat, held="cooldown")

    await commit(stores, notices=[notice])

    story = await stores.history.story(notice.id)
    assert story is not None
    assert story.notice == notice
    assert await stores.outbox.waiting() == 0


async def test_a_notice_decided_once_is_not_decided_anew(stores: Stores) -> None:
    user, chat = await someone(stores)
    rule = await a_stored_rule(stores, user, chat)
    held = a_notice(rule, chat, a_detection("d1"), held="cooldown")
    await commit(stores, notices=[held])

    await commit(stores, notices=[a_notice(rule, chat, a_detection("d1"))])

    assert await stores.outbox.waiting() == 0


async def test_what_is_owed_to_nobody_is_dropped_and_the_rest_is_kept(stores: Stores) -> None:
    user, chat = await someone(stores)
    rule = await a_stored_rule(stores, user, chat)
    to_nobody = a_notice(rule, replace(chat, id=type(chat.id)(404)))

    await commit(stores, notices=[to_nobody, a_notice(rule, chat)])

    assert await stores.outbox.waiting() == 1


async def _everything(stores: Stores) -> tuple[object, ...]:
    history, day = stores.history, NOON + 24 * HOUR
    return (
        await history.transfers(min_wei=0, limit=99, chain="ethereum"),
        await history.finality("ethereum"),
        await history.gas(chain="ethereum", since_ns=0, until_ns=day),
        await history.candles(subject=ETH, timeframe="15m", limit=99),
        await history.samples(subject=ETH, since_ns=0, until_ns=day),
        await history.heat(subject=ETH, since_ns=NOON, until_ns=day, max_columns=9_999),
        await history.tape(subject=ETH, since_ns=0, until_ns=day),
        await history.liquidations(subject=ETH, since_ns=0, until_ns=day),
        await history.funding(subject=ETH, since_ns=0, until_ns=day),
        await history.open_interest(subject=ETH, since_ns=0, until_ns=day),
        await history.gaps(since_ns=0),
        await history.detections(subject="ethereum", kinds=["transfer"], since_ns=0),
        await stores.outbox.waiting(),
        await stores.rules.states([rule.id for rule in await stores.rules.changed_since(0)]),
    )

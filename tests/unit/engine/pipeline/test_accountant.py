"""Specification of a page of the ledger: what facts lead to."""

import msgspec

from core.alerts import RuleId, RuleState
from core.chain import Retraction
from core.facts import Fact
from core.ports import START, Claim, Effects, EntryId
from engine.pipeline.accountant import Accountant
from tests.contract.builders import a_finality, a_gas_price, a_payment, a_reading
from tests.support.facts import NOON, SECOND, a_candle, a_trade, a_transfer
from tests.support.rules import a_rule, crosses, transfers_over

CLAIM = Claim(partition=0, owner="w", epoch=1, position=START)


def page(accountant: Accountant, *facts: Fact) -> Effects:
    return accountant.page(list(facts), claim=CLAIM, position=EntryId(ms=1, seq=0))


def test_a_transfer_owes_one_notice_to_every_target_of_every_rule_it_meets() -> None:
    accountant = Accountant()
    rules = [
        a_rule(transfers_over(100), number=1, targets=(1, 2)),
        a_rule(transfers_over(1000), number=2),
    ]
    accountant.learn(rules, {})

    effects = page(accountant, a_transfer(500))

    assert [(notice.rule_id, notice.target_id) for notice in effects.notices] == [(1, 1), (1, 2)]
    assert effects.states == [RuleState(rule_id=RuleId(1), last_owed_ns=NOON, owed=1)]


def test_what_a_policy_holds_is_kept_with_its_reason() -> None:
    accountant = Accountant()
    accountant.learn([a_rule(crosses(3500), cooldown_s=60)], {})

    effects = page(
        accountant,
        a_trade(3490, at_s=0),
        a_trade(3510, at_s=1),
        a_trade(3490, at_s=2),
        a_trade(3510, at_s=62),
    )

    assert [notice.verdict.reason for notice in effects.notices] == [None, "cooldown", None]
    (state,) = effects.states
    assert (state.owed, state.held) == (2, 1)


def test_the_cooldown_goes_on_in_the_next_page_and_after_a_restart() -> None:
    rule = a_rule(crosses(3500), cooldown_s=60)
    remembered = RuleState(rule_id=RuleId(1), last_owed_ns=NOON, owed=1)
    accountant = Accountant()
    accountant.learn([rule], {rule.id: remembered})
    accountant.warm([a_trade(3490, at_s=1)])

    effects = page(accountant, a_trade(3510, at_s=30))

    (notice,) = effects.notices
    assert notice.verdict.reason == "cooldown"


def test_warming_up_finds_nothing_anew_and_forgets_nothing() -> None:
    accountant = Accountant()
    accountant.learn([a_rule(crosses(3500))], {})

    accountant.warm([a_trade(3490, at_s=0)])
    effects = page(accountant, a_trade(3510, at_s=1))

    assert len(effects.notices) == 1


def test_a_crossing_that_two_rules_meet_is_one_detection() -> None:
    accountant = Accountant()
    accountant.learn([a_rule(crosses(3500), number=1), a_rule(crosses(3500), number=2)], {})

    effects = page(accountant, a_trade(3490, at_s=0), a_trade(3510, at_s=1))

    assert (len(effects.detections), len(effects.notices)) == (1, 2)


def test_a_move_that_nobody_asked_for_leaves_no_detection() -> None:
    effects = page(Accountant(), a_trade(3490, at_s=0), a_trade(3510, at_s=1))

    assert effects.detections == []
    assert [second.last for second in effects.tape] == [3490, 3510]


def test_facts_go_to_their_tables() -> None:
    running = a_candle(0, 1, 2, 0.5, 1.5, closed=False)
    closed = a_candle(0, 1, 3, 0.5, 2.5)
    gone = Retraction(chain="ethereum", block_number=7, block_hash="0xb7", at_ns=NOON, seen_ns=NOON)
    settled, gas = a_finality("safe", 7), a_gas_price(8)
    payment, reading = a_payment(), a_reading()

    effects = page(
        Accountant(), running, closed, gone, a_transfer(10), settled, gas, payment, reading
    )

    assert effects.candles == [closed]
    assert effects.retracted_blocks == ["0xb7"]
    assert [transfer.amount for transfer in effects.transfers] == [str(10 * 10**18)]
    assert (effects.finality, effects.gas) == ([settled], [gas])
    assert (effects.funding, effects.interest) == ([payment], [reading])


def test_a_trade_that_was_told_late_is_on_the_tape_as_the_others() -> None:
    late = msgspec.structs.replace(a_trade(3500, at_s=0), late_ns=5 * SECOND)

    effects = page(Accountant(), late)

    assert [(second.at_ns, second.last) for second in effects.tape] == [(NOON, 3500)]


def test_a_block_that_leaves_and_comes_back_within_a_page_is_not_gone() -> None:
    transfer = a_transfer(10, block=7)
    gone = Retraction(
        chain="ethereum", block_number=7, block_hash=transfer.block_hash, at_ns=NOON, seen_ns=NOON
    )

    left = page(Accountant(), transfer, gone)
    back = page(Accountant(), transfer, gone, transfer)

    assert (left.retracted_blocks, back.retracted_blocks) == ([transfer.block_hash], [])


def test_a_rule_that_changes_between_pages_counts_from_the_next_page_on() -> None:
    accountant = Accountant()
    accountant.learn([a_rule(transfers_over(100), version=1)], {})
    before = page(accountant, a_transfer(500, tx="0x1"))

    accountant.learn([a_rule(transfers_over(100), paused=True, version=2)], {})
    after = page(accountant, a_transfer(500, tx="0x2", at_s=12 * SECOND / SECOND))

    assert (len(before.notices), len(after.notices)) == (1, 0)

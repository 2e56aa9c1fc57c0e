"""Specification of ``Rules``: what users asked for, and the stream of its changes."""

import asyncio
from time import monotonic

import pytest

from core.alerts import NoiseBudget, RuleId, RuleState
from core.conditions import FairValueGapCondition, PriceCrossCondition
from core.errors import RefusedError
from core.ports import Stores
from tests.contract.builders import a_stored_rule, commit, someone
from tests.support.facts import NOON


async def test_a_new_rule_comes_back_as_it_was_asked_for(stores: Stores) -> None:
    user, chat = await someone(stores)
    condition = PriceCrossCondition(symbol="ETHUSDT", level=3500.25)

    rule = await stores.rules.add(
        owner=user.id,
        condition=condition,
        targets=[chat.id],
        budget=NoiseBudget(cooldown_s=900),
        now_ns=NOON + 7,
    )

    assert (rule.owner, rule.condition, rule.targets) == (user.id, condition, (chat.id,))
    assert (rule.budget, rule.created_ns) == (NoiseBudget(cooldown_s=900), NOON + 7)
    assert rule.active
    assert await stores.rules.of_owner(user.id) == [rule]


async def test_a_rule_cannot_speak_into_somebody_else_s_chat(stores: Stores) -> None:
    ann, _ = await someone(stores, 1001)
    _, at_bob = await someone(stores, 1002)

    with pytest.raises(RefusedError):
        await a_stored_rule(stores, ann, at_bob)

    assert await stores.rules.changed_since(0) == []


async def test_rules_of_a_user_are_listed_oldest_first_and_nobody_else_s(stores: Stores) -> None:
    ann, at_ann = await someone(stores, 1001)
    bob, at_bob = await someone(stores, 1002)
    first = await a_stored_rule(stores, ann, at_ann)
    await a_stored_rule(stores, bob, at_bob)
    second = await a_stored_rule(stores, ann, at_ann)

    assert await stores.rules.of_owner(ann.id) == [first, second]


async def test_every_change_has_a_larger_version_than_the_one_before(stores: Stores) -> None:
    user, chat = await someone(stores)
    rule = await a_stored_rule(stores, user, chat)

    paused = await stores.rules.set_paused(user.id, rule.id, paused=True)
    quieter = await stores.rules.set_budget(user.id, rule.id, NoiseBudget(cooldown_s=60))
    removed = await stores.rules.remove(user.id, rule.id)

    assert paused is not None
    assert quieter is not None
    assert removed is not None
    assert rule.version < paused.version < quieter.version < removed.version
    assert (paused.paused, quieter.budget.cooldown_s, removed.removed) == (True, 60, True)


async def test_changes_are_told_once_each_in_order_removed_rules_too(stores: Stores) -> None:
    user, chat = await someone(stores)
    first = await a_stored_rule(stores, user, chat)
    second = await a_stored_rule(stores, user, chat)
    removed = await stores.rules.remove(user.id, first.id)

    assert await stores.rules.changed_since(0) == [second, removed]
    assert await stores.rules.changed_since(second.version) == [removed]


async def test_a_removed_rule_is_listed_no_more_and_cannot_be_changed(stores: Stores) -> None:
    user, chat = await someone(stores)
    rule = await a_stored_rule(stores, user, chat)
    await stores.rules.remove(user.id, rule.id)

    assert await stores.rules.of_owner(user.id) == []
    assert await stores.rules.remove(user.id, rule.id) is None
    assert await stores.rules.set_paused(user.id, rule.id, paused=False) is None


async def test_nobody_changes_somebody_else_s_rule(stores: Stores) -> None:
    ann, at_ann = await someone(stores, 1001)
    bob, _ = await someone(stores, 1002)
    rule = await a_stored_rule(stores, ann, at_ann)

    assert await stores.rules.remove(bob.id, rule.id) is None
    assert await stores.rules.set_budget(bob.id, rule.id, NoiseBudget(cooldown_s=1)) is None
    assert await stores.rules.of_owner(ann.id) == [rule]


async def test_a_wait_ends_when_a_rule_changes(stores: Stores) -> None:
    user, chat = await someone(stores)
    await stores.rules.changed(0.0)
    started = monotonic()

    async with asyncio.TaskGroup() as group:
        group.create_task(stores.rules.changed(20))
        await a_stored_rule(stores, user, chat)

    assert monotonic() - started < 10


async def test_a_change_before_the_wait_is_not_slept_through(stores: Stores) -> None:
    user, chat = await someone(stores)
    await stores.rules.changed(0.0)
    rule = await a_stored_rule(stores, user, chat)
    started = monotonic()

    await stores.rules.changed(20)

    assert monotonic() - started < 10
    assert await stores.rules.changed_since(0) == [rule]


async def test_a_wait_ends_by_itself(stores: Stores) -> None:
    await stores.rules.changed(0.0)

    async with asyncio.timeout(10):
        await stores.rules.changed(0.02)


async def test_a_rule_remembers_what_the_worker_last_wrote(stores: Stores) -> None:
    user, chat = await someone(stores)
    rule = await a_stored_rule(stores, user, chat)
    other = await a_stored_rule(stores, user, chat)
    await commit(stores, states=[RuleState(rule_id=rule.id, owed=1)])

    state = RuleState(rule_id=rule.id, last_owed_ns=NOON, owed=2, held=3)
    await commit(stores, states=[state])

    assert await stores.rules.states([rule.id, other.id]) == {rule.id: state}


async def test_the_state_of_a_rule_that_is_not_there_is_dropped(stores: Stores) -> None:
    await commit(stores, states=[RuleState(rule_id=RuleId(404), owed=1)])

    assert await stores.rules.states([RuleId(404)]) == {}


async def test_a_condition_with_every_field_survives(stores: Stores) -> None:
    user, chat = await someone(stores)
    condition = FairValueGapCondition(symbol="BTCUSDT", timeframe="1h", side="bearish")

    rule = await a_stored_rule(stores, user, chat, condition=condition)

    assert [each.condition for each in await stores.rules.changed_since(0)] == [condition]
    assert rule.condition == condition

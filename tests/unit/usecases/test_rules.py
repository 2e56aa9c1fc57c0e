"""Specification of making, listing and changing rules."""

import pytest

from core.alerts import NoiseBudget, RuleId, RuleState
from core.errors import RefusedError
from core.ports import Effects, EntryId, Stores
from db.memory import memory_stores
from tests.unit.bot.desk import WoundClock
from usecases.add_rule import MOST_RULES, AddRule
from usecases.change_rule import ChangeRule, Cooldown, Pause, Remove, Resume
from usecases.list_rules import ListRules
from usecases.register_user import Person, RegisterUser

SYMBOLS = ("ETHUSDT", "BTCUSDT")


@pytest.fixture
def stores() -> Stores:
    return memory_stores(WoundClock())


def adding(stores: Stores) -> AddRule:
    return AddRule(stores.rules, WoundClock(), SYMBOLS)


async def person(stores: Stores, telegram_id: int = 1001) -> Person:
    register = RegisterUser(stores.users)
    return await register(telegram_id=telegram_id, name="  Ann \n Lee ", language=None)


async def test_a_person_is_known_by_a_tidy_name(stores: Stores) -> None:
    ann = await person(stores)

    assert (ann.user.name, ann.user.language, ann.home.chat_id) == ("Ann Lee", "en", 1001)


async def test_a_rule_tells_its_owners_private_chat(stores: Stores) -> None:
    ann = await person(stores)

    rule = await adding(stores)(ann, "whale 500")

    assert rule.targets == (ann.home.id,)


async def test_a_price_rests_after_an_alert_and_a_transfer_does_not(stores: Stores) -> None:
    ann, add = await person(stores), adding(stores)

    whale = await add(ann, "whale 500")
    price = await add(ann, "eth 3500")
    gap = await add(ann, "fvg")

    assert whale.budget == gap.budget == NoiseBudget(cooldown_s=0)
    assert price.budget == NoiseBudget(cooldown_s=300)


async def test_the_same_rule_twice_is_refused_with_its_number(stores: Stores) -> None:
    ann, add = await person(stores), adding(stores)
    await add(ann, "whale 500")

    with pytest.raises(RefusedError) as refused:
        await add(ann, {"kind": "transfer", "min_eth": 500})

    assert (refused.value.key, refused.value.values) == ("refused-twin", {"rule": "1"})


async def test_a_transfer_that_is_too_small_to_be_read_is_refused(stores: Stores) -> None:
    ann, add = (
        await person(stores),
        AddRule(stores.rules, WoundClock(), SYMBOLS, least_eth={"ethereum": 10.0}),
    )

    with pytest.raises(RefusedError) as refused:
        await add(ann, "whale 9")

    assert (refused.value.key, refused.value.values) == ("refused-too-small", {"least": 10.0})
    assert (await add(ann, "whale 10")).id


async def test_one_rule_too_many_is_refused(stores: Stores) -> None:
    ann, add = await person(stores), adding(stores)
    for number in range(MOST_RULES):
        await add(ann, f"whale {number + 1}")

    with pytest.raises(RefusedError, match="refused-too-many-rules"):
        await add(ann, "whale 9000")


async def test_a_form_with_a_market_that_is_not_followed_is_refused(stores: Stores) -> None:
    form = {"kind": "price_cross", "symbol": "SOLUSDT", "level": 200.0}

    with pytest.raises(RefusedError, match="refused-unknown-symbol"):
        await adding(stores)(await person(stores), form)


async def test_rules_are_listed_with_what_they_did(stores: Stores) -> None:
    ann, add = await person(stores), adding(stores)
    first, second = await add(ann, "whale 500"), await add(ann, "eth 3500")
    claim = await stores.ledger.acquire(0, "worker")
    state = RuleState(rule_id=first.id, last_owed_ns=5, owed=3, held=1)
    await stores.ledger.commit(Effects(claim=claim, position=EntryId(ms=1, seq=0), states=[state]))

    records = await ListRules(stores.rules)(ann)

    assert [record.rule.id for record in records] == [first.id, second.id]
    assert records[0].state == state
    assert records[1].state == RuleState(rule_id=second.id)


async def test_a_rule_is_paused_resumed_rested_and_removed(stores: Stores) -> None:
    ann, change = await person(stores), ChangeRule(stores.rules)
    rule = await adding(stores)(ann, "whale 500")

    paused = await change(ann, rule.id, Pause())
    resumed = await change(ann, rule.id, Resume())
    rested = await change(ann, rule.id, Cooldown(900))
    removed = await change(ann, rule.id, Remove())

    assert (paused.paused, resumed.paused, rested.budget.cooldown_s) == (True, False, 900)
    assert removed.removed
    assert await ListRules(stores.rules)(ann) == []


async def test_nobody_changes_the_rules_of_somebody_else(stores: Stores) -> None:
    rule = await adding(stores)(await person(stores), "whale 500")
    eve = await person(stores, 6666)

    with pytest.raises(RefusedError, match="refused-no-rule"):
        await ChangeRule(stores.rules)(eve, rule.id, Remove())
    with pytest.raises(RefusedError, match="refused-no-rule"):
        await ListRules(stores.rules).one(eve, rule.id)


async def test_a_rule_cannot_rest_for_ever(stores: Stores) -> None:
    with pytest.raises(RefusedError, match="refused-cooldown"):
        await ChangeRule(stores.rules)(await person(stores), RuleId(1), Cooldown(10**9))

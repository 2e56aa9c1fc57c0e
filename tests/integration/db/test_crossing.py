"""Specification of the stores when transactions cross: what only a real server can show."""

import asyncio

import pytest

from core.alerts import NoticeId
from core.ports import Effects
from db.alerts import put_alerts
from db.driver import Connection
from db.facts.gaps import put_gaps
from db.postgres import PostgresStores
from tests.contract.builders import (
    a_gap,
    a_notice,
    a_stored_rule,
    at,
    owe,
    someone,
)
from tests.integration.db.conftest import SomebodyWaits

_FIRST = """
insert into outbox (notice_id, seq, target_id, chat_id) overriding system value
select $1, 0, target_id, chat_id from outbox limit 1
"""


async def test_a_change_of_a_rule_is_never_seen_after_a_later_one(
    stores: PostgresStores, admin: Connection, somebody_waits: SomebodyWaits
) -> None:
    user, chat = await someone(stores)
    slow = await a_stored_rule(stores, user, chat)
    quick = await a_stored_rule(stores, user, chat)
    seen: list[int] = []

    async with asyncio.TaskGroup() as group:
        async with admin.transaction():
            await admin.execute("update rules set paused = true where id = $1", slow.id)
            group.create_task(stores.rules.set_paused(user.id, quick.id, paused=True))
            await somebody_waits()
            seen += [rule.id for rule in await stores.rules.changed_since(quick.version)]

    changed = await stores.rules.changed_since(quick.version)
    assert seen == []
    assert [rule.id for rule in changed] == [slow.id, quick.id]


async def test_a_notice_that_is_owed_while_its_chat_dies_waits(
    stores: PostgresStores, admin: Connection, somebody_waits: SomebodyWaits
) -> None:
    user, chat = await someone(stores)
    rule = await a_stored_rule(stores, user, chat)
    claim = await stores.ledger.acquire(0, "worker")
    effects = Effects(claim=claim, position=at(1), notices=[a_notice(rule, chat)])

    async with asyncio.TaskGroup() as group:
        async with admin.transaction():
            await put_alerts(admin, effects)
            group.create_task(stores.users.mark_dead(chat.id, "blocked"))
            await somebody_waits()

    assert await admin.fetchval("select state from outbox") == "parked"


async def test_a_row_that_becomes_visible_late_does_not_overtake(
    stores: PostgresStores, admin: Connection
) -> None:
    user, chat = await someone(stores)
    rule = await a_stored_rule(stores, user, chat)
    held = a_notice(rule, chat, held="cooldown")
    await owe(stores, a_notice(rule, chat), held)
    [leased] = await stores.outbox.claim("ann", limit=9, lease_s=60)

    await admin.execute(_FIRST, held.id)

    assert await stores.outbox.claim("bob", limit=9, lease_s=60) == []
    await stores.outbox.sent("ann", leased.notice_id, message_id=1)
    [late] = await stores.outbox.claim("bob", limit=9, lease_s=60)
    assert late.notice_id == held.id


async def test_a_chat_with_a_long_backlog_does_not_hide_the_chats_behind_it(
    stores: PostgresStores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.outbox._FRONT_ROWS", 3)
    ann, at_ann = await someone(stores, 1001)
    bob, at_bob = await someone(stores, 1002)
    for_ann = await a_stored_rule(stores, ann, at_ann)
    for_bob = await a_stored_rule(stores, bob, at_bob)
    backlog = [a_notice(for_ann, at_ann) for _ in range(7)]
    behind = a_notice(for_bob, at_bob)
    await owe(stores, *backlog, behind)

    dues = await stores.outbox.claim("bot", limit=9, lease_s=60)

    assert [due.notice_id for due in dues] == [backlog[0].id, behind.id]


async def test_many_senders_pay_every_row_once_and_every_chat_in_order(
    stores: PostgresStores,
) -> None:
    owed: dict[int, list[NoticeId]] = {}
    for telegram_id in range(1001, 1006):
        user, chat = await someone(stores, telegram_id)
        rule = await a_stored_rule(stores, user, chat)
        notices = [a_notice(rule, chat) for _ in range(6)]
        await owe(stores, *notices)
        owed[telegram_id] = [notice.id for notice in notices]
    paid: dict[int, list[NoticeId]] = {telegram_id: [] for telegram_id in owed}

    async def pay(owner: str) -> None:
        while await stores.outbox.waiting():
            for due in await stores.outbox.claim(owner, limit=2, lease_s=60):
                paid[due.target.chat_id].append(due.notice_id)
                await stores.outbox.sent(owner, due.notice_id, message_id=1)

    await asyncio.gather(*(pay(f"bot-{number}") for number in range(4)))

    assert paid == owed


async def test_two_workers_who_take_a_partition_at_once_get_different_epochs(
    stores: PostgresStores,
) -> None:
    claims = await asyncio.gather(*(stores.ledger.acquire(0, f"w{n}") for n in range(4)))

    assert sorted(claim.epoch for claim in claims) == [1, 2, 3, 4]


async def test_a_gap_that_is_committed_while_a_new_run_begins_is_closed(
    stores: PostgresStores, admin: Connection, somebody_waits: SomebodyWaits
) -> None:
    gap = a_gap()

    async with asyncio.TaskGroup() as group:
        async with admin.transaction():
            await put_gaps(admin, [gap])
            group.create_task(
                stores.ledger.close_stale_gaps("bybit", now_ns=gap.seen_ns + 1, healing="anew")
            )
            await somebody_waits()

    assert await stores.history.open_gaps() == []

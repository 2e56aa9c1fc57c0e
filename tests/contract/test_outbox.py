"""Specification of ``Outbox``: a row is paid by one sender at a time, in order, to its end."""

import asyncio
from time import monotonic

from core.alerts import Due, Notice, NoticeId, Rule, Target, User
from core.ports import Attempt, Stores
from core.preferences import Preferences
from tests.contract.builders import a_notice, a_stored_rule, owe, someone

LONG_S = 600.0
SHORT_S = 0.05


async def claimed(stores: Stores, owner: str = "bot", limit: int = 9) -> list[Due]:
    return await stores.outbox.claim(owner, limit=limit, lease_s=LONG_S)


async def claimed_in_the_end(stores: Stores, owner: str = "bot") -> list[Due]:
    """What is due as soon as anything is."""
    async with asyncio.timeout(10):
        while not (dues := await claimed(stores, owner)):
            await stores.outbox.changed(0.01)
    return dues


async def attempts(stores: Stores, notice: Notice) -> list[tuple[int, str, str | None]]:
    story = await stores.history.story(notice.id)
    assert story is not None
    return [(each.number, each.outcome, each.reason) for each in story.attempts]


async def one_owed(stores: Stores) -> Notice:
    user, chat = await someone(stores)
    rule = await a_stored_rule(stores, user, chat)
    notice = a_notice(rule, chat)
    await owe(stores, notice)
    return notice


async def three_for_one_chat(stores: Stores) -> list[Notice]:
    user, chat = await someone(stores)
    rule = await a_stored_rule(stores, user, chat)
    notices = [a_notice(rule, chat) for _ in range(3)]
    await owe(stores, *notices)
    return notices


async def people(stores: Stores, number: int) -> list[tuple[User, Target, Rule]]:
    """So many people with a rule each."""
    found = []
    for telegram_id in range(1001, 1001 + number):
        user, chat = await someone(stores, telegram_id)
        found.append((user, chat, await a_stored_rule(stores, user, chat)))
    return found


async def test_a_due_row_carries_all_that_a_sender_needs(stores: Stores) -> None:
    user, chat = await stores.users.register(telegram_id=1001, name="Ann", language="fr")
    light = Preferences(theme="light", zone="Europe/Paris", numbers="en")
    await stores.users.prefer(user.id, light)
    rule = await a_stored_rule(stores, user, chat)
    notice = a_notice(rule, chat)
    await owe(stores, notice)

    [due] = await claimed(stores)

    assert due == Due(
        notice_id=notice.id,
        rule=rule,
        detection=notice.detection,
        target=chat,
        language="fr",
        attempt=1,
        repeated=False,
        preferences=light,
    )


async def test_a_leased_row_is_nobody_else_s(stores: Stores) -> None:
    await one_owed(stores)
    await claimed(stores, "ann")

    assert await claimed(stores, "bob") == []
    assert await stores.outbox.waiting() == 1


async def test_two_who_claim_at_once_never_get_the_same_row(stores: Stores) -> None:
    for _, chat, rule in await people(stores, 12):
        await owe(stores, a_notice(rule, chat))

    shares = await asyncio.gather(*(claimed(stores, f"bot-{n}", limit=5) for n in range(4)))

    got = [due.notice_id for share in shares for due in share]
    rest = [due.notice_id for due in await claimed(stores, limit=99)]
    assert len(set(got + rest)) == len(got + rest) == 12


async def test_rows_are_handed_out_oldest_first(stores: Stores) -> None:
    everybody = await people(stores, 3)
    notices = [a_notice(rule, chat) for _, chat, rule in reversed(everybody)]
    await owe(stores, *notices)

    first = await claimed(stores, limit=2)
    second = await claimed(stores, limit=2)

    assert [due.notice_id for due in [*first, *second]] == [notice.id for notice in notices]


async def test_a_chat_gets_its_rows_in_order_one_at_a_time(stores: Stores) -> None:
    notices = await three_for_one_chat(stores)

    order: list[NoticeId] = []
    while dues := await claimed(stores):
        assert len(dues) == 1
        order.append(dues[0].notice_id)
        await stores.outbox.sent("bot", dues[0].notice_id, message_id=len(order))

    assert order == [notice.id for notice in notices]


async def test_a_chat_that_must_wait_does_not_hold_up_another(stores: Stores) -> None:
    (_, slow, slow_rule), (_, quick, quick_rule) = await people(stores, 2)
    first, behind = a_notice(slow_rule, slow), a_notice(slow_rule, slow)
    other = a_notice(quick_rule, quick)
    await owe(stores, first, behind, other)
    await claimed(stores, limit=1)

    await stores.outbox.retry("bot", first.id, reason="429", after_s=LONG_S)

    assert [due.notice_id for due in await claimed(stores)] == [other.id]


async def test_a_sent_row_ends(stores: Stores) -> None:
    notice = await one_owed(stores)
    await claimed(stores)

    await stores.outbox.sent("bot", notice.id, message_id=77)

    story = await stores.history.story(notice.id)
    assert story is not None
    [attempt] = story.attempts
    assert attempt == Attempt(
        number=1, outcome="sent", reason=None, at_ns=attempt.at_ns, message_id=77
    )
    assert attempt.at_ns >= story.created_ns
    assert await stores.outbox.waiting() == 0


async def test_a_row_that_did_not_arrive_is_due_again_later(stores: Stores) -> None:
    notice = await one_owed(stores)
    await claimed(stores)

    await stores.outbox.retry("bot", notice.id, reason="no route", after_s=SHORT_S)

    [due] = await claimed_in_the_end(stores)
    assert (due.attempt, due.repeated) == (2, False)
    assert await attempts(stores, notice) == [(1, "retry", "no route")]


async def test_a_row_whose_fate_is_unknown_is_marked_as_repeated(stores: Stores) -> None:
    notice = await one_owed(stores)
    await claimed(stores)

    await stores.outbox.unknown("bot", notice.id, reason="timeout", after_s=0)

    [due] = await claimed_in_the_end(stores)
    assert (due.attempt, due.repeated) == (2, True)
    await stores.outbox.retry("bot", notice.id, reason="429", after_s=0)
    [due] = await claimed_in_the_end(stores)
    assert (due.attempt, due.repeated) == (3, True)


async def test_a_row_is_not_due_before_its_time(stores: Stores) -> None:
    notice = await one_owed(stores)
    await claimed(stores)

    await stores.outbox.retry("bot", notice.id, reason="429", after_s=LONG_S)

    assert await claimed(stores) == []
    assert await stores.outbox.waiting() == 1


async def test_a_dead_row_ends_with_its_reason(stores: Stores) -> None:
    notice = await one_owed(stores)
    await claimed(stores)

    await stores.outbox.dead("bot", notice.id, reason="chat not found")

    assert await claimed(stores) == []
    assert await stores.outbox.waiting() == 0
    assert await attempts(stores, notice) == [(1, "dead", "chat not found")]


async def test_a_lease_that_ran_out_before_the_send_makes_a_row_due_as_if_nothing_had_happened(
    stores: Stores,
) -> None:
    notice = await one_owed(stores)
    await stores.outbox.claim("ann", limit=1, lease_s=SHORT_S)

    [due] = await claimed_in_the_end(stores, "bob")

    assert (due.attempt, due.repeated) == (2, False)
    assert await attempts(stores, notice) == [(1, "retry", "the lease ran out")]


async def test_a_lease_that_ran_out_during_the_send_makes_a_row_due_and_repeated(
    stores: Stores,
) -> None:
    notice = await one_owed(stores)
    await stores.outbox.claim("ann", limit=1, lease_s=0.3)
    marked = await stores.outbox.sending("ann", notice.id)

    [due] = await claimed_in_the_end(stores, "bob")

    assert marked

    assert (due.attempt, due.repeated) == (2, True)
    assert await attempts(stores, notice) == [(1, "unknown", "the lease ran out")]


async def test_a_sender_s_record_counts_while_nobody_took_its_lease_away(stores: Stores) -> None:
    notice = await one_owed(stores)
    await stores.outbox.claim("ann", limit=1, lease_s=0)

    await stores.outbox.retry("ann", notice.id, reason="no route", after_s=0)

    assert await attempts(stores, notice) == [(1, "retry", "no route")]


async def test_a_late_record_of_a_lost_lease_changes_nothing(stores: Stores) -> None:
    notice = await one_owed(stores)
    await stores.outbox.claim("ann", limit=1, lease_s=0)
    await claimed_in_the_end(stores, "bob")

    await stores.outbox.dead("ann", notice.id, reason="chat not found")
    await stores.outbox.retry("ann", notice.id, reason="429", after_s=0)

    assert await claimed(stores, "carl") == []
    assert await attempts(stores, notice) == [(1, "retry", "the lease ran out")]


async def test_whoever_lost_the_lease_must_not_send(stores: Stores) -> None:
    notice = await one_owed(stores)
    await stores.outbox.claim("ann", limit=1, lease_s=0)

    too_late = await stores.outbox.sending("ann", notice.id)
    await claimed_in_the_end(stores, "bob")
    not_mine = await stores.outbox.sending("ann", notice.id)

    assert (too_late, not_mine) == (False, False)


async def test_an_intent_of_an_earlier_attempt_does_not_count_for_the_next(stores: Stores) -> None:
    notice = await one_owed(stores)
    await stores.outbox.claim("ann", limit=1, lease_s=LONG_S)
    await stores.outbox.sending("ann", notice.id)
    await stores.outbox.retry("ann", notice.id, reason="429", after_s=0)
    await stores.outbox.claim("ann", limit=1, lease_s=SHORT_S)

    [due] = await claimed_in_the_end(stores, "bob")

    assert not due.repeated


async def test_that_it_arrived_is_believed_even_late(stores: Stores) -> None:
    notice = await one_owed(stores)
    await stores.outbox.claim("ann", limit=1, lease_s=0)
    await claimed_in_the_end(stores, "bob")

    await stores.outbox.sent("ann", notice.id, message_id=5)

    assert await stores.outbox.waiting() == 0
    assert await attempts(stores, notice) == [(1, "sent", None)]


async def test_a_record_of_somebody_who_never_claimed_changes_nothing(stores: Stores) -> None:
    notice = await one_owed(stores)
    await claimed(stores, "ann")

    await stores.outbox.sent("mallory", notice.id, message_id=5)
    await stores.outbox.dead("mallory", notice.id, reason="no")
    await stores.outbox.sent("mallory", NoticeId("unknown"), message_id=5)

    assert await stores.outbox.waiting() == 1
    assert await attempts(stores, notice) == []


async def test_a_row_whose_chat_died_while_it_was_leased_waits(stores: Stores) -> None:
    notice = await one_owed(stores)
    [due] = await stores.outbox.claim("ann", limit=1, lease_s=SHORT_S)
    await stores.users.mark_dead(due.target.id, "blocked")
    await stores.outbox.unknown("ann", notice.id, reason="timeout", after_s=0)
    assert await claimed(stores) == []

    await stores.users.revive(due.target.chat_id)

    [again] = await claimed_in_the_end(stores)
    assert (again.notice_id, again.repeated) == (notice.id, True)


async def test_a_wait_ends_when_something_is_owed(stores: Stores) -> None:
    user, chat = await someone(stores)
    rule = await a_stored_rule(stores, user, chat)
    await stores.outbox.changed(0.0)
    started = monotonic()

    async with asyncio.TaskGroup() as group:
        group.create_task(stores.outbox.changed(20))
        await owe(stores, a_notice(rule, chat))

    assert monotonic() - started < 10


async def test_reasons_may_hold_letters_that_no_database_keeps(stores: Stores) -> None:
    notice = await one_owed(stores)
    await claimed(stores)

    await stores.outbox.dead("bot", notice.id, reason="bad\x00word")

    assert await attempts(stores, notice) == [(1, "dead", "badword")]

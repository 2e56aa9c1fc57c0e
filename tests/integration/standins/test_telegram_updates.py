"""Specification of long polling: what is confirmed, what is not, and who has to go away."""

import asyncio

import pytest

from standins.telegram.running import YOU, RunningTelegram, serve
from standins.telegram.wire import JsonObject
from tests.support.receiver import until


async def poll(telegram: RunningTelegram, **parameters: object) -> list[JsonObject]:
    answer = await telegram.call("getUpdates", parameters)
    updates: list[JsonObject] = answer["result"]
    return updates


async def test_updates_come_again_until_they_are_confirmed(telegram: RunningTelegram) -> None:
    await telegram.say("one")
    await telegram.say("two")

    first, second = await poll(telegram)
    again = await poll(telegram)
    rest = await poll(telegram, offset=second["update_id"])
    none = await poll(telegram, offset=second["update_id"] + 1)

    assert second["update_id"] == first["update_id"] + 1
    assert len(again) == 2
    assert [one["message"]["text"] for one in rest] == ["two"]
    assert none == []


async def test_a_negative_offset_counts_from_the_end_and_forgets_the_rest(
    telegram: RunningTelegram,
) -> None:
    for text in ("one", "two", "three"):
        await telegram.say(text)

    last = await poll(telegram, offset=-1)

    assert [one["message"]["text"] for one in last] == ["three"]
    assert await poll(telegram) == last


async def test_a_poll_waits_for_the_next_update(telegram: RunningTelegram) -> None:
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(poll(telegram, timeout=20))
        await until(lambda: telegram.playground.polling.is_waiting)
        await telegram.say("now")

    assert [one["message"]["text"] for one in waiting.result()] == ["now"]


async def test_kinds_that_are_not_asked_for_do_not_come(telegram: RunningTelegram) -> None:
    await poll(telegram, allowed_updates=["callback_query"])

    told = await telegram.say("unheard")

    assert told["update_id"] is None
    assert await poll(telegram) == []


async def test_a_second_poller_sends_the_first_away(telegram: RunningTelegram) -> None:
    async with asyncio.TaskGroup() as group:
        first = group.create_task(telegram.call("getUpdates", {"timeout": 20}))
        await until(lambda: telegram.playground.polling.is_waiting)
        await poll(telegram)

    assert first.result()["error_code"] == 409
    assert first.result()["description"] == (
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    )


async def test_who_asks_in_passing_sends_nobody_away(telegram: RunningTelegram) -> None:
    async with asyncio.TaskGroup() as group:
        first = group.create_task(poll(telegram, timeout=20))
        await until(lambda: telegram.playground.polling.is_waiting)
        await poll(telegram, offset=5)
        await telegram.say("for the first")

    assert [one["message"]["text"] for one in first.result()] == ["for the first"]


async def test_who_comes_to_wait_sends_away_who_waited(telegram: RunningTelegram) -> None:
    async with asyncio.TaskGroup() as group:
        first = group.create_task(telegram.call("getUpdates", {"timeout": 20}))
        await until(lambda: telegram.playground.polling.is_waiting)
        second = group.create_task(poll(telegram, timeout=20, offset=5))
        await until(first.done)
        await telegram.say("for the second")

    assert first.result()["error_code"] == 409
    assert [one["message"]["text"] for one in second.result()] == ["for the second"]


async def test_a_webhook_sends_the_poller_away(telegram: RunningTelegram) -> None:
    async with asyncio.TaskGroup() as group:
        first = group.create_task(telegram.call("getUpdates", {"timeout": 20}))
        await until(lambda: telegram.playground.polling.is_waiting)
        await telegram.call("setWebhook", {"url": "https://example.org/hook"})

    assert first.result()["description"] == "Conflict: terminated by setWebhook request"


async def test_kinds_are_remembered_and_applied_when_an_update_is_made(
    telegram: RunningTelegram,
) -> None:
    await poll(telegram, allowed_updates=["callback_query"])
    await telegram.say("made while unwanted")
    await poll(telegram)
    still = await telegram.say("still unwanted")
    await poll(telegram, allowed_updates=[])
    await telegram.say("wanted again")

    (update,) = await poll(telegram)

    assert still["update_id"] is None
    assert update["message"]["text"] == "wanted again"


async def test_at_most_a_hundred_come_at_once(telegram: RunningTelegram) -> None:
    for number in range(101):
        await telegram.say(f"{number}")

    assert len(await poll(telegram)) == 100
    assert len(await poll(telegram, limit=1)) == 1


@pytest.mark.invalid_requests
async def test_a_limit_out_of_bounds_is_refused(telegram: RunningTelegram) -> None:
    answer = await telegram.call("getUpdates", {"limit": 101})

    assert answer["description"] == 'Bad Request: parameter "limit" must be between 1 and 100'


@pytest.mark.invalid_requests
async def test_with_leniency_a_limit_is_cut_as_telegram_cuts_it() -> None:
    async with serve(strict=False) as telegram:
        await telegram.say("one")
        await telegram.say("two")

        answer = await telegram.call("getUpdates", {"limit": 0})

    assert len(answer["result"]) == 1


async def test_updates_are_kept_for_a_day(telegram: RunningTelegram) -> None:
    await telegram.say("yesterday")
    await telegram.control("clock", {"advance": 86_390})
    await telegram.say("today")
    await telegram.control("clock", {"advance": 20})

    assert [one["message"]["text"] for one in await poll(telegram)] == ["today"]


async def test_an_update_comes_twice_when_it_is_told_to(telegram: RunningTelegram) -> None:
    await telegram.control("updates", {"twice": 1})
    await telegram.say("one")
    (first,) = await poll(telegram)
    behind = first["update_id"] + 1

    again = await poll(telegram, offset=behind)
    then = await poll(telegram, offset=behind)

    assert again == [first]
    assert then == []


async def test_numbers_may_be_left_out(telegram: RunningTelegram) -> None:
    before = await telegram.say("one")
    told = await telegram.control("updates", {"skip": 5})
    after = await telegram.say("two")

    assert after["update_id"] == told["next"] == before["update_id"] + 6
    assert len(await poll(telegram, offset=before["update_id"])) == 2


async def test_a_webhook_ends_polling(telegram: RunningTelegram) -> None:
    await telegram.call("setWebhook", {"url": "https://example.org/hook"})

    answer = await telegram.call("getUpdates", {})

    assert answer["error_code"] == 409
    assert answer["description"].startswith("Conflict: can't use getUpdates method while webhook")


async def test_blocking_is_an_update_too(telegram: RunningTelegram) -> None:
    await telegram.control("block", {"chat": YOU})

    (update,) = await poll(telegram)

    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"

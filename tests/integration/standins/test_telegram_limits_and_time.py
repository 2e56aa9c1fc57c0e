"""Specification of limits that are switched on, and of time that is moved."""

import asyncio

from standins.telegram.running import YOU, RunningTelegram
from tests.support.places import ANN

MESSAGE = {"chat_id": YOU, "text": "whale alert"}


async def test_a_flood_in_one_chat_is_refused_until_the_named_moment(
    telegram: RunningTelegram,
) -> None:
    await telegram.control("limits", {"enabled": True, "chat_burst": 1})
    await telegram.control("clock", {"set": 1_000_000.0, "freeze": True})

    first = await telegram.call("sendMessage", MESSAGE)
    second = await telegram.call("sendMessage", MESSAGE)
    elsewhere = await telegram.call("sendMessage", {**MESSAGE, "chat_id": ANN})
    await telegram.control("clock", {"advance": second["parameters"]["retry_after"]})
    third = await telegram.call("sendMessage", MESSAGE)

    assert [first["ok"], second["ok"], elsewhere["ok"], third["ok"]] == [True, False, True, True]
    assert second["description"] == "Too Many Requests: retry after 1"
    assert len(await telegram.transcript()) == 2


async def test_the_figures_of_the_limits_can_be_changed_one_by_one(
    telegram: RunningTelegram,
) -> None:
    await telegram.control("limits", {"enabled": True})
    told = await telegram.control("limits", {"group_per_minute": 5})

    assert (told["enabled"], told["group_per_minute"], told["chat_burst"]) == (True, 5.0, 3.0)


async def test_a_tap_grows_old_by_the_clock_that_is_moved(telegram: RunningTelegram) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Why", "callback_data": "w"}]]}
    await telegram.call("sendMessage", {**MESSAGE, "reply_markup": keyboard})
    tap = await telegram.control("tap", {"chat": YOU, "from": YOU, "text": "Why", "wait": 0})
    await telegram.control("clock", {"advance": 24 * 3600})

    answer = await telegram.call(
        "answerCallbackQuery", {"callback_query_id": tap["callback_query_id"]}
    )

    assert answer["description"].startswith("Bad Request: query is too old")


async def test_time_can_stand_still(telegram: RunningTelegram) -> None:
    await telegram.control("clock", {"set": 1_000_000.0, "freeze": True})
    await telegram.say("one")
    await asyncio.sleep(0.01)
    told = await telegram.control("clock", {"advance": 60})
    await telegram.say("two")

    dates = [one.date for one in telegram.playground.state.chats[YOU].messages.values()]

    assert told == {"now": 1_000_060.0, "offset": told["offset"], "frozen": True}
    assert dates == [1_000_000, 1_000_060]

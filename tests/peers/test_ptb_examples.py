"""Specification of other people's bots: python-telegram-bot's examples run, and notice nothing.

They are run as they were published with version 22.8; only the address and the token are other ones
(``clients/ptb_example.py``). Every request must keep the rules of Bot API 10.3.
"""

from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import aiohttp
import pytest
from PIL import Image

from standins.telegram.running import YOU, RunningTelegram
from tests.support.examples import Starter, polling

ANN = 1002
GROUP = -5

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
async def ptb(
    telegram: RunningTelegram, peers_python: Path, peers_sources: Path, tmp_path: Path
) -> AsyncIterator[Starter]:
    folder = peers_sources / "python_telegram_bot-22.8" / "examples"
    runner = "ptb_example.py"
    async with polling(
        peers_python, runner, folder, telegram, telegram.token, home=tmp_path
    ) as start:
        yield start


async def test_ptbs_echo_answers_with_what_it_was_told(ptb: Starter) -> None:
    bot = await ptb("echobot")

    await bot.says("/start", "Hi You!")
    await bot.says("/help", "Help!")
    await bot.says("Whales & <b>friends</b>", "Whales & <b>friends</b>")

    assert await bot.telegram.text() == (
        "You: /start\n"
        "Bot: Hi You!\n"
        "You: /help\n"
        "Bot: Help!\n"
        "You: Whales & <b>friends</b>\n"
        "Bot: Whales & <b>friends</b>\n"
    )
    assert bot.complaints == 0


async def test_ptbs_raw_api_needs_no_application(ptb: Starter) -> None:
    bot = await ptb("rawapibot")

    await bot.says("one", "one")
    await bot.says("two", "two")


async def test_ptbs_conversation_leads_from_question_to_question(
    ptb: Starter, telegram: RunningTelegram, tmp_path: Path
) -> None:
    bot = await ptb("conversationbot")

    await bot.says("/start", "Are you a boy or a girl?")
    await bot.says("Other", "Please send me a photo of yourself")
    await show_a_picture(telegram)
    await bot.shows("Gorgeous! Now, send me your location please")
    await bot.says("/skip", "At last, tell me something about yourself.")
    await bot.says("I watch whales", "I hope we can talk again some day.")

    markups = [one.reply_markup for one in telegram.playground.state.chats[YOU].messages.values()]
    assert any("keyboard" in (one or {}) for one in markups)
    assert Image.open(BytesIO((tmp_path / "user_photo.jpg").read_bytes())).size == (640, 360)


async def test_ptbs_inline_keyboard_edits_its_message_in_place(
    ptb: Starter, telegram: RunningTelegram
) -> None:
    bot = await ptb("inlinekeyboard2")

    await bot.says("/start", "Start handler, Choose a route")
    for button, text in (
        ("1", "First CallbackQueryHandler"),
        ("3", "Third CallbackQueryHandler"),
        ("Nah, I've had enough ...", "See you next time!"),
    ):
        tapped = await telegram.tap(button)
        assert tapped["answered"]
        await bot.shows(text)

    assert await telegram.text() == "You: /start\nBot: See you next time!\n"
    assert bot.complaints == 0


async def test_ptbs_inline_bot_offers_and_one_is_chosen(
    ptb: Starter, telegram: RunningTelegram
) -> None:
    await group_of_three(telegram)
    bot = await ptb("inlinebot")

    offer = await telegram.control("inline", {"from": YOU, "chat": GROUP, "query": "whale"})
    titles = [one["title"] for one in offer["results"]]
    chosen = {"from": YOU, "chat": GROUP, "inline_query_id": offer["inline_query_id"]}
    await telegram.control("inline/choose", {**chosen, "result_id": offer["results"][1]["id"]})

    assert titles == ["Caps", "Bold", "Italic"]
    await bot.shows("whale", chat=GROUP)


async def test_ptbs_poll_is_closed_after_three_votes(
    ptb: Starter, telegram: RunningTelegram
) -> None:
    await group_of_three(telegram)
    bot = await ptb("pollbot")

    await telegram.say("/poll", chat=GROUP, sender=YOU)
    polls = telegram.playground.state.polls
    await bot.until(lambda: bool(polls))
    (poll,) = polls.values()
    for voter, name in ((YOU, "You"), (ANN, "Ann"), (1003, "Bo")):
        vote = {"chat": GROUP, "from": voter, "message_id": poll.places[0][1], "options": [0, 2]}
        await telegram.control("vote", vote)
        await bot.shows(f"{name} feels Good and Fantastic!", chat=GROUP)

    await bot.until(lambda: poll.closed)


async def test_ptbs_member_bot_sees_who_comes_and_goes(
    ptb: Starter, telegram: RunningTelegram
) -> None:
    await group_of_three(telegram)
    bot = await ptb("chatmemberbot")

    await telegram.control("members", {"chat": GROUP, "user": ANN, "status": "left"})
    await bot.shows("Ann is no longer with us.", chat=GROUP)
    await telegram.control("members", {"chat": GROUP, "user": ANN, "status": "member", "by": YOU})
    await bot.shows("Ann was added by You. Welcome!", chat=GROUP)


async def test_ptbs_deep_links_lead_four_levels_down(
    ptb: Starter, telegram: RunningTelegram
) -> None:
    bot = await ptb("deeplinking")

    await bot.says("/start", "?startgroup=check-this-out")
    await bot.says("/start check-this-out", "you just accessed hidden functionality!")
    await bot.says("/start so-cool", "CLICK HERE")
    await bot.says("/start using-entities-here", "using InlineKeyboardButtons")
    tapped = await telegram.tap("Like this!")
    await bot.says("/start using-keyboard-here", "The payload was: ['using-keyboard-here']")

    assert tapped["url"].endswith("?start=using-keyboard-here")
    assert bot.complaints == 0


async def test_ptbs_timer_rings(ptb: Starter) -> None:
    bot = await ptb("timerbot")

    await bot.says("/set 0.2", "Beep! 0.2 seconds are over!")


async def test_ptb_comes_back_after_trouble(ptb: Starter, telegram: RunningTelegram) -> None:
    bot = await ptb("echobot")
    polling = {"method": "getUpdates", "times": 1}
    faults = [{**polling, "error": "bad_gateway"}, {**polling, "answer": "nginx"}]
    await telegram.control("faults", faults)

    await bot.says("before", "before")
    await bot.until(lambda: not telegram.playground.faults.active)
    await bot.says("after", "after")

    assert bot.complaints > 0


async def show_a_picture(telegram: RunningTelegram) -> None:
    """You send a photo."""
    picture = BytesIO()
    Image.new("RGB", (640, 360), "navy").save(picture, "PNG")
    form = aiohttp.FormData({"chat": str(YOU), "from": str(YOU)})
    form.add_field("file", picture.getvalue(), filename="x.png", content_type="image/png")
    async with aiohttp.request("POST", f"{telegram.url}/sim/photo", data=form) as answer:
        assert answer.ok, await answer.text()


async def group_of_three(telegram: RunningTelegram) -> None:
    """You, Ann and Bo, and the bot as an administrator."""
    await telegram.control("users", {"id": 1003, "first_name": "Bo"})
    members = {"1001": "creator", "1002": "member", "1003": "member", "42": "administrator"}
    group = {"id": GROUP, "type": "group", "title": "Whalers", "members": members}
    await telegram.control("chats", group)

"""Specification of people and places on the chat page: who is where, who sees and may do what."""

import asyncio
import re

import pytest
from aiogram import Bot
from aiogram.types import EphemeralMessageParameters
from playwright.async_api import expect

from standins.telegram.running import YOU, RunningTelegram
from tests.support.bots import BOT
from tests.support.chat_page import ANN, Chat, desk

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(60)]


async def test_an_ephemeral_answer_is_seen_by_one_person_alone(
    chat: Chat, bot: Bot, telegram: RunningTelegram
) -> None:
    group = await desk(telegram)
    await telegram.say("/alerts", chat=group, sender=YOU)
    only = EphemeralMessageParameters(receiver_user_id=YOU)
    await bot.send_message(group, "Your three rules", ephemeral_message_parameters=only)

    await chat.go_to("Desk")
    await expect(chat.message("Your three rules")).to_contain_text("Only you see this")
    await chat.act_as("Ann")

    await expect(chat.message("/alerts")).to_be_visible()
    await expect(chat.message("Your three rules")).to_be_hidden()


async def test_one_person_after_the_other_speaks_in_a_group(
    chat: Chat, telegram: RunningTelegram
) -> None:
    await desk(telegram)
    await chat.go_to("Desk")

    await chat.write("Morning")
    await chat.page.keyboard.press("Alt+2")
    await expect(chat.page.get_by_role("button", name="Writing as Ann, change")).to_be_visible()
    await chat.write("Morning, You")

    await expect(chat.message("Morning, You")).to_have_class(re.compile("mine"))


async def test_a_person_and_a_group_are_made_on_the_page(
    chat: Chat, telegram: RunningTelegram
) -> None:
    await chat.press("New chat or person")
    await chat.choose("New person")
    await chat.page.get_by_label("First name").fill("Ben")
    await chat.press("Create")
    await expect(chat.page.get_by_role("button", name="Acting as, change")).to_contain_text("Ben")

    await chat.press("New chat or person")
    await chat.choose("New supergroup")
    await chat.page.get_by_label("Name", exact=True).fill("Ben's desk")
    await chat.press("Create")

    await expect(chat.page.locator("#head-status")).to_have_text("supergroup · 4 members")
    made = next(
        one for one in telegram.playground.state.chats.values() if one.title == "Ben's desk"
    )
    assert made.member(1003).status == "creator"
    assert made.member(BOT).status == "member"


async def test_the_bot_is_promoted_and_removed_in_the_list_of_members(
    chat: Chat, bot: Bot, telegram: RunningTelegram
) -> None:
    group = await desk(telegram)
    await chat.go_to("Desk")
    await chat.page.locator("#head-open").click()
    panel = chat.page.get_by_role("complementary", name="Particulars")

    await panel.get_by_role("button", name="Whale Tracker").click()
    await chat.choose("Rights")
    await chat.page.get_by_label("Pin messages").set_checked(False)
    await chat.press("Save")
    await expect(chat.dialog).to_be_hidden()
    assert telegram.playground.state.chats[group].member(BOT).may("can_pin_messages") is False

    await panel.get_by_role("button", name="Whale Tracker").click()
    await chat.choose("Remove and ban")
    await chat.press("Remove")
    await expect(panel.get_by_role("button", name="Whale Tracker")).to_contain_text("banned")


async def test_topics_part_a_group_and_a_new_one_is_added(
    chat: Chat, bot: Bot, telegram: RunningTelegram
) -> None:
    forum = await desk(telegram, is_forum=True)
    whales = await bot.create_forum_topic(forum, "Whales")
    await bot.send_message(forum, "in General")
    await bot.send_message(forum, "735 ETH", message_thread_id=whales.message_thread_id)
    await chat.go_to("Desk")

    await chat.page.get_by_role("tab", name="Whales").click()
    await expect(chat.message("735 ETH")).to_be_visible()
    await expect(chat.message("in General")).to_be_hidden()
    await chat.write("seen")
    await chat.press("New topic")
    await chat.page.get_by_label("Name").fill("Prices")
    await chat.press("Create")

    await expect(chat.page.get_by_role("tab", name="Prices")).to_be_visible()
    text = (await telegram.transcript(forum))[-2]
    assert (text["text"], text["topic"]) == ("seen", whales.message_thread_id)


async def test_pinned_messages_are_followed_from_the_newest_to_the_oldest(
    chat: Chat, bot: Bot
) -> None:
    for text in ("rules of the house", "today's levels"):
        sent = await bot.send_message(YOU, text)
        await sent.pin()

    await expect(chat.page.locator("#pinned")).to_contain_text("1 of 2today's levels")
    await chat.page.locator("#pinned button").click()

    await expect(chat.page.locator("#pinned")).to_contain_text("2 of 2rules of the house")


async def test_a_channel_shows_views_and_only_its_leaders_write(
    chat: Chat, telegram: RunningTelegram
) -> None:
    channel = await desk(telegram, "channel", signs=True)
    await telegram.say("Maintenance at two", chat=channel, sender=YOU)

    await chat.go_to("Desk")
    await expect(chat.message("Maintenance at two")).to_contain_text("You")
    await expect(chat.page.get_by_label("2 views")).to_be_visible()
    await chat.act_as("Ann")

    await expect(chat.page.get_by_text("Only administrators write here")).to_be_visible()


async def test_what_is_new_is_counted_until_it_is_read(
    chat: Chat, bot: Bot, telegram: RunningTelegram
) -> None:
    group = await desk(telegram)
    await chat.go_to("Whale Tracker")

    async with asyncio.TaskGroup() as tasks:
        for text in ("one", "two"):
            tasks.create_task(telegram.say(text, chat=group, sender=ANN))
    await expect(chat.in_list("Desk, 2 unread")).to_be_visible()
    await chat.go_to("Desk")

    await expect(chat.in_list("Desk")).to_have_accessible_name("Desk")


async def test_a_chat_is_found_by_a_part_of_its_name(chat: Chat, telegram: RunningTelegram) -> None:
    await desk(telegram)
    await expect(chat.in_list("Desk")).to_be_visible()

    await chat.page.keyboard.press("Control+k")
    await chat.page.keyboard.type("des")
    await expect(chat.in_list("Whale Tracker")).to_be_hidden()
    await chat.page.keyboard.press("Enter")

    await expect(chat.page.locator("#head-title")).to_have_text("Desk")

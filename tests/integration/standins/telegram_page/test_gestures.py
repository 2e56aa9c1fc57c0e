"""Specification of gestures in a chat: command, choose, share, correct, forward, react, vote."""

import pytest
from aiogram import Bot
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    InlineQueryResultArticle,
    InputPollOption,
    InputTextMessageContent,
    KeyboardButton,
    KeyboardButtonRequestChat,
    KeyboardButtonRequestUsers,
    ReplyKeyboardMarkup,
)
from playwright.async_api import expect

from standins.telegram.running import YOU, RunningTelegram
from tests.support.bots import news
from tests.support.chat_page import ANN, Chat, desk

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(60)]


async def test_the_command_menu_is_walked_and_sent_by_keyboard(chat: Chat, bot: Bot) -> None:
    names = ["alert", "alerts", "status"]
    await bot.set_my_commands([BotCommand(command=one, description=one) for one in names])
    await expect(chat.button("Commands")).to_be_visible()

    await chat.page.locator("#stream").click()
    await chat.page.keyboard.press("/")
    await chat.page.keyboard.type("al")
    await expect(chat.options).to_have_count(2)
    await chat.page.keyboard.press("ArrowDown")
    await chat.page.keyboard.press("Enter")

    await expect(chat.messages.last).to_contain_text("/alerts")


async def test_a_group_has_the_commands_of_its_scope(
    chat: Chat, bot: Bot, telegram: RunningTelegram
) -> None:
    await bot.set_my_commands([BotCommand(command="start", description="Begin")])
    here = [BotCommand(command="price", description="Price now")]
    await bot.set_my_commands(here, scope=BotCommandScopeAllGroupChats())
    await desk(telegram)

    await chat.go_to("Desk")
    await chat.press("Commands")

    await expect(chat.options).to_have_text(["/pricePrice now"])


async def test_an_inline_answer_is_chosen_by_keyboard_and_sent_via_the_bot(
    chat: Chat, bot: Bot, telegram: RunningTelegram
) -> None:
    await telegram.control("bot", {"inline": True})
    offers = [
        InlineQueryResultArticle(
            id=name, title=name, input_message_content=InputTextMessageContent(message_text=name)
        )
        for name in ("Price", "Whales")
    ]

    await chat.field.fill("@whale_tracker_bot eth")
    (update,) = await bot.get_updates(timeout=5, allowed_updates=["inline_query"])
    assert update.inline_query
    await bot.answer_inline_query(update.inline_query.id, list(offers))
    await expect(chat.options).to_have_count(2)
    await chat.field.press("ArrowDown")
    await chat.field.press("Enter")

    assert update.inline_query.query == "eth"
    await expect(chat.messages.last).to_contain_text("via @whale_tracker_bot")
    await expect(chat.messages.last).to_contain_text("Whales")


async def test_a_channel_is_shared_with_a_button_of_the_bots_keyboard(
    chat: Chat, bot: Bot, telegram: RunningTelegram
) -> None:
    channel = await desk(telegram, "channel")
    await news(bot)
    asks = KeyboardButtonRequestChat(request_id=7, chat_is_channel=True)
    rows = [[KeyboardButton(text="Use a channel", request_chat=asks)]]
    await bot.send_message(YOU, "Where to?", reply_markup=ReplyKeyboardMarkup(keyboard=rows))

    await chat.press("Use a channel")
    await chat.dialog.get_by_role("button", name="Desk").click()
    (update,) = await bot.get_updates(timeout=5)

    assert update.message
    assert update.message.chat_shared
    assert update.message.chat_shared.chat_id == channel


async def test_people_numbers_and_places_are_shared_when_asked_for(chat: Chat, bot: Bot) -> None:
    await news(bot)
    people = KeyboardButtonRequestUsers(request_id=1, max_quantity=1)
    rows = [
        [KeyboardButton(text="Somebody", request_users=people)],
        [KeyboardButton(text="My number", request_contact=True)],
        [KeyboardButton(text="My place", request_location=True)],
    ]
    await bot.send_message(YOU, "Tell me", reply_markup=ReplyKeyboardMarkup(keyboard=rows))

    await chat.press("Somebody")
    await chat.dialog.get_by_role("button", name="Ann").click()
    for name in ("My number", "My place"):
        await chat.press(name)
        await chat.press("Share")
        await expect(chat.dialog).to_be_hidden()
    await expect(chat.messages).to_have_count(4)

    said = [update.message for update in await bot.get_updates(timeout=1) if update.message]
    assert [one.content_type for one in said] == ["users_shared", "contact", "location"]


async def test_ones_own_message_is_changed_and_deleted_by_its_menu(chat: Chat, bot: Bot) -> None:
    await news(bot)
    await chat.write("price 3500")

    await chat.choose_for("price 3500", "Edit")
    await chat.write("price 3600")
    await expect(chat.message("price 3600")).to_contain_text("edited")
    await chat.choose_for("price 3600", "Delete")
    await chat.press("Delete")

    await expect(chat.messages).to_have_count(0)
    kinds = [update.event_type for update in await bot.get_updates(timeout=1)]
    assert kinds == ["message", "edited_message"]


async def test_a_reply_leads_back_to_what_it_answers(chat: Chat, bot: Bot) -> None:
    asked = await bot.send_message(YOU, "Which level?")
    for number in range(25):
        await bot.send_message(YOU, f"line {number}")

    await chat.choose_for("line 24", "Reply")
    await chat.write("3500")
    await bot.send_message(YOU, "Noted", reply_parameters={"message_id": asked.message_id})  # type: ignore[arg-type]
    await chat.message("Noted").get_by_role("button", name="Which level?").click()

    await expect(chat.message("Which level?").first).to_be_in_viewport()
    await expect(chat.message("3500")).to_contain_text("line 24")


async def test_a_message_is_forwarded_to_another_chat(
    chat: Chat, bot: Bot, telegram: RunningTelegram
) -> None:
    await desk(telegram)
    await bot.send_message(YOU, "735 ETH moved")

    await chat.choose_for("735 ETH moved", "Forward")
    await chat.dialog.get_by_role("button", name="Desk").click()
    await chat.go_to("Desk")

    await expect(chat.message("735 ETH moved")).to_contain_text("Forwarded from Whale Tracker")


async def test_people_react_and_take_it_back(chat: Chat, bot: Bot) -> None:
    await bot.send_message(YOU, "735 ETH moved")

    await chat.message("735 ETH moved").click(button="right")
    await chat.page.get_by_role("menuitemradio", name="React with 🐳").click()
    await expect(chat.button("🐳 1")).to_have_attribute("aria-pressed", "true")
    await chat.press("🐳 1")

    await expect(chat.button("🐳 1")).to_be_hidden()


async def test_people_vote_and_see_how_others_did(
    chat: Chat, bot: Bot, telegram: RunningTelegram
) -> None:
    group = await desk(telegram)
    answers = [InputPollOption(text="up"), InputPollOption(text="down")]
    poll = await bot.send_poll(group, "Where to?", list(answers), is_anonymous=False)
    vote = {"chat": group, "from": ANN, "message_id": poll.message_id, "options": [1]}
    await telegram.control("vote", vote)

    await chat.go_to("Desk")
    await chat.page.get_by_role("radio", name="up").click()

    await expect(chat.page.get_by_label("up: 50 percent, your vote")).to_be_visible()
    await expect(chat.page.get_by_label("down: 50 percent")).to_be_visible()

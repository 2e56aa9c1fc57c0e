"""Specification of messages on the chat page: what the bot sends is seen, pressed and answered."""

import asyncio
from datetime import UTC, datetime

import pytest
from aiogram import Bot
from aiogram.types import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
)
from playwright.async_api import expect

from standins.telegram.running import YOU, RunningTelegram
from tests.support.bots import news
from tests.support.chat_page import Chat
from tests.support.media import file, picture

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(60)]


def keys(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[list(buttons)])


def key(text: str, style: str | None = None) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data="x", style=style)


async def answer_next_tap(bot: Bot, text: str, *, alert: bool = False) -> None:
    """Wait for a tap and answer it."""
    (update,) = await bot.get_updates(timeout=5, allowed_updates=["callback_query"])
    assert update.callback_query
    await bot.answer_callback_query(update.callback_query.id, text, show_alert=alert)


async def test_a_newcomer_is_welcomed_and_starts(phone: Chat, bot: Bot) -> None:
    await bot.set_my_description("I watch the sea.")
    await phone.go_to("Whale Tracker")
    await expect(phone.page.get_by_text("I watch the sea.")).to_be_visible()

    await phone.press("Start")
    (update,) = await bot.get_updates(timeout=5)

    assert update.message
    assert update.message.text == "/start"
    await expect(phone.message("/start")).to_be_visible()


async def test_a_pressed_button_is_answered_with_a_toast_or_an_alert(chat: Chat, bot: Bot) -> None:
    await bot.send_message(YOU, "Rule 1", reply_markup=keys(key("Snooze"), key("Why")))

    async with asyncio.TaskGroup() as group:
        group.create_task(answer_next_tap(bot, "Snoozed for an hour"))
        await chat.press("Snooze")
    await expect(chat.toast).to_have_text("Snoozed for an hour")
    await news(bot)

    async with asyncio.TaskGroup() as group:
        group.create_task(answer_next_tap(bot, "735 ETH is more than 500", alert=True))
        await chat.press("Why")
    await expect(chat.dialog).to_contain_text("735 ETH is more than 500")


async def test_a_disabled_button_can_not_be_pressed(chat: Chat, bot: Bot) -> None:
    off = InlineKeyboardButton.model_validate({"text": "Limit reached", "disabled": {}})

    await bot.send_message(YOU, "Rules", reply_markup=keys(off, key("Delete", style="danger")))

    await expect(chat.button("Limit reached")).to_be_disabled()
    await expect(chat.button("Delete")).to_have_class("inline danger")


async def test_a_copy_button_copies(chat: Chat, bot: Bot) -> None:
    copies = InlineKeyboardButton(text="Copy hash", copy_text=CopyTextButton(text="0xf89d"))
    await bot.send_message(YOU, "A transfer", reply_markup=keys(copies))

    await chat.press("Copy hash")

    await expect(chat.toast).to_have_text("Copied: 0xf89d")
    assert await chat.page.evaluate("navigator.clipboard.readText()") == "0xf89d"


async def test_a_link_to_elsewhere_asks_before_it_opens(chat: Chat, bot: Bot) -> None:
    link = InlineKeyboardButton(text="Etherscan", url="https://etherscan.io/tx/0xf89d")
    await bot.send_message(YOU, "A transfer", reply_markup=keys(link))

    await chat.press("Etherscan")

    await expect(chat.dialog).to_contain_text("https://etherscan.io/tx/0xf89d")
    await chat.press("Cancel")
    await expect(chat.dialog).to_be_hidden()
    assert len(chat.page.context.pages) == 1


async def test_a_link_to_the_bot_starts_it_inside_the_page(chat: Chat, bot: Bot) -> None:
    await bot.send_message(YOU, "Add t.me/whale_tracker_bot?start=r_7 to your rules")

    await chat.page.get_by_role("link", name="t.me/whale_tracker_bot?start=r_7").click()

    await expect(chat.messages.last).to_contain_text("/start r_7")


async def test_pictures_open_large_one_after_the_other(chat: Chat, bot: Bot) -> None:
    for caption in ("first", "second", "third"):
        await bot.send_photo(YOU, picture(800, 450), caption=caption)

    await chat.press("Open Photo: second")
    await expect(chat.dialog).to_contain_text("2 of 3")
    await chat.page.keyboard.press("ArrowRight")

    await expect(chat.dialog).to_contain_text("3 of 3")
    await expect(chat.dialog).to_contain_text("third")
    image = chat.page.locator("#lightbox-image")
    assert await image.evaluate("one => one.naturalWidth") == 800
    await chat.page.keyboard.press("Escape")
    await expect(chat.dialog).to_be_hidden()


async def test_an_album_is_one_bubble_with_every_picture(chat: Chat, bot: Bot) -> None:
    views = [InputMediaPhoto(media=picture(500, 300)) for _ in range(3)]
    first = InputMediaPhoto(media=picture(400, 600), caption="Four views")

    await bot.send_media_group(YOU, [first, *views])

    await expect(chat.messages).to_have_count(1)
    await expect(chat.page.get_by_role("group", name="Album of 4").locator("img")).to_have_count(4)
    await expect(chat.messages).to_contain_text("Four views")


async def test_an_album_of_any_size_fills_its_rows_in_order(chat: Chat) -> None:
    rows = await chat.page.evaluate(
        """async () => {
          const { mosaic } = await import("/page/mosaic.js");
          const ratios = [1.6, 0.7, 1.5, 1, 2.1, 0.6, 1.3, 0.8, 1.8, 1.1];
          const sizes = [2, 3, 4, 5, 6, 7, 8, 9, 10];
          return sizes.map((size) => mosaic(ratios.slice(0, size)));
        }"""
    )

    for size, album in zip(range(2, 11), rows, strict=True):
        assert sum(len(pile) for row in album for pile in row["cells"]) == size
        assert all(0.15 < row["height"] < 1 for row in album)
        assert sum(row["height"] for row in album) < 1.5


async def test_a_file_can_be_saved_under_its_name(chat: Chat, bot: Bot) -> None:
    await bot.send_document(YOU, file("trades.csv", b"a,b\n" * 512))

    async with chat.page.expect_download() as download:
        await chat.page.get_by_role("link", name="trades.csv 2.0 KB").click()

    assert (await download.value).suggested_filename == "trades.csv"


async def test_the_bot_is_seen_typing_until_it_speaks(chat: Chat, bot: Bot) -> None:
    await chat.write("hello")
    await bot.send_chat_action(YOU, "upload_photo")
    await expect(chat.page.locator("#head-status")).to_have_text("sending a photo…")

    await bot.send_message(YOU, "Good morning")

    await expect(chat.page.locator("#head-status")).to_have_text("bot · @whale_tracker_bot")


async def test_an_edit_is_seen_in_place_and_a_deletion_at_once(chat: Chat, bot: Bot) -> None:
    price = await bot.send_message(YOU, "3,444")
    gone = await bot.send_message(YOU, "never mind")
    await expect(chat.messages).to_have_count(2)

    await price.edit_text("3,452")
    await gone.delete()

    await expect(chat.messages).to_have_count(1)
    await expect(chat.message("3,452")).to_contain_text("edited")


async def test_a_draft_grows_until_the_message_is_there(chat: Chat, bot: Bot) -> None:
    await chat.write("How is the market?")
    await bot.send_message_draft(chat_id=YOU, draft_id=1, text="The market")
    await expect(chat.page.locator("#draft .text")).to_have_text("The market")
    await bot.send_message_draft(chat_id=YOU, draft_id=1, text="The market is")
    await expect(chat.page.locator("#draft .text")).to_have_text("The market is")

    await bot.send_message(YOU, "The market is quiet.")

    await expect(chat.message("The market is quiet.")).to_be_visible()
    await expect(chat.page.locator("#draft")).to_be_hidden()


async def test_a_moment_is_shown_in_the_readers_zone(chat: Chat, bot: Bot) -> None:
    noon = int(datetime(2026, 11, 21, 12, 0, tzinfo=UTC).timestamp())

    await bot.send_message(YOU, f'Noon is <tg-time unix="{noon}" format="t">12:00</tg-time>')

    await expect(chat.message("Noon is 21:00")).to_be_visible()


async def test_a_rich_message_keeps_its_table(chat: Chat, bot: Bot) -> None:
    cells = [[{"text": "ETH", "align": "left", "valign": "top", "is_header": True}]]
    cells += [[{"text": "3,444", "align": "left", "valign": "top"}]]
    table = {"type": "table", "cells": cells}

    await bot.send_rich_message(YOU, rich_message={"blocks": [table]})  # type: ignore[arg-type]

    await expect(chat.page.get_by_role("columnheader")).to_have_text("ETH")
    await expect(chat.page.get_by_role("cell")).to_have_text("3,444")


async def test_what_looks_like_markup_stays_text(chat: Chat, telegram: RunningTelegram) -> None:
    nasty = '<img src=x onerror="document.title=1"><b>not bold</b>'

    await telegram.control("users", {"id": 1005, "first_name": nasty})
    await chat.write(nasty)

    await expect(chat.message(nasty)).to_be_visible()
    assert await chat.page.locator("#messages img, #messages b").count() == 0

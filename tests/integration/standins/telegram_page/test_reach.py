"""Specification of the chat page for everybody: by keyboard, by ear, on a phone, in any light."""

import pytest
from aiogram import Bot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from playwright.async_api import expect

from standins.telegram.running import YOU, RunningTelegram
from tests.support.chat_page import ANN, Chat, desk
from tests.support.media import picture

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(60)]

UNNAMED = """() => [...document.querySelectorAll("button, a, input, select, textarea, img, [role]")]
  .filter((one) => one.checkVisibility() && !one.matches("[role=status], [aria-hidden=true] *"))
  .filter((one) => !(one.ariaLabel || one.textContent.trim() || one.getAttribute("aria-labelledby")
    || one.labels?.length || one.hasAttribute("alt") || one.placeholder))
  .map((one) => one.outerHTML.slice(0, 120))"""
TWICE = """() => { const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  return ids.filter((id, place) => ids.indexOf(id) !== place); }"""
FAINT = """() => {
  const parse = (text) => {
    const sheet = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    sheet.fillStyle = text;
    sheet.fillRect(0, 0, 1, 1);
    return [...sheet.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map((one) => one / 255)
    .map((one) => (one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
    .reduce((sum, one, place) => sum + one * [0.2126, 0.7152, 0.0722][place], 0);
  const ground = (one) => {
    for (let node = one; node; node = node.parentElement) {
      const color = parse(getComputedStyle(node).backgroundColor);
      if (color[3] === 255) return color;
    }
    return parse(getComputedStyle(document.body).backgroundColor);
  };
  const contrast = (one) => {
    const [a, b] = [parse(getComputedStyle(one).color), ground(one)].map(light);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  return [...document.querySelectorAll("b, small, span, p, time, i, h2, strong, button")]
    .filter((one) => one.checkVisibility() && !one.closest(":disabled, .avatar, .day, .service"))
    .filter((one) => [...one.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
    .map((one) => [one.textContent.slice(0, 30), Math.round(contrast(one) * 10) / 10])
    .filter(([, ratio]) => ratio < 4.5);
}"""


async def a_busy_world(bot: Bot, telegram: RunningTelegram) -> None:
    """A private chat with a keyboard, a picture and a reply; a forum with two people."""
    buttons = [[InlineKeyboardButton(text=one, callback_data=one) for one in ("Chart", "Mute")]]
    markup = InlineKeyboardMarkup(inline_keyboard=buttons)
    await telegram.say("/start")
    await bot.send_photo(YOU, picture(800, 450), caption="735 ETH moved", reply_markup=markup)
    forum = await desk(telegram, is_forum=True)
    await bot.create_forum_topic(forum, "Whales")
    await telegram.control("clock", {"advance": 60})
    await telegram.say("Morning", chat=forum, sender=ANN)


async def test_everything_has_a_name_and_every_id_is_alone(
    chat: Chat, bot: Bot, telegram: RunningTelegram
) -> None:
    await a_busy_world(bot, telegram)

    for title in ("Whale Tracker", "Desk"):
        await chat.go_to(title)
        await chat.page.locator("#head-open").click()
        assert await chat.page.evaluate(UNNAMED) == []
        assert await chat.page.evaluate(TWICE) == []
        await chat.press("Close the panel")


@pytest.mark.parametrize("scheme", ["dark", "light"])
async def test_every_text_is_told_from_its_ground(
    chat: Chat, bot: Bot, telegram: RunningTelegram, scheme: str
) -> None:
    await a_busy_world(bot, telegram)
    await chat.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]

    for title in ("Whale Tracker", "Desk"):
        await chat.go_to(title)
        await chat.page.locator("#head-open").click()
        assert await chat.page.evaluate(FAINT) == []
        await chat.press("Close the panel")


async def test_nothing_is_wider_than_a_phone(
    phone: Chat, bot: Bot, telegram: RunningTelegram
) -> None:
    await a_busy_world(bot, telegram)
    await telegram.say("0x28c6c06298d514db089934071355e5743bf21d60" * 4)
    width = "document.documentElement.scrollWidth"
    assert await phone.page.evaluate(width) == 390

    for title in ("Whale Tracker", "Desk"):
        await phone.go_to(title)
        assert await phone.page.evaluate(width) == 390
        await phone.page.locator("#head-open").click()
        assert await phone.page.evaluate(width) == 390
        await phone.press("Close the panel")
        await phone.press("Back to the chats")


async def test_a_picture_is_reached_opened_and_left_by_keyboard(
    chat: Chat, bot: Bot, telegram: RunningTelegram
) -> None:
    await a_busy_world(bot, telegram)
    await chat.go_to("Whale Tracker")
    await expect(chat.field).to_be_focused()

    await chat.page.keyboard.press("Shift+Tab")  # the menu of commands is not there: the newest
    await expect(chat.button("Mute")).to_be_focused()
    for _ in range(2):
        await chat.page.keyboard.press("Shift+Tab")
    await expect(chat.button("Open Photo: 735 ETH moved")).to_be_focused()
    await chat.page.keyboard.press("Enter")
    await expect(chat.dialog).to_be_visible()
    await chat.page.keyboard.press("Escape")

    await expect(chat.button("Open Photo: 735 ETH moved")).to_be_focused()
    await chat.page.keyboard.press("Escape")
    await expect(chat.field).to_be_focused()


async def test_arrows_walk_chats_and_messages(
    chat: Chat, bot: Bot, telegram: RunningTelegram
) -> None:
    await a_busy_world(bot, telegram)
    await chat.go_to("Whale Tracker")
    await expect(chat.in_list("Desk")).to_contain_text("Ann: Morning")

    await chat.messages.last.focus()
    await chat.page.keyboard.press("ArrowUp")
    await expect(chat.messages.first).to_be_focused()
    await chat.page.keyboard.press("Enter")
    await chat.page.keyboard.press("Escape")
    await expect(chat.messages.first).to_be_focused()
    await chat.page.keyboard.press("Alt+ArrowUp")

    await expect(chat.page.locator("#head-title")).to_have_text("Desk")


async def test_the_other_light_is_kept(chat: Chat) -> None:
    rail = chat.page.locator(".rail")
    await expect(rail).to_have_css("background-color", "rgb(16, 22, 31)")

    await chat.press("Switch between light and dark")
    await chat.page.reload()

    await expect(rail).to_have_css("background-color", "rgb(255, 255, 255)")

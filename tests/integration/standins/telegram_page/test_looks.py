"""Specification of how the chat page is laid out: nothing covers or crops what is to be read."""

import pytest
from aiogram import Bot
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    InputPollOption,
    LinkPreviewOptions,
)
from playwright.async_api import expect

from standins.telegram.running import YOU, RunningTelegram
from tests.support.chat_page import Chat
from tests.support.media import picture

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(60)]

CROPPED = """() => [...document.querySelectorAll(".album img")]
  .map((one) => one.clientWidth / one.clientHeight / (one.naturalWidth / one.naturalHeight))
  .filter((one) => Math.abs(one - 1) > 0.03)"""
OVERLAP = """([one, other]) => {
  const [a, b] = [one, other].map((name) => document.querySelector(name).getBoundingClientRect());
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}"""
CONFETTI = "5046509860389126442"


async def overlap(chat: Chat, one: str, other: str) -> bool:
    return bool(await chat.page.evaluate(OVERLAP, [one, other]))


@pytest.mark.parametrize("tall", [1, 2, 3])
async def test_an_album_of_charts_shows_them_whole(phone: Chat, bot: Bot, tall: int) -> None:
    charts = [picture(800, 1000) for _ in range(tall)] + [picture(800, 500)]
    await phone.go_to("Whale Tracker")

    await bot.send_media_group(YOU, [InputMediaPhoto(media=one) for one in charts])
    await expect(phone.page.locator(".album img")).to_have_count(tall + 1)
    await phone.page.wait_for_function(
        "[...document.querySelectorAll('.album img')].every((one) => one.naturalWidth)"
    )

    assert await phone.page.evaluate(CROPPED) == []


async def test_the_label_of_the_day_fades_when_it_would_cover_a_message(
    chat: Chat, bot: Bot
) -> None:
    for number in range(20):
        await bot.send_message(YOU, f"line {number}")
    label, stream = chat.page.locator(".day span"), chat.page.locator("#stream")

    await stream.evaluate("one => { one.scrollTop = 150; }")
    await expect(label).to_have_css("opacity", "1")
    await expect(label).to_have_css("opacity", "0")
    await stream.evaluate("one => { one.scrollTop = 0; }")

    await expect(stream).not_to_have_class("stream scrolling")
    await expect(label).to_have_css("opacity", "1")


async def test_only_one_day_is_told_at_a_time(
    chat: Chat, bot: Bot, telegram: RunningTelegram
) -> None:
    for day in ("Monday", "Tuesday"):
        for number in range(20):
            await bot.send_message(YOU, f"{day} {number}")
        await telegram.control("clock", {"advance": 86_400})
    await expect(chat.messages).to_have_count(40)

    await chat.page.locator("#stream").evaluate("one => { one.scrollTop = one.scrollHeight; }")

    await expect(chat.page.locator(".day").first).to_have_css("visibility", "hidden")
    await expect(chat.page.locator(".day").last).to_have_css("visibility", "visible")


async def test_the_way_to_the_end_covers_no_button_of_a_message(phone: Chat, bot: Bot) -> None:
    keys = [[InlineKeyboardButton(text="Rule 1", callback_data="1")]]
    for _ in range(4):
        await bot.send_photo(
            YOU, picture(800, 1000), reply_markup=InlineKeyboardMarkup(inline_keyboard=keys)
        )
    await phone.go_to("Whale Tracker")
    await expect(phone.messages).to_have_count(4)

    await phone.page.locator("#stream").evaluate("one => { one.scrollTop = 200; }")
    await expect(phone.button("To the newest message")).to_be_visible()
    edges = "[...document.querySelectorAll('.inline')].map((o) => o.getBoundingClientRect().right)"
    left = await phone.page.evaluate("document.querySelector('#to-end').offsetLeft")

    assert max(await phone.page.evaluate(edges)) <= left


async def test_reactions_and_the_time_stand_beside_each_other(
    chat: Chat, bot: Bot, telegram: RunningTelegram
) -> None:
    sent = await bot.send_message(YOU, "hm")

    await telegram.control(
        "react", {"chat": YOU, "from": YOU, "message_id": sent.message_id, "emoji": "🐳"}
    )
    await expect(chat.button("🐳 1")).to_be_visible()

    assert not await overlap(chat, ".reaction", ".foot time")


async def test_a_share_of_everybody_stands_on_one_line(
    chat: Chat, bot: Bot, telegram: RunningTelegram
) -> None:
    answers = [InputPollOption(text="up"), InputPollOption(text="down")]
    poll = await bot.send_poll(YOU, "Where to?", list(answers))

    vote = {"chat": YOU, "from": YOU, "message_id": poll.message_id, "options": [0]}
    await telegram.control("vote", vote)
    share = chat.page.locator(".poll-result b").first

    await expect(share).to_have_text("100%")
    assert await share.evaluate("one => one.getClientRects().length === 1 && one.offsetHeight < 30")


async def test_a_link_has_a_card_that_tells_where_it_leads(chat: Chat, bot: Bot) -> None:
    await bot.send_message(YOU, "Read https://etherscan.io/tx/0xf89d7a3c5b2e4f60718293a4b5c6d7e8")

    await chat.press("Preview of etherscan.io: tx › 0xf89d7a…c6d7e8")

    await expect(chat.dialog).to_contain_text(
        "https://etherscan.io/tx/0xf89d7a3c5b2e4f60718293a4b5c6d7e8"
    )


async def test_the_bot_decides_whether_and_how_a_link_is_shown(chat: Chat, bot: Bot) -> None:
    other = "https://www.bybit.com/en/trade/usdt/ETHUSDT"
    above = LinkPreviewOptions(url=other, show_above_text=True, prefer_large_media=True)
    quiet = LinkPreviewOptions(is_disabled=True)

    await bot.send_message(YOU, "https://a.example/quiet", link_preview_options=quiet)
    await bot.send_message(
        YOU, "See <a href='https://a.example'>it</a>", link_preview_options=above
    )

    await expect(chat.message("https://a.example/quiet").locator(".preview")).to_have_count(0)
    card = chat.button("Preview of bybit.com: en › trade › usdt › ETHUSDT")
    await expect(card.locator("xpath=following-sibling::*").first).to_have_text("See it")
    await expect(card).to_have_class("preview large")


async def test_an_effect_bursts_once_and_can_be_seen_again(chat: Chat, bot: Bot) -> None:
    await chat.page.emulate_media(reduced_motion="no-preference")
    await bot.send_message(YOU, "Rising", message_effect_id=CONFETTI)

    await expect(chat.page.locator(".effect span").first).to_have_text("🎉")
    await expect(chat.page.locator(".effect")).to_have_count(0)
    await chat.press("Play the effect 🎉 again")

    await expect(chat.page.locator(".effect")).to_have_count(1)


async def test_whoever_wants_less_motion_sees_no_effect(chat: Chat, bot: Bot) -> None:
    await bot.send_message(YOU, "Rising", message_effect_id=CONFETTI)

    await chat.press("Play the effect 🎉 again")

    await expect(chat.page.locator(".effect")).to_have_count(0)

"""Specification of the info panel for who leads a chat: letting in, turning away, restricting."""

import pytest
from aiogram import Bot
from playwright.async_api import Locator, expect

from standins.telegram.running import YOU, RunningTelegram
from tests.support.bots import news
from tests.support.chat_page import ANN, Chat, desk

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(60)]

BEN = 1003


async def panel_of_desk(chat: Chat) -> Locator:
    """The particulars of the chat called Desk."""
    await chat.go_to("Desk")
    await chat.page.locator("#head-open").click()
    return chat.page.get_by_role("complementary", name="Particulars")


async def ben_asks_to_join(bot: Bot, telegram: RunningTelegram) -> int:
    """A chat called Desk before whose door Ben stands."""
    await telegram.control("users", {"id": BEN, "first_name": "Ben"})
    group = await desk(telegram)
    link = await bot.create_chat_invite_link(group, creates_join_request=True)
    await telegram.control("join", {"user": BEN, "invite_link": link.invite_link})
    return group


async def test_who_asks_to_join_is_let_in_and_the_bot_hears_by_whom(
    chat: Chat, bot: Bot, telegram: RunningTelegram
) -> None:
    group = await ben_asks_to_join(bot, telegram)
    await news(bot)
    panel = await panel_of_desk(chat)

    await panel.get_by_role("button", name="Let Ben in").click()
    await expect(panel.get_by_role("button", name="Let Ben in")).to_be_hidden()

    assert telegram.playground.state.chats[group].member(BEN).status == "member"
    (came,) = [one.chat_member for one in await news(bot) if one.chat_member]
    assert (came.from_user.id, came.via_join_request) == (YOU, True)


async def test_who_asks_to_join_is_turned_away(
    chat: Chat, bot: Bot, telegram: RunningTelegram
) -> None:
    group = await ben_asks_to_join(bot, telegram)
    panel = await panel_of_desk(chat)

    await panel.get_by_role("button", name="Turn Ben away").click()
    await expect(panel.get_by_text("Waiting to be let in")).to_be_hidden()

    assert not telegram.playground.state.chats[group].member(BEN).is_in
    assert telegram.playground.state.chats[group].join_requests == {}


async def test_who_leads_nothing_sees_who_waits_and_decides_nothing(
    chat: Chat, bot: Bot, telegram: RunningTelegram
) -> None:
    group = await ben_asks_to_join(bot, telegram)
    await chat.act_as("Ann")

    panel = await panel_of_desk(chat)
    waiting = panel.get_by_role("region", name="Waiting to be let in")

    await expect(waiting).to_contain_text("Ben")
    await expect(waiting.get_by_role("button")).to_have_count(0)
    with pytest.raises(ValueError, match="may not let people into"):
        await telegram.control("admit", {"chat": group, "user": BEN, "by": ANN})


async def test_a_member_is_restricted_and_can_not_write(
    chat: Chat, telegram: RunningTelegram
) -> None:
    group = await desk(telegram)
    panel = await panel_of_desk(chat)

    await panel.get_by_role("button", name="Ann").click()
    await chat.choose("Restrict")
    await chat.page.get_by_label("Write messages").set_checked(False)
    await chat.page.get_by_label("How long").select_option("for a day")
    await chat.press("Save")
    await expect(panel.get_by_role("button", name="Ann")).to_contain_text("restricted")
    await chat.press("Close the panel")
    await chat.act_as("Ann")

    await expect(chat.page.get_by_text("You may not write here")).to_be_visible()
    place = telegram.playground.state.chats[group].member(ANN)
    assert place.until == pytest.approx(telegram.playground.clock.now() + 86_400, abs=30)
    assert (place.permissions["can_send_messages"], place.permissions["can_send_photos"]) == (
        False,
        True,
    )


async def test_restrictions_are_lifted(chat: Chat, telegram: RunningTelegram) -> None:
    group = await desk(telegram)
    silenced = {"chat": group, "user": ANN, "status": "restricted", "rights": {}}
    await telegram.control("members", silenced)
    panel = await panel_of_desk(chat)

    await panel.get_by_role("button", name="Ann").click()
    await chat.choose("Lift the restrictions")

    await expect(chat.toast).to_have_text("Ann may do what everybody may")
    assert telegram.playground.state.chats[group].member(ANN).status == "member"


async def test_a_member_is_offered_only_what_a_member_may(
    chat: Chat, telegram: RunningTelegram
) -> None:
    await desk(telegram)
    await chat.act_as("Ann")
    panel = await panel_of_desk(chat)

    await panel.get_by_role("button", name="Whale Tracker").focus()
    await panel.get_by_role("button", name="You", exact=False).first.click()

    await expect(chat.page.get_by_role("menuitem")).to_have_text(["Act as You"])


async def test_the_panel_is_walked_by_keyboard_while_it_changes(
    chat: Chat, bot: Bot, telegram: RunningTelegram
) -> None:
    await ben_asks_to_join(bot, telegram)
    panel = await panel_of_desk(chat)

    await panel.get_by_role("button", name="Turn Ben away").focus()
    await chat.page.keyboard.press("Enter")
    await expect(panel.get_by_role("tab", name="Info")).to_be_focused()
    await panel.get_by_role("button", name="Ann").focus()
    await chat.page.keyboard.press("Enter")
    await chat.page.keyboard.press("ArrowDown")
    await expect(chat.page.get_by_role("menuitem", name="Make an administrator")).to_be_focused()
    await chat.page.keyboard.press("Enter")
    await chat.page.get_by_label("Title").press("Enter")

    await expect(panel.get_by_role("button", name="Ann")).to_contain_text("admin")
    await expect(panel.get_by_role("button", name="Ann")).to_be_focused()

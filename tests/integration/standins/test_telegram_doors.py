"""Specification of the ways in: invite links, join requests, deep links, buttons that share."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    ChatAdministratorRights,
    KeyboardButton,
    KeyboardButtonRequestChat,
    KeyboardButtonRequestUsers,
    ReplyKeyboardMarkup,
)
from aiogram.utils.deep_linking import create_start_link, create_startgroup_link

from standins.telegram.running import YOU, RunningTelegram
from tests.support.bots import BOT, news

ANN = 1002
RIGHTS = dict.fromkeys(ChatAdministratorRights.model_fields, False)


async def place(telegram: RunningTelegram, kind: str, bot: str = "administrator") -> int:
    members = {YOU: "creator", BOT: bot}
    wish = {"type": kind, "title": "Whales", "members": members}
    return int((await telegram.control("chats", wish))["id"])


async def test_a_link_lets_one_person_in(bot: Bot, telegram: RunningTelegram) -> None:
    group = await place(telegram, "supergroup")
    link = await bot.create_chat_invite_link(group, name="Friends", member_limit=1)
    await telegram.control("users", {"id": 7, "first_name": "Bo"})
    await news(bot)

    await telegram.control("join", {"user": ANN, "invite_link": link.invite_link})

    came, said = await news(bot)
    assert came.chat_member
    assert came.chat_member.invite_link
    assert came.chat_member.invite_link.name == "Friends"
    assert said.message
    assert said.message.new_chat_members
    with pytest.raises(ValueError, match="expired"):
        await telegram.control("join", {"user": 7, "invite_link": link.invite_link})


async def test_links_are_edited_and_revoked(bot: Bot, telegram: RunningTelegram) -> None:
    group = await place(telegram, "supergroup")
    first = await bot.export_chat_invite_link(group)
    link = await bot.create_chat_invite_link(group)

    edited = await bot.edit_chat_invite_link(group, link.invite_link, name="Late")
    revoked = await bot.revoke_chat_invite_link(group, link.invite_link)

    assert (edited.name, revoked.is_revoked) == ("Late", True)
    assert (await bot.get_chat(group)).invite_link == first
    with pytest.raises(ValueError, match="expired"):
        await telegram.control("join", {"user": ANN, "invite_link": link.invite_link})


async def test_a_limit_and_an_approval_do_not_go_together(
    bot: Bot, telegram: RunningTelegram
) -> None:
    group = await place(telegram, "supergroup")
    plain = await place(telegram, "supergroup", "member")

    with pytest.raises(TelegramBadRequest, match="member limit can't be specified for links"):
        await bot.create_chat_invite_link(group, member_limit=1, creates_join_request=True)
    with pytest.raises(TelegramBadRequest, match="not enough rights to manage chat invite link"):
        await bot.create_chat_invite_link(plain)


async def test_who_asks_to_join_is_let_in_or_not(bot: Bot, telegram: RunningTelegram) -> None:
    channel = await place(telegram, "channel")
    await telegram.control("users", {"id": 7, "first_name": "Bo", "bio": "trader"})
    link = (await bot.create_chat_invite_link(channel, creates_join_request=True)).invite_link
    await news(bot)

    for user in (ANN, 7):
        await telegram.control("join", {"user": user, "invite_link": link})
    asked = [one.chat_join_request for one in await news(bot)]
    await bot.approve_chat_join_request(channel, ANN)
    await bot.decline_chat_join_request(channel, 7)

    (came,) = [one.chat_member for one in await news(bot)]
    assert [one.from_user.id for one in asked if one] == [ANN, 7]
    assert [one.bio for one in asked if one] == [None, "trader"]
    assert came
    assert (came.new_chat_member.status, came.via_join_request) == ("member", True)
    with pytest.raises(TelegramBadRequest, match="USER_ALREADY_PARTICIPANT"):
        await bot.approve_chat_join_request(channel, ANN)
    with pytest.raises(TelegramBadRequest, match="HIDE_REQUESTER_MISSING"):
        await bot.approve_chat_join_request(channel, 7)


async def test_a_start_link_writes_start_with_its_payload(
    bot: Bot, telegram: RunningTelegram
) -> None:
    link = await create_start_link(bot, "r_7")

    opened = await telegram.control("open", {"from": YOU, "link": link})

    (update,) = await news(bot)
    assert (opened["opened"], opened["chat"]) == ("chat", YOU)
    assert update.message
    assert update.message.text == "/start r_7"


async def test_a_group_link_adds_the_bot_where_the_person_chooses(
    bot: Bot, telegram: RunningTelegram
) -> None:
    group = await place(telegram, "supergroup", "left")
    await news(bot)
    link = f"{await create_startgroup_link(bot, 'r_7')}&admin=delete_messages+pin_messages"

    offered = await telegram.control("open", {"from": YOU, "link": link})
    await telegram.control("open", {"from": YOU, "link": link, "chat": group})

    updates = await news(bot)
    mine = next(one.my_chat_member for one in updates if one.my_chat_member).new_chat_member
    assert (offered["opened"], offered["chats"]) == ("chooser", [group])
    assert offered["rights"] == ["can_delete_messages", "can_pin_messages"]
    assert mine.status == "administrator"
    assert [one.message.text for one in updates if one.message][-1] == (
        "/start@whale_tracker_bot r_7"
    )


async def test_a_channel_link_adds_the_bot_with_the_rights_it_asks_for(
    bot: Bot, telegram: RunningTelegram
) -> None:
    channel = await place(telegram, "channel", "left")
    link = "https://t.me/whale_tracker_bot?startchannel&admin=post_messages+edit_messages"

    await telegram.control("open", {"from": YOU, "link": link, "chat": channel})

    assert (await bot.send_message(channel, "hello")).chat.id == channel
    assert [one.my_chat_member is not None for one in await news(bot)] == [True]
    with pytest.raises(ValueError, match="administers"):
        await telegram.control("open", {"from": ANN, "link": link, "chat": channel})


async def test_a_button_asks_for_a_channel_and_brings_the_bot_into_it(
    bot: Bot, telegram: RunningTelegram
) -> None:
    channel = await place(telegram, "channel", "left")
    group = await place(telegram, "supergroup", "left")
    wanted = KeyboardButtonRequestChat(
        request_id=3,
        chat_is_channel=True,
        request_title=True,
        user_administrator_rights=ChatAdministratorRights(**RIGHTS | {"can_post_messages": True}),
        bot_administrator_rights=ChatAdministratorRights(**RIGHTS | {"can_post_messages": True}),
    )
    button = KeyboardButton(text="Choose a channel", request_chat=wanted)
    keyboard = ReplyKeyboardMarkup(keyboard=[[button]])
    sent = await bot.send_message(YOU, "where to?", reply_markup=keyboard)
    press = {"chat": YOU, "from": YOU, "message_id": sent.message_id, "request_id": 3}

    with pytest.raises(ValueError, match="can't be chosen here: it is a supergroup"):
        await telegram.control("share", {**press, "chat_shared": group})
    await telegram.control("share", {**press, "chat_shared": channel})

    updates = await news(bot)
    shared = next(one.message.chat_shared for one in updates if one.message)
    mine = await bot.get_chat_member(channel, BOT)
    assert shared
    assert (shared.request_id, shared.chat_id, shared.title) == (3, channel, "Whales")
    assert mine.status == "administrator"
    assert (await bot.send_message(channel, "a test post")).chat.id == channel


async def test_buttons_ask_for_people_a_number_and_a_place(
    bot: Bot, telegram: RunningTelegram
) -> None:
    people = KeyboardButtonRequestUsers(request_id=9, max_quantity=2, request_name=True)
    row = [
        KeyboardButton(text="People", request_users=people),
        KeyboardButton(text="Number", request_contact=True),
        KeyboardButton(text="Place", request_location=True),
    ]
    sent = await bot.send_message(YOU, "?", reply_markup=ReplyKeyboardMarkup(keyboard=[row]))
    press = {"chat": YOU, "from": YOU, "message_id": sent.message_id}

    await telegram.control("share", {**press, "request_id": 9, "users": [ANN]})
    await telegram.control("share", {**press, "contact": True})
    await telegram.control("share", {**press, "location": [52.5, 13.4]})

    first, second, third = [one.message for one in await news(bot)]
    assert first
    assert first.users_shared
    assert [one.first_name for one in first.users_shared.users] == ["Ann"]
    assert second
    assert second.contact
    assert second.contact.user_id == YOU
    assert third
    assert third.location
    assert third.location.latitude == 52.5


async def test_a_bot_that_joins_no_groups_is_not_added(bot: Bot, telegram: RunningTelegram) -> None:
    group = await place(telegram, "group", "left")
    await telegram.control("bot", {"can_join_groups": False})

    with pytest.raises(ValueError, match="can't be added to groups"):
        await telegram.control("members", {"chat": group, "user": BOT, "status": "member"})
    assert not (await bot.get_me()).can_join_groups

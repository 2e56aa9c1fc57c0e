"""Specification of groups and channels as a real aiogram bot lives in them: in, up, down, out."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramMigrateToChat
from aiogram.types import (
    ChatAdministratorRights,
    ChatMemberAdministrator,
    ChatMemberBanned,
    ChatMemberLeft,
    ChatMemberMember,
    ChatMemberOwner,
    ChatMemberRestricted,
    ChatPermissions,
)

from standins.telegram.running import YOU, RunningTelegram
from tests.support.bots import BOT, news
from tests.support.places import ANN, place


async def test_a_bots_life_in_a_group(bot: Bot, telegram: RunningTelegram) -> None:
    group = await place(telegram, "supergroup", "left")

    await telegram.control("members", {"chat": group, "user": BOT, "status": "member"})
    rights = {"can_delete_messages": True, "can_pin_messages": True}
    wish = {"chat": group, "user": BOT, "status": "administrator", "rights": rights}
    await telegram.control("members", wish)
    await telegram.control("members", {"chat": group, "user": BOT, "status": "member"})
    await telegram.control("members", {"chat": group, "user": BOT, "status": "kicked"})

    told = await news(bot)
    places = [one.my_chat_member.new_chat_member for one in told if one.my_chat_member]
    assert [one.status for one in places] == ["member", "administrator", "member", "kicked"]
    assert isinstance(places[1], ChatMemberAdministrator)
    assert (places[1].can_pin_messages, places[1].can_change_info) == (True, False)
    assert [one.message.content_type for one in told if one.message] == [
        "new_chat_members",
        "left_chat_member",
    ]
    assert await telegram.text(group) == "* You added Whale Tracker\n* You removed Whale Tracker\n"


async def test_a_bot_that_is_out_is_refused(bot: Bot, telegram: RunningTelegram) -> None:
    group = await place(telegram, "group", "kicked")
    channel = await place(telegram, "channel", "left")

    with pytest.raises(TelegramForbiddenError, match="bot was kicked from the group chat"):
        await bot.send_message(group, "x")
    with pytest.raises(TelegramForbiddenError, match="bot is not a member of the channel chat"):
        await bot.send_message(channel, "x")


async def test_a_muted_group_and_a_channel_without_the_right_refuse(
    bot: Bot, telegram: RunningTelegram
) -> None:
    group = await place(telegram, "supergroup", "member")
    telegram.playground.state.chats[group].permissions["can_send_messages"] = False
    channel = await place(telegram, "channel", "member")
    wish = {"chat": channel, "user": BOT, "status": "administrator"}
    await telegram.control("members", {**wish, "rights": {"can_invite_users": True}})

    with pytest.raises(TelegramBadRequest, match="not enough rights to send text messages to the"):
        await bot.send_message(group, "x")
    with pytest.raises(TelegramBadRequest, match="need administrator rights in the channel chat"):
        await bot.send_message(channel, "x")


async def test_every_kind_of_member_is_told_apart(bot: Bot, telegram: RunningTelegram) -> None:
    await telegram.control("users", {"id": 7, "first_name": "Bo"})
    await telegram.control("users", {"id": 8, "first_name": "Cy"})
    group = await place(telegram, "supergroup", "administrator")
    control = {"chat": group, "user": 7}
    restricted = {**control, "status": "restricted", "rights": {"can_send_messages": True}}
    await telegram.control("members", {**control, "status": "member"})
    await telegram.control("members", restricted)

    owner, admin, member, some, stranger = [
        await bot.get_chat_member(group, user) for user in (YOU, BOT, ANN, 7, 8)
    ]
    await bot.ban_chat_member(group, ANN)
    banned = await bot.get_chat_member(group, ANN)

    assert isinstance(owner, ChatMemberOwner)
    assert isinstance(admin, ChatMemberAdministrator)
    assert isinstance(member, ChatMemberMember)
    assert isinstance(some, ChatMemberRestricted)
    assert isinstance(stranger, ChatMemberLeft)
    assert isinstance(banned, ChatMemberBanned)
    assert (some.can_send_messages, some.can_send_photos) == (True, False)
    assert await bot.get_chat_member_count(group) == 3
    assert {one.user.id for one in await bot.get_chat_administrators(group)} == {YOU, BOT}


async def test_a_ban_for_an_hour_is_over_after_an_hour(bot: Bot, telegram: RunningTelegram) -> None:
    group = await place(telegram, "supergroup", "administrator")
    now = int(telegram.playground.clock.now())

    await bot.ban_chat_member(group, ANN, until_date=now + 3600)
    before = await bot.get_chat_member(group, ANN)
    await telegram.control("clock", {"advance": 3601})
    after = await bot.get_chat_member(group, ANN)

    assert (before.status, after.status) == ("kicked", "left")


async def test_restrictions_promotions_and_titles(bot: Bot, telegram: RunningTelegram) -> None:
    group = await place(telegram, "supergroup", "member")
    wish = {"chat": group, "user": BOT, "status": "administrator"}
    given = ["can_promote_members", "can_restrict_members", "can_pin_messages", "can_manage_chat"]
    await telegram.control("members", {**wish, "rights": dict.fromkeys(given, True)})

    await bot.restrict_chat_member(group, ANN, ChatPermissions(can_send_messages=True))
    restricted = await bot.get_chat_member(group, ANN)
    await bot.promote_chat_member(group, ANN, can_pin_messages=True)
    await bot.set_chat_administrator_custom_title(group, ANN, "Harpooner")
    promoted = await bot.get_chat_member(group, ANN)

    assert restricted.status == "restricted"
    assert isinstance(promoted, ChatMemberAdministrator)
    assert (promoted.custom_title, promoted.can_be_edited) == ("Harpooner", True)
    with pytest.raises(TelegramBadRequest, match="not enough rights"):
        await bot.promote_chat_member(group, ANN, can_change_info=True)
    with pytest.raises(TelegramBadRequest, match="can't remove chat owner"):
        await bot.ban_chat_member(group, YOU)


async def test_a_plain_member_moderates_nobody(bot: Bot, telegram: RunningTelegram) -> None:
    group = await place(telegram, "supergroup", "member")
    sent = await bot.send_message(group, "x")

    with pytest.raises(TelegramBadRequest, match="rights to restrict/unrestrict chat member"):
        await bot.ban_chat_member(group, ANN)
    with pytest.raises(TelegramBadRequest, match="not enough rights to manage pinned messages"):
        await bot.pin_chat_message(group, sent.message_id)
    with pytest.raises(TelegramBadRequest, match="not enough rights to change chat title"):
        await bot.set_chat_title(group, "Mine")


async def test_a_group_that_became_a_supergroup_says_where_it_went(
    bot: Bot, telegram: RunningTelegram
) -> None:
    group = await place(telegram, "group", "administrator")

    moved = (await telegram.control("migrate", {"chat": group}))["id"]

    old, new = [one.message for one in await news(bot) if one.message]
    assert (old.chat.id, old.migrate_to_chat_id) == (group, moved)
    assert (new.chat.id, new.migrate_from_chat_id) == (moved, group)
    with pytest.raises(TelegramMigrateToChat) as refusal:
        await bot.send_message(group, "x")
    assert refusal.value.migrate_to_chat_id == moved
    assert (await bot.send_message(moved, "x")).chat.type == "supergroup"


async def test_a_bot_leaves(bot: Bot, telegram: RunningTelegram) -> None:
    group = await place(telegram, "supergroup", "member")
    await news(bot)

    await bot.leave_chat(group)

    (gone,) = [one.my_chat_member for one in await news(bot) if one.my_chat_member]
    assert (gone.new_chat_member.status, gone.from_user.id) == ("left", BOT)


async def test_a_bot_with_the_right_hears_who_comes_and_goes(
    bot: Bot, telegram: RunningTelegram
) -> None:
    channel = await place(telegram, "channel", "administrator")
    await news(bot)

    await telegram.control("members", {"chat": channel, "user": ANN, "status": "left"})

    (update,) = await news(bot)
    assert update.chat_member
    assert update.chat_member.new_chat_member.status == "left"


async def test_the_bots_wishes_for_rights_are_kept_by_kind_of_chat(bot: Bot) -> None:
    names = ["is_anonymous", *ChatAdministratorRights.model_fields]
    none = {name: False for name in names if name != "can_post_messages"}
    rights = ChatAdministratorRights(**none, can_post_messages=True)

    await bot.set_my_default_administrator_rights(rights, for_channels=True)

    channels = await bot.get_my_default_administrator_rights(for_channels=True)
    groups = await bot.get_my_default_administrator_rights()
    assert channels.can_post_messages
    assert not groups.can_manage_chat


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({"user": YOU, "status": "kicked", "by": ANN}, "may not do that"),
        ({"user": ANN, "status": "administrator", "by": ANN}, "may not do that"),
        ({"user": ANN, "status": "captain"}, "'captain' is none of member, left"),
        ({"user": 99, "status": "member"}, "there is no user 99"),
    ],
)
async def test_people_do_no_more_than_they_may(
    telegram: RunningTelegram, wish: dict[str, object], words: str
) -> None:
    group = await place(telegram, "supergroup", "member")

    with pytest.raises(ValueError, match=words):
        await telegram.control("members", {"chat": group, **wish})


@pytest.mark.parametrize("status", ["kicked", "restricted"])
async def test_nobody_lifts_their_own_ban(telegram: RunningTelegram, status: str) -> None:
    group = await place(telegram, "supergroup", "member")
    await telegram.control("members", {"chat": group, "user": ANN, "status": status})
    wish = {"chat": group, "user": ANN, "status": "member"}

    with pytest.raises(ValueError, match="may not do that"):
        await telegram.control("members", {**wish, "by": ANN})
    told = await telegram.control("members", {**wish, "by": YOU})

    assert told["status"] == "member"


async def test_who_is_muted_or_in_the_wrong_place_is_not_heard(telegram: RunningTelegram) -> None:
    group = await place(telegram, "group", "member")
    channel = await place(telegram, "channel", "administrator")
    await telegram.control("members", {"chat": group, "user": ANN, "status": "restricted"})

    with pytest.raises(ValueError, match="may not send messages"):
        await telegram.say("hello", chat=group, sender=ANN)
    with pytest.raises(ValueError, match="may not post"):
        await telegram.say("hello", chat=channel, sender=ANN)
    moved = await telegram.control("migrate", {"chat": group})
    with pytest.raises(ValueError, match=f"write in chat {moved['id']}"):
        await telegram.say("hello", chat=group, sender=YOU)

"""Specification of who speaks: channel posts, anonymous administrators, privacy, chat settings."""

from io import BytesIO

import msgspec
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BotCommand, BotCommandScopeChatMember, BufferedInputFile, ChatPermissions
from PIL import Image

from standins.telegram.running import YOU, RunningTelegram
from standins.telegram.state import State
from tests.support.bots import news
from tests.support.places import ANN, place


async def test_a_channel_post_comes_from_nobody(bot: Bot, telegram: RunningTelegram) -> None:
    channel = await place(telegram, "channel", signs=True, username="whales")
    await news(bot)

    await telegram.say("up 4 %", chat=channel, sender=YOU)

    (update,) = await news(bot)
    post = update.channel_post
    assert post
    assert (post.from_user, post.author_signature) == (None, "You")
    assert post.sender_chat
    assert post.sender_chat.id == channel
    sent = await bot.send_message("@whales", "and down again")
    assert (sent.chat.id, sent.from_user) == (channel, None)


async def test_an_anonymous_administrator_speaks_for_the_group(
    bot: Bot, telegram: RunningTelegram
) -> None:
    group = await place(telegram, "supergroup")
    rights = {"is_anonymous": True, "can_manage_chat": True}
    wish = {"chat": group, "user": ANN, "status": "administrator", "title": "Watch"}
    await telegram.control("members", {**wish, "rights": rights})
    await news(bot)

    await telegram.say("quiet, please", chat=group, sender=ANN)

    (update,) = await news(bot)
    message = update.message
    assert message
    assert message.sender_chat
    assert message.from_user
    assert (message.sender_chat.id, message.from_user.username) == (group, "GroupAnonymousBot")
    assert message.author_signature == "Watch"


async def test_with_privacy_a_bot_hears_its_commands_only(
    bot: Bot, telegram: RunningTelegram
) -> None:
    group = await place(telegram, "supergroup", "member")
    await news(bot)

    for text in ("hello", "/heatmap@other_bot", "/heatmap@whale_tracker_bot ETH", "/whales"):
        await telegram.say(text, chat=group, sender=ANN)

    heard = [one.message.text for one in await news(bot) if one.message]
    assert heard == ["/heatmap@whale_tracker_bot ETH", "/whales"]


async def test_without_privacy_it_hears_everything(bot: Bot, telegram: RunningTelegram) -> None:
    group = await place(telegram, "supergroup", "member")
    await telegram.control("bot", {"reads_all": True})
    await news(bot)

    await telegram.say("hello", chat=group, sender=ANN)

    assert (await bot.get_me()).can_read_all_group_messages
    assert [one.message.text for one in await news(bot) if one.message] == ["hello"]


async def test_a_chat_changes_its_name_its_picture_and_its_rules(
    bot: Bot, telegram: RunningTelegram
) -> None:
    group = await place(telegram, "supergroup")
    buffer = BytesIO()
    Image.new("RGB", (640, 640), "navy").save(buffer, "PNG")
    await news(bot)

    await bot.set_chat_title(group, "Whale watch")
    await bot.set_chat_description(group, "Transfers over 10,000 ETH")
    await bot.set_chat_photo(group, BufferedInputFile(buffer.getvalue(), "logo.png"))
    await bot.set_chat_permissions(group, ChatPermissions(can_send_messages=True))

    chat = await bot.get_chat(group)
    assert (chat.title, chat.description) == ("Whale watch", "Transfers over 10,000 ETH")
    assert chat.photo
    assert (await bot.get_file(chat.photo.big_file_id)).file_path
    assert chat.permissions
    assert (chat.permissions.can_send_messages, chat.permissions.can_send_photos) == (True, False)
    kinds = [one.message.content_type for one in await news(bot) if one.message]
    assert kinds == ["new_chat_title", "new_chat_photo"]
    await bot.delete_chat_photo(group)
    assert (await bot.get_chat(group)).photo is None


async def test_what_a_chat_is_about_is_not_set_twice(bot: Bot, telegram: RunningTelegram) -> None:
    group = await place(telegram, "supergroup", description="Whales")

    with pytest.raises(TelegramBadRequest, match="chat description is not modified"):
        await bot.set_chat_description(group, "Whales")


async def test_each_person_sees_their_own_commands(bot: Bot, telegram: RunningTelegram) -> None:
    group = await place(telegram, "supergroup")
    await bot.set_my_commands([BotCommand(command="help", description="Help")])
    await bot.set_my_commands(
        [BotCommand(command="settings", description="Settings")],
        scope=BotCommandScopeChatMember(chat_id=group, user_id=ANN),
    )

    state = await telegram.look("state")

    assert isinstance(state, dict)
    row = next(one for one in state["chats"] if one["id"] == group)
    shown = {user: [one["command"] for one in menu] for user, menu in row["commands_for"].items()}
    assert shown == {str(YOU): ["help"], str(ANN): ["settings"]}


async def test_people_and_places_are_written_down_whole(
    bot: Bot, telegram: RunningTelegram
) -> None:
    forum = await place(telegram, "supergroup", is_forum=True)
    await bot.create_forum_topic(forum, "Zones")
    await bot.create_chat_invite_link(forum, name="Friends")
    state = telegram.playground.state

    again = msgspec.json.decode(msgspec.json.encode(state), type=State)

    assert again == state
    assert [one.name for one in again.chats[forum].topics.values()] == ["General", "Zones"]

"""Specification of a forum as a real aiogram bot keeps it: topics, where messages go, pins."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

from standins.telegram.running import YOU, RunningTelegram
from tests.support.bots import BOT, news
from tests.support.places import ANN, place


async def forum(telegram: RunningTelegram, bot: str = "administrator") -> int:
    return await place(telegram, "supergroup", bot, is_forum=True)


async def test_a_topic_for_each_kind_of_alert(bot: Bot, telegram: RunningTelegram) -> None:
    chat = await forum(telegram)

    whales = await bot.create_forum_topic(chat, "Whales", icon_color=0xFFD67E)
    sent = await bot.send_message(chat, "12,400 ETH", message_thread_id=whales.message_thread_id)
    general = await bot.send_message(chat, "hello")

    assert (whales.name, whales.icon_color) == ("Whales", 0xFFD67E)
    assert (sent.message_thread_id, sent.is_topic_message) == (whales.message_thread_id, True)
    assert (general.message_thread_id, general.is_topic_message) == (None, None)
    shown = await telegram.look("state")
    assert isinstance(shown, dict)
    row = next(one for one in shown["chats"] if one["id"] == chat)
    assert [(one["id"], one["name"]) for one in row["topics"]] == [
        (1, "General"),
        (whales.message_thread_id, "Whales"),
    ]


async def test_a_message_in_a_topic_looks_like_a_reply_to_its_beginning(
    bot: Bot, telegram: RunningTelegram
) -> None:
    chat = await forum(telegram)
    made = await telegram.control("topics", {"chat": chat, "from": YOU, "name": "Liquidity"})
    await news(bot)

    wish = {"chat": chat, "from": ANN, "text": "/heatmap", "topic": made["topic"]}
    await telegram.control("message", wish)

    (update,) = await news(bot)
    assert update.message
    assert update.message.message_thread_id == made["topic"]
    assert update.message.reply_to_message
    assert update.message.reply_to_message.forum_topic_created


async def test_topics_are_renamed_closed_and_deleted(bot: Bot, telegram: RunningTelegram) -> None:
    chat = await forum(telegram)
    topic = (await bot.create_forum_topic(chat, "One")).message_thread_id
    await bot.send_message(chat, "inside", message_thread_id=topic)

    await bot.edit_forum_topic(chat, topic, name="Two")
    await bot.close_forum_topic(chat, topic)
    with pytest.raises(TelegramBadRequest, match="TOPIC_NOT_MODIFIED"):
        await bot.close_forum_topic(chat, topic)
    await bot.delete_forum_topic(chat, topic)

    with pytest.raises(TelegramBadRequest, match="message thread not found"):
        await bot.send_message(chat, "x", message_thread_id=topic)
    with pytest.raises(TelegramBadRequest, match="TOPIC_ID_INVALID"):
        await bot.reopen_forum_topic(chat, topic)
    kinds = [one.message.content_type for one in await news(bot) if one.message]
    assert kinds == ["forum_topic_created", "forum_topic_edited", "forum_topic_closed"]
    assert all(one["deleted"] for one in await telegram.transcript(chat))


async def test_a_closed_topic_takes_messages_only_from_who_manages_it(
    bot: Bot, telegram: RunningTelegram
) -> None:
    chat = await forum(telegram, "member")
    made = await telegram.control("topics", {"chat": chat, "from": YOU, "name": "News"})
    await telegram.control("topics", {"chat": chat, "topic": made["topic"], "closed": True})

    with pytest.raises(TelegramBadRequest, match="TOPIC_CLOSED"):
        await bot.send_message(chat, "x", message_thread_id=made["topic"])
    await telegram.control("members", {"chat": chat, "user": BOT, "status": "administrator"})
    sent = await bot.send_message(chat, "x", message_thread_id=made["topic"])
    assert sent.message_thread_id == made["topic"]


async def test_the_general_topic_has_no_number_of_its_own(
    bot: Bot, telegram: RunningTelegram
) -> None:
    chat = await forum(telegram)

    await bot.edit_general_forum_topic(chat, "Lobby")
    await bot.hide_general_forum_topic(chat)
    await bot.unhide_general_forum_topic(chat)

    with pytest.raises(TelegramBadRequest, match="message thread not found"):
        await bot.send_message(chat, "x", message_thread_id=1)
    assert "* Whale Tracker renamed the topic to “Lobby”" in await telegram.text(chat)


async def test_who_may_not_manage_topics_makes_none(bot: Bot, telegram: RunningTelegram) -> None:
    chat = await forum(telegram, "member")
    members = {YOU: "creator", BOT: "administrator"}
    plain = await telegram.control(
        "chats", {"type": "supergroup", "title": "Plain", "members": members}
    )

    with pytest.raises(TelegramBadRequest, match="not enough rights to create a topic"):
        await bot.create_forum_topic(chat, "Mine")
    with pytest.raises(TelegramBadRequest, match="the chat is not a forum"):
        await bot.create_forum_topic(plain["id"], "Mine")


async def test_pins_lie_on_each_other_and_a_topics_own_can_go_together(
    bot: Bot, telegram: RunningTelegram
) -> None:
    chat = await forum(telegram)
    topic = (await bot.create_forum_topic(chat, "Zones")).message_thread_id
    inside = await bot.send_message(chat, "zone", message_thread_id=topic)
    first, second = [await bot.send_message(chat, text) for text in ("one", "two")]

    for one in (first, inside, second):
        await bot.pin_chat_message(chat, one.message_id)
    pinned = list(telegram.playground.state.chats[chat].pinned)
    await bot.unpin_all_forum_topic_messages(chat, topic)
    await bot.unpin_chat_message(chat, message_id=first.message_id)

    top = (await bot.get_chat(chat)).pinned_message
    assert pinned == [second.message_id, inside.message_id, first.message_id]
    assert telegram.playground.state.chats[chat].pinned == [second.message_id]
    assert top
    assert top.message_id == second.message_id
    with pytest.raises(TelegramBadRequest, match="message to unpin not found"):
        await bot.unpin_chat_message(chat, message_id=first.message_id)


async def test_a_pin_is_said_in_the_chat_and_told_to_the_bot_that_did_it(
    bot: Bot, telegram: RunningTelegram
) -> None:
    sent = await bot.send_message(YOU, "12,400 ETH left Binance")

    await bot.pin_chat_message(YOU, sent.message_id)

    (update,) = await news(bot)
    assert update.message
    assert update.message.pinned_message
    assert update.message.pinned_message.message_id == sent.message_id
    assert "* Whale Tracker pinned “12,400 ETH left Binance”" in await telegram.text()


async def test_a_private_chat_has_topics_when_the_owner_wants_them(
    bot: Bot, telegram: RunningTelegram
) -> None:
    with pytest.raises(TelegramBadRequest, match="the chat is not a forum"):
        await bot.create_forum_topic(YOU, "Charts")
    await telegram.control("bot", {"has_topics": True})

    topic = await bot.create_forum_topic(YOU, "Charts")
    sent = await bot.send_message(YOU, "ETH", message_thread_id=topic.message_thread_id)
    wish = {"chat": YOU, "text": "thanks", "topic": topic.message_thread_id}
    await telegram.control("message", wish)

    heard = [one.message for one in await news(bot) if one.message and one.message.text]
    assert (await bot.get_me()).has_topics_enabled
    assert sent.message_thread_id == topic.message_thread_id
    assert [one.message_thread_id for one in heard] == [topic.message_thread_id]
    assert await bot.delete_forum_topic(YOU, topic.message_thread_id)
    await telegram.control("reset", {})
    assert (await bot.create_forum_topic(YOU, "Charts again")).name == "Charts again"

"""Specification of reactions: the bot's own, people's, and who hears of them."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    InputMediaPhoto,
    ReactionTypeEmoji,
    ReactionTypePaid,
    ReactionTypeUnion,
)

from standins.telegram.running import YOU, RunningTelegram
from tests.support.bots import BOT, news
from tests.support.media import picture
from tests.support.places import ANN, place

THUMB, FIRE = ReactionTypeEmoji(emoji="👍"), ReactionTypeEmoji(emoji="🔥")


async def react(
    telegram: RunningTelegram, message: int, emoji: str | None, chat: int = YOU, who: int = YOU
) -> None:
    wish = {"chat": chat, "from": who, "message_id": message, "emoji": emoji}
    await telegram.control("react", wish)


def emoji(reactions: list[ReactionTypeUnion]) -> str:
    return "".join(one.emoji for one in reactions if isinstance(one, ReactionTypeEmoji))


async def test_a_person_changes_their_mind(bot: Bot, telegram: RunningTelegram) -> None:
    sent = await bot.send_message(YOU, "whale!")

    await react(telegram, sent.message_id, "👍")
    await react(telegram, sent.message_id, "🔥")
    await react(telegram, sent.message_id, None)

    changes = [one.message_reaction for one in await news(bot) if one.message_reaction]
    assert [(emoji(one.old_reaction), emoji(one.new_reaction)) for one in changes] == [
        ("", "👍"),
        ("👍", "🔥"),
        ("🔥", ""),
    ]
    assert (await telegram.transcript())[0]["reactions"] == []


async def test_the_same_again_is_no_news(bot: Bot, telegram: RunningTelegram) -> None:
    sent = await bot.send_message(YOU, "whale!")
    await react(telegram, sent.message_id, "👍")
    await news(bot)

    await react(telegram, sent.message_id, "👍")

    assert await news(bot) == []


async def test_nobody_hears_who_did_not_ask(telegram: RunningTelegram) -> None:
    await telegram.call("getUpdates", {"allowed_updates": []})
    sent = await telegram.call("sendMessage", {"chat_id": YOU, "text": "whale!"})

    await react(telegram, sent["result"]["message_id"], "👍")

    assert (await telegram.call("getUpdates", {}))["result"] == []


async def test_in_a_group_an_administrator_hears_and_a_member_does_not(
    bot: Bot, telegram: RunningTelegram
) -> None:
    governed, plain = await place(telegram, "supergroup"), await place(telegram, "group", "member")
    first, second = await bot.send_message(governed, "a"), await bot.send_message(plain, "b")
    await news(bot)

    await react(telegram, first.message_id, "👍", chat=governed, who=ANN)
    await react(telegram, second.message_id, "👍", chat=plain, who=ANN)

    (update,) = await news(bot)
    assert update.message_reaction
    assert update.message_reaction.chat.id == governed
    entry = (await telegram.transcript(governed))[-1]
    assert entry["reactions"] == [{"emoji": "👍", "count": 1, "from": [ANN]}]


async def test_a_channel_tells_counts_and_no_names(bot: Bot, telegram: RunningTelegram) -> None:
    channel = await place(telegram, "channel")
    post = await bot.send_message(channel, "whale!")
    await news(bot)

    await react(telegram, post.message_id, "👍", chat=channel, who=YOU)
    await react(telegram, post.message_id, "👍", chat=channel, who=ANN)

    counts = [one.message_reaction_count for one in await news(bot) if one.message_reaction_count]
    assert [one.reactions[0].total_count for one in counts] == [1, 2]


async def test_the_bots_own_reaction_is_seen_and_told_to_nobody(
    bot: Bot, telegram: RunningTelegram
) -> None:
    told = await telegram.say("thanks")
    await news(bot)

    await bot.set_message_reaction(YOU, told["message_id"], [FIRE])

    assert (await telegram.transcript())[0]["reactions"][0]["from"] == [BOT]
    assert await news(bot) == []
    await bot.set_message_reaction(YOU, told["message_id"], [])
    assert (await telegram.transcript())[0]["reactions"] == []


async def test_an_albums_reaction_lies_under_its_first_message(
    bot: Bot, telegram: RunningTelegram
) -> None:
    album = await bot.send_media_group(YOU, [InputMediaPhoto(media=picture())] * 2)

    await bot.set_message_reaction(YOU, album[1].message_id, [FIRE])

    assert [len(one["reactions"]) for one in await telegram.transcript()] == [1, 0]


async def test_a_bot_has_one_reaction_and_an_allowed_one(bot: Bot) -> None:
    sent = await bot.send_message(YOU, "x")

    with pytest.raises(TelegramBadRequest, match="REACTIONS_TOO_MANY"):
        await bot.set_message_reaction(YOU, sent.message_id, [THUMB, FIRE])
    with pytest.raises(TelegramBadRequest, match="REACTION_INVALID"):
        await bot.set_message_reaction(YOU, sent.message_id, [ReactionTypeEmoji(emoji="🚀")])
    with pytest.raises(TelegramBadRequest, match="REACTION_INVALID"):
        await bot.set_message_reaction(YOU, sent.message_id, [ReactionTypePaid()])


async def test_an_administrator_takes_reactions_away(bot: Bot, telegram: RunningTelegram) -> None:
    group = await place(telegram, "supergroup")
    for text in ("one", "two"):
        sent = await bot.send_message(group, text)
        await react(telegram, sent.message_id, "👎", chat=group, who=ANN)

    await bot.delete_all_message_reactions(group, user_id=ANN)

    assert [one["reactions"] for one in await telegram.transcript(group)][-2:] == [[], []]

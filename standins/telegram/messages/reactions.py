"""Reactions: what people, and the bot, put under a message.

The updates come only to a bot that asks for them by name: ``message_reaction`` where members are
known, and where they are not (in channels) ``message_reaction_count``. A bot's own reaction is told
to nobody.
"""

from standins.telegram import present
from standins.telegram.errors import RefusalError
from standins.telegram.state import Message
from standins.telegram.wire import JsonObject
from standins.telegram.world import World

_ALLOWED = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 "
    "❤\u200d🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨\u200d💻 "
    "👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 "
    "🤷\u200d♂ 🤷 🤷\u200d♀ 😡"
)
EMOJI = frozenset(_ALLOWED.split())
"""The emoji Telegram allows as reactions (Bot API 10.3, ReactionTypeEmoji)."""


def check(reactions: list[JsonObject]) -> None:
    """Refuse what can't be a bot's reaction.

    Raises
    ------
    RefusalError
        ``REACTIONS_TOO_MANY`` beyond one, ``REACTION_INVALID`` for an emoji that is none or a
        paid reaction.
    """
    if len(reactions) > 1:
        raise RefusalError("REACTIONS_TOO_MANY")
    for one in reactions:
        if one["type"] == "paid" or (one["type"] == "emoji" and one["emoji"] not in EMOJI):
            raise RefusalError("REACTION_INVALID")


def react(
    world: World, message: Message, actor: int, reactions: list[JsonObject], *, now: float
) -> None:
    """Put reactions under a message in place of those this actor had; none takes them away."""
    before = message.reactions.pop(actor, [])
    if reactions:
        message.reactions[actor] = reactions
    if before == reactions:
        return
    if actor != world.state.bot.id:
        change = {"old_reaction": before, "new_reaction": reactions}
        _tell(world, message, actor, change, now=now)
    world.redrawn(message)


def _tell(world: World, message: Message, actor: int, change: JsonObject, *, now: float) -> None:
    """The bot hears of it as an administrator; in a private chat always."""
    chat = world.state.chats[message.chat_id]
    if chat.type != "private" and not chat.member(world.state.bot.id).is_admin:
        return
    body: JsonObject = {
        "chat": present.chat(world.state, chat),
        "message_id": message.message_id,
        "date": int(now),
    }
    if chat.type == "channel":
        world.push("message_reaction_count", body | {"reactions": counts(message)})
        return
    world.push("message_reaction", body | {"user": present.user(world.state, actor)} | change)


def counts(message: Message) -> list[JsonObject]:
    """``ReactionCount`` for every reaction, the most frequent first."""
    found: list[JsonObject] = []
    for given in message.reactions.values():
        for one in given:
            same = [each for each in found if each["type"] == one]
            if same:
                same[0]["total_count"] += 1
            else:
                found.append({"type": one, "total_count": 1})
    return sorted(found, key=lambda each: -int(each["total_count"]))

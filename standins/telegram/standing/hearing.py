"""Which messages reach the bot: membership, privacy mode, and whom a command is meant for.

The rules are those of "Privacy mode" in Telegram's bot documentation: in a group a bot sees all
service messages, and otherwise only commands that may be meant for it, replies to it, mentions of
it and what was sent by it inline, unless it is an administrator or its owner turned privacy off.
"""

import re

from standins.telegram.state import Chat, Message, State
from standins.telegram.wire import JsonObject

_COMMAND = re.compile(r"/\w{1,64}(?:@(?P<bot>\w+))?")
_SPOKEN = frozenset({"text", "caption"})


def reaches_bot(state: State, chat: Chat, message: Message) -> bool:
    """Whether the bot gets an update for this message."""
    if chat.type == "private":
        return True
    bot = chat.member(state.bot.id)
    if chat.type == "channel":
        return bot.is_admin
    if not bot.is_in and not _tells_that_it_left(state, message):
        return False
    if bot.is_admin or state.bot.reads_all or message.via_bot or is_service(message.content):
        return True
    return _answers_bot(state, chat, message) or _addresses_bot(state, message)


def is_service(content: JsonObject) -> bool:
    """Whether nobody said this: somebody joined, a title changed, a topic was made."""
    return not SERVICE.isdisjoint(content)


SERVICE = frozenset(
    {
        "new_chat_members",
        "left_chat_member",
        "new_chat_title",
        "new_chat_photo",
        "delete_chat_photo",
        "group_chat_created",
        "supergroup_chat_created",
        "channel_chat_created",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "pinned_message",
        "users_shared",
        "chat_shared",
        "write_access_allowed",
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_closed",
        "forum_topic_reopened",
        "general_forum_topic_hidden",
        "general_forum_topic_unhidden",
        "chat_owner_left",
        "chat_owner_changed",
    }
)
"""The fields of ``Message`` that make it a service message."""


def _tells_that_it_left(state: State, message: Message) -> bool:
    gone: JsonObject = message.content.get("left_chat_member", {})
    return bool(gone.get("id") == state.bot.id)


def _answers_bot(state: State, chat: Chat, message: Message) -> bool:
    replied = chat.messages.get(message.reply_to) if message.reply_to is not None else None
    return replied is not None and replied.sender_id == state.bot.id


def _addresses_bot(state: State, message: Message) -> bool:
    """A command without a name may be meant for any bot, one with a name only for that bot."""
    name = state.bot.username.lower()
    text = next((message.content[one] for one in _SPOKEN if one in message.content), "")
    if f"@{name}" in [one.lower() for one in re.findall(r"@\w+", text)]:
        return True
    command = _COMMAND.match(text)
    return command is not None and command["bot"] is None

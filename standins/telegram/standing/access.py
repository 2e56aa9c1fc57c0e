"""What the bot may do in a chat, and Telegram's words when it may not.

The order of the checks and the sentences follow ``Client::check_chat_access`` of Telegram's server
and ``can_send_message_content`` of TDLib.
"""

from standins.telegram.errors import RefusalError
from standins.telegram.state import Chat, State
from standins.telegram.wire import JsonObject

_KINDS: tuple[tuple[str, str, str], ...] = (
    ("animation", "can_send_other_messages", "animations"),
    ("sticker", "can_send_other_messages", "stickers"),
    ("game", "can_send_other_messages", "games"),
    ("dice", "can_send_other_messages", "dice"),
    ("photo", "can_send_photos", "photos"),
    ("live_photo", "can_send_photos", "photos"),
    ("video", "can_send_videos", "videos"),
    ("video_note", "can_send_video_notes", "video notes"),
    ("voice", "can_send_voice_notes", "voice notes"),
    ("audio", "can_send_audios", "music"),
    ("document", "can_send_documents", "documents"),
    ("poll", "can_send_polls", "polls"),
    ("contact", "can_send_messages", "contacts"),
    ("venue", "can_send_messages", "venues"),
    ("location", "can_send_messages", "locations"),
)
"""What is in a message, the permission it needs, and how the refusal names it."""


def check_reach(state: State, chat: Chat) -> None:
    """Refuse when the bot can't act in this chat at all.

    Raises
    ------
    RefusalError
        403 when it was blocked, kicked or never there; 400 with ``migrate_to_chat_id`` when the
        group became a supergroup.
    """
    if chat.migrated_to is not None:
        moved = {"migrate_to_chat_id": chat.migrated_to}
        raise RefusalError("group chat was upgraded to a supergroup chat", 400, moved)
    if chat.type == "private":
        if chat.blocked:
            raise RefusalError("bot was blocked by the user", 403)
        return
    status = chat.member(state.bot.id)
    if status.status == "kicked":
        raise RefusalError(f"bot was kicked from the {chat.type} chat", 403)
    if not status.is_in:
        raise RefusalError(f"bot is not a member of the {chat.type} chat", 403)


def check_sending(state: State, chat: Chat, content: JsonObject, topic: int | None = None) -> None:
    """Refuse a message for whose kind the bot lacks the permission.

    Parameters
    ----------
    content
        The fields of the message that is about to be sent.
    topic
        Where it is to go; a closed topic takes messages only from those who manage topics.
    """
    bot = chat.member(state.bot.id)
    if chat.type == "private":
        return
    if chat.type == "channel":
        if not bot.may("can_post_messages"):
            raise RefusalError("need administrator rights in the channel chat")
        return
    permission, name = _needed(content)
    if not allowed(chat, state.bot.id, permission):
        raise RefusalError(f"not enough rights to send {name} to the chat")
    _check_topic(state, chat, topic)


def _needed(content: JsonObject) -> tuple[str, str]:
    for kind, permission, name in _KINDS:
        if kind in content:
            return permission, name
    return "can_send_messages", "text messages"


def _check_topic(state: State, chat: Chat, number: int | None) -> None:
    topic = chat.topics.get(number or 1)
    if topic is None or not topic.closed:
        return
    if not chat.member(state.bot.id).may("can_manage_topics") and topic.creator != state.bot.id:
        raise RefusalError("TOPIC_CLOSED")


def allowed(chat: Chat, user_id: int, permission: str) -> bool:
    """Whether somebody may do what ``ChatPermissions`` names; administrators may."""
    one = chat.member(user_id)
    if one.is_admin:
        return True
    everyone = chat.permissions.get(permission, True)
    if one.status == "restricted":
        return one.is_member and everyone and one.permissions.get(permission, False)
    return one.is_in and everyone


def check_right(state: State, chat: Chat, right: str, words: str) -> None:
    """Refuse with ``words`` unless the bot has this right of an administrator.

    What a plain member may do by the chat's permissions (pin, invite, change the title) the bot
    may do as a member too.
    """
    bot = chat.member(state.bot.id)
    plain = right in chat.permissions and not bot.is_admin
    if not (allowed(chat, state.bot.id, right) if plain else bot.may(right)):
        raise RefusalError(words)

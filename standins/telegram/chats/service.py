"""Service messages: what the chat itself says when something about it changed."""

from collections.abc import Callable

from standins.telegram.standing.hearing import is_service
from standins.telegram.state import Chat, Message, State
from standins.telegram.wire import JsonObject
from standins.telegram.world import World


def tell(
    world: World,
    chat_id: int,
    by: int,
    content: JsonObject,
    *,
    now: float,
    topic: int | None = None,
) -> Message:
    """Put a service message into a chat.

    The bot gets an update for it even when the bot itself is the cause, as with Telegram.
    """
    message = Message(
        message_id=0,
        chat_id=chat_id,
        sender_id=by,
        date=int(now),
        content=content,
        topic=topic,
        sender_chat=chat_id if world.state.chats[chat_id].type == "channel" else None,
    )
    world.arrives(message)
    return message


def begin_topic(world: World, chat: Chat, by: int, content: JsonObject, *, now: float) -> int:
    """The message that begins a topic: it lies in the topic that has its own number."""
    number = world.next_message_id(chat)
    message = Message(
        message_id=number,
        chat_id=chat.id,
        sender_id=by,
        date=int(now),
        content={"forum_topic_created": content},
        topic=number,
    )
    world.arrives(message)
    return number


def sentence(state: State, message: Message) -> str | None:
    """What a messenger writes in the middle of the chat; None for an ordinary message.

    >>> from standins.telegram.state import first_state
    >>> state = first_state(bot_id=42, username="bot", name="Bot", now=0)
    >>> whales = {"new_chat_title": "Whales"}
    >>> renamed = Message(message_id=1, chat_id=1001, sender_id=1002, date=0, content=whales)
    >>> sentence(state, renamed)
    'Ann changed the title to “Whales”'
    """
    if not is_service(message.content):
        return None
    actor = _name(state, message.sender_id)
    for field, write in _SENTENCES.items():
        if field in message.content:
            return write(actor, message.content[field])
    return None


def _name(state: State, user_id: int) -> str:
    if user_id == state.bot.id:
        return state.bot.names.get("", state.bot.name)
    return state.users[user_id].first_name


def _joined(actor: str, people: list[JsonObject]) -> str:
    names = ", ".join(one["first_name"] for one in people)
    return f"{actor} joined the group" if names == actor else f"{actor} added {names}"


def _left(actor: str, person: JsonObject) -> str:
    name = person["first_name"]
    return f"{actor} left the group" if name == actor else f"{actor} removed {name}"


def _pinned(actor: str, message: JsonObject) -> str:
    text = " ".join(str(message.get("text") or message.get("caption") or "").split())
    return f"{actor} pinned “{text[:40]}”" if text else f"{actor} pinned a message"


def _edited_topic(actor: str, change: JsonObject) -> str:
    if "name" in change:
        return f"{actor} renamed the topic to “{change['name']}”"
    return f"{actor} changed the topic's icon"


_SENTENCES: dict[str, Callable[..., str]] = {
    "new_chat_members": _joined,
    "left_chat_member": _left,
    "new_chat_title": lambda actor, title: f"{actor} changed the title to “{title}”",
    "new_chat_photo": lambda actor, _photo: f"{actor} changed the photo",
    "delete_chat_photo": lambda actor, _true: f"{actor} removed the photo",
    "group_chat_created": lambda actor, _true: f"{actor} created the group",
    "supergroup_chat_created": lambda actor, _true: f"{actor} created the group",
    "channel_chat_created": lambda _actor, _true: "Channel created",
    "migrate_to_chat_id": lambda _actor, _id: "The group became a supergroup",
    "migrate_from_chat_id": lambda _actor, _id: "The group became a supergroup",
    "pinned_message": _pinned,
    "users_shared": lambda actor, _shared: f"{actor} shared people with the bot",
    "chat_shared": lambda actor, shared: f"{actor} shared {_chat_title(shared)} with the bot",
    "write_access_allowed": lambda actor, _how: f"{actor} allowed the bot to write",
    "forum_topic_created": lambda actor, topic: f"{actor} created the topic “{topic['name']}”",
    "forum_topic_edited": _edited_topic,
    "forum_topic_closed": lambda actor, _empty: f"{actor} closed the topic",
    "forum_topic_reopened": lambda actor, _empty: f"{actor} reopened the topic",
    "general_forum_topic_hidden": lambda actor, _empty: f"{actor} hid the General topic",
    "general_forum_topic_unhidden": lambda actor, _empty: f"{actor} showed the General topic",
}


def _chat_title(shared: JsonObject) -> str:
    return f"“{shared['title']}”" if "title" in shared else "a chat"

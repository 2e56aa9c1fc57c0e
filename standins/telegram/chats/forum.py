"""Topics of a forum: made, renamed, closed, hidden, deleted, by people and by the bot."""

from standins.telegram.chats import service
from standins.telegram.errors import RefusalError
from standins.telegram.records.places import GENERAL, TOPIC_COLORS, Topic
from standins.telegram.state import Chat
from standins.telegram.wire import JsonObject
from standins.telegram.world import World


def found(chat: Chat, number: int) -> Topic:
    """A topic of a forum.

    Raises
    ------
    RefusalError
        ``the chat is not a forum`` or ``TOPIC_ID_INVALID``.
    """
    must_be_forum(chat)
    if number not in chat.topics:
        raise RefusalError("TOPIC_ID_INVALID")
    return chat.topics[number]


def must_be_forum(chat: Chat) -> None:
    """Refuse a chat without topics."""
    if not chat.is_forum:
        raise RefusalError("the chat is not a forum")


def create(
    world: World,
    chat: Chat,
    name: str,
    *,
    by: int,
    now: float,
    color: int | None = None,
    icon: str | None = None,
) -> Topic:
    """A new topic; the service message that begins it gives it its number."""
    must_be_forum(chat)
    shade = TOPIC_COLORS[0] if color is None else color
    if shade not in TOPIC_COLORS:
        raise RefusalError("invalid icon color specified")
    content: JsonObject = {"name": name, "icon_color": shade}
    if icon:
        content["icon_custom_emoji_id"] = icon
    began = service.begin_topic(world, chat, by, content, now=now)
    topic = Topic(id=began, name=name, color=shade, icon=icon, creator=by)
    chat.topics[topic.id] = topic
    world.chat_changed(chat.id)
    return topic


def rename(
    world: World,
    chat: Chat,
    topic: Topic,
    *,
    by: int,
    now: float,
    name: str | None = None,
    icon: str | None = None,
) -> None:
    """Another name or icon; what is None stays, and an empty icon takes it away."""
    change: JsonObject = {}
    if name and name != topic.name:
        change["name"] = topic.name = name
    if icon is not None and (icon or None) != topic.icon:
        change["icon_custom_emoji_id"] = icon
        topic.icon = icon or None
    if not change:
        raise RefusalError("TOPIC_NOT_MODIFIED")
    _tell(world, chat, topic, by, now=now, forum_topic_edited=change)


def close(world: World, chat: Chat, topic: Topic, *, by: int, now: float, closed: bool) -> None:
    """A closed topic takes messages only from those who manage topics."""
    if topic.closed == closed:
        raise RefusalError("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    kind = "forum_topic_closed" if closed else "forum_topic_reopened"
    _tell(world, chat, topic, by, now=now, **{kind: {}})


def hide(world: World, chat: Chat, *, by: int, now: float, hidden: bool) -> None:
    """The General topic alone can be hidden, and is closed then."""
    general = found(chat, GENERAL)
    if general.hidden == hidden:
        raise RefusalError("TOPIC_NOT_MODIFIED")
    general.hidden = hidden
    if hidden:
        general.closed = True
    kind = "general_forum_topic_hidden" if hidden else "general_forum_topic_unhidden"
    _tell(world, chat, general, by, now=now, **{kind: {}})


def delete(world: World, chat: Chat, topic: Topic) -> None:
    """A topic goes, with all its messages."""
    if topic.id == GENERAL:
        raise RefusalError("TOPIC_ID_INVALID")
    del chat.topics[topic.id]
    for message in list(chat.messages.values()):
        if topic.id in {message.topic, message.message_id} and not message.deleted:
            world.delete(message)
    world.chat_changed(chat.id)


def thread(chat: Chat, args: JsonObject) -> int | None:
    """The topic a bot's request names; None is General, or no forum.

    Telegram refuses the General topic's own number here: messages go there without one.
    """
    number: int | None = args.get("message_thread_id")
    if number is None:
        return None
    if not chat.is_forum or number not in chat.topics or number == GENERAL:
        raise RefusalError("message thread not found")
    return number


def _tell(world: World, chat: Chat, topic: Topic, by: int, *, now: float, **what: object) -> None:
    place = None if topic.id == GENERAL else topic.id
    service.tell(world, chat.id, by, what, now=now, topic=place)
    world.chat_changed(chat.id)

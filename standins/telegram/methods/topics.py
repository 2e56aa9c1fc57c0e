"""Forum topics: create, edit, close, reopen, delete, hide, unpin.

A private chat can have topics too (Bot API 9.3), when the bot's owner switched them on; there the
bot asks nobody.
"""

from collections.abc import Callable

from standins.telegram.chats import forum, roster
from standins.telegram.errors import RefusalError
from standins.telegram.methods.common import Call, Handler
from standins.telegram.records.places import GENERAL, Topic
from standins.telegram.standing.access import allowed, check_right
from standins.telegram.state import Chat
from standins.telegram.world import World


def create_topic(world: World, call: Call) -> object:
    """A new topic; its number is that of the service message that begins it."""
    chat = world.open_chat(call.args["chat_id"])
    forum.must_be_forum(chat)
    if chat.type != "private" and not allowed(chat, world.state.bot.id, "can_manage_topics"):
        raise RefusalError("not enough rights to create a topic")
    topic = forum.create(
        world,
        chat,
        call.args["name"],
        by=world.state.bot.id,
        now=call.now,
        color=call.args.get("icon_color"),
        icon=call.args.get("icon_custom_emoji_id"),
    )
    return roster.topic(topic)


def edit_topic(world: World, call: Call) -> object:
    """Another name or icon of a topic."""
    chat, topic = _own(world, call, "edit the topic")
    name, icon = call.args.get("name"), call.args.get("icon_custom_emoji_id")
    forum.rename(world, chat, topic, by=world.state.bot.id, now=call.now, name=name, icon=icon)
    return True


def edit_general(world: World, call: Call) -> object:
    """Another name of the General topic."""
    chat, general = _general(world, call)
    by, name = world.state.bot.id, call.args["name"]
    forum.rename(world, chat, general, by=by, now=call.now, name=name)
    return True


def delete_topic(world: World, call: Call) -> object:
    """A topic with all its messages."""
    chat = world.open_chat(call.args["chat_id"])
    topic = forum.found(chat, call.args["message_thread_id"])
    is_empty = len(_messages(chat, topic)) <= 1
    if chat.type != "private" and not (is_empty and topic.creator == world.state.bot.id):
        words = "not enough rights to delete the topic"
        check_right(world.state, chat, "can_delete_messages", words)
    forum.delete(world, chat, topic)
    return True


def _closing(*, closed: bool, general: bool) -> Handler:
    def handler(world: World, call: Call) -> object:
        chat, topic = (
            _general(world, call) if general else _own(world, call, "close or open the topic")
        )
        forum.close(world, chat, topic, by=world.state.bot.id, now=call.now, closed=closed)
        return True

    return handler


def _hiding(*, hidden: bool) -> Handler:
    def handler(world: World, call: Call) -> object:
        chat, _general_topic = _general(world, call)
        forum.hide(world, chat, by=world.state.bot.id, now=call.now, hidden=hidden)
        return True

    return handler


def _unpinning(pick: Callable[[Call], int]) -> Handler:
    def handler(world: World, call: Call) -> object:
        chat = world.open_chat(call.args["chat_id"])
        topic = forum.found(chat, pick(call))
        words = "not enough rights to manage pinned messages in the chat"
        if chat.type != "private":
            check_right(world.state, chat, "can_pin_messages", words)
        inside = set(_messages(chat, topic))
        chat.pinned[:] = [number for number in chat.pinned if number not in inside]
        world.chat_changed(chat.id)
        return True

    return handler


def _own(world: World, call: Call, purpose: str) -> tuple[Chat, Topic]:
    """A topic the bot may change: it manages topics, or it made this one."""
    chat = world.open_chat(call.args["chat_id"])
    topic = forum.found(chat, call.args["message_thread_id"])
    if topic.creator != world.state.bot.id and not _manages(world, chat):
        raise RefusalError(f"not enough rights to {purpose}")
    return chat, topic


def _general(world: World, call: Call) -> tuple[Chat, Topic]:
    chat = world.open_chat(call.args["chat_id"])
    topic = forum.found(chat, GENERAL)
    if not _manages(world, chat):
        raise RefusalError("not enough rights to edit the topic")
    return chat, topic


def _manages(world: World, chat: Chat) -> bool:
    return chat.type == "private" or chat.member(world.state.bot.id).may("can_manage_topics")


def _messages(chat: Chat, topic: Topic) -> list[int]:
    place = None if topic.id == GENERAL else topic.id
    return [one.message_id for one in chat.messages.values() if one.topic == place]


METHODS: dict[str, Handler] = {
    "createForumTopic": create_topic,
    "editForumTopic": edit_topic,
    "closeForumTopic": _closing(closed=True, general=False),
    "reopenForumTopic": _closing(closed=False, general=False),
    "deleteForumTopic": delete_topic,
    "editGeneralForumTopic": edit_general,
    "closeGeneralForumTopic": _closing(closed=True, general=True),
    "reopenGeneralForumTopic": _closing(closed=False, general=True),
    "hideGeneralForumTopic": _hiding(hidden=True),
    "unhideGeneralForumTopic": _hiding(hidden=False),
    "unpinAllForumTopicMessages": _unpinning(lambda call: int(call.args["message_thread_id"])),
    "unpinAllGeneralForumTopicMessages": _unpinning(lambda _call: GENERAL),
}

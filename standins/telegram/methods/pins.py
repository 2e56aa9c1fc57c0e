"""pinChatMessage, unpinChatMessage, unpinAllChatMessages: several may be on top at once."""

from standins.telegram import present
from standins.telegram.chats import service
from standins.telegram.errors import RefusalError
from standins.telegram.methods.common import Call, Handler
from standins.telegram.standing.access import check_right
from standins.telegram.standing.hearing import is_service
from standins.telegram.state import Chat
from standins.telegram.world import World

_WORDS = "not enough rights to manage pinned messages in the chat"


def pin_chat_message(world: World, call: Call) -> object:
    """Put a message on top of its chat; the chat says so."""
    chat = _chat(world, call)
    message = world.message(chat, call.args["message_id"], "pin")
    if is_service(message.content):
        raise RefusalError("a service message can't be pinned")
    if message.message_id in chat.pinned:
        chat.pinned.remove(message.message_id)
    chat.pinned.insert(0, message.message_id)
    shown = present.message(world.state, message, depth=0)
    told = service.tell(
        world,
        chat.id,
        world.state.bot.id,
        {"pinned_message": shown},
        now=call.now,
        topic=message.topic,
    )
    told.silent = bool(call.args.get("disable_notification"))
    world.chat_changed(chat.id)
    return True


def unpin_chat_message(world: World, call: Call) -> object:
    """Take the newest pinned message (or the one named) from the top."""
    chat = _chat(world, call)
    wanted = call.args.get("message_id", chat.pinned[0] if chat.pinned else None)
    if wanted not in chat.pinned:
        raise RefusalError("message to unpin not found")
    chat.pinned.remove(wanted)
    world.chat_changed(chat.id)
    return True


def unpin_all_chat_messages(world: World, call: Call) -> object:
    """Nothing is pinned any more."""
    chat = _chat(world, call)
    chat.pinned.clear()
    world.chat_changed(chat.id)
    return True


def _chat(world: World, call: Call) -> Chat:
    """A chat whose pins the bot may change; a channel asks for the right to edit posts."""
    chat = world.open_chat(call.args["chat_id"])
    if chat.type == "channel":
        check_right(world.state, chat, "can_edit_messages", _WORDS)
    elif chat.type != "private":
        check_right(world.state, chat, "can_pin_messages", _WORDS)
    return chat


METHODS: dict[str, Handler] = {
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "unpinAllChatMessages": unpin_all_chat_messages,
}

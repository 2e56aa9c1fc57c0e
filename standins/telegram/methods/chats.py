"""getChat, getChatMember, pins, and the answer to a tap."""

from standins.telegram import present
from standins.telegram.errors import RefusalError
from standins.telegram.methods.common import Call, Handler
from standins.telegram.world import World

_ANSWER: tuple[str, ...] = ("text", "show_alert", "url")


def get_chat(world: World, call: Call) -> object:
    """All that is known of a chat."""
    return present.full_chat(world.state, world.chat(call.args["chat_id"]))


def get_chat_member(world: World, call: Call) -> object:
    """Whether somebody is in a chat, and as what."""
    chat = world.chat(call.args["chat_id"])
    user_id = call.args["user_id"]
    if not world.user_exists(user_id):
        raise RefusalError("invalid user_id specified")
    is_bot = user_id == world.state.bot.id
    status = chat.members.get(user_id, "member" if is_bot and chat.type == "private" else "left")
    if is_bot and chat.blocked:
        status = "kicked"
    if chat.type == "private" and status == "left":
        raise RefusalError("user not found")
    return present.member(world.state, user_id, status)


def pin_chat_message(world: World, call: Call) -> object:
    """Put a message on top of its chat."""
    chat = world.open_chat(call.args["chat_id"])
    world.pin(chat, world.message(chat, call.args["message_id"], "pin").message_id)
    return True


def unpin_chat_message(world: World, call: Call) -> object:
    """Take the pinned message (or the one named) from the top."""
    chat = world.open_chat(call.args["chat_id"])
    wanted = call.args.get("message_id", chat.pinned)
    if wanted is None or wanted != chat.pinned:
        raise RefusalError("message to unpin not found")
    world.pin(chat, None)
    return True


def unpin_all_chat_messages(world: World, call: Call) -> object:
    """Nothing is pinned any more."""
    world.pin(world.open_chat(call.args["chat_id"]), None)
    return True


def answer_callback_query(world: World, call: Call) -> object:
    """Stop the button's waiting, if wished with a word or an alert."""
    shown = {name: call.args[name] for name in _ANSWER if name in call.args}
    world.answer(call.args["callback_query_id"], shown, now=call.now)
    return True


def get_file(world: World, call: Call) -> object:
    """Where a file can be downloaded."""
    return world.files.describe(call.args["file_id"])


METHODS: dict[str, Handler] = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "unpinAllChatMessages": unpin_all_chat_messages,
    "answerCallbackQuery": answer_callback_query,
    "getFile": get_file,
}

"""deleteMessage and deleteMessages.

A bot that may delete others' messages knows no limit of age; any other deletes its own (in a
private chat also the person's) for two days.
"""

from standins.telegram.errors import RefusalError
from standins.telegram.methods.common import Call, Handler
from standins.telegram.state import Chat, Message
from standins.telegram.world import World

_TWO_DAYS = 48 * 3600
_MOST = 100


def delete_message(world: World, call: Call) -> object:
    """Take a message away."""
    chat = world.open_chat(call.args["chat_id"])
    message = world.message(chat, call.args["message_id"], "delete")
    words = _reason_against(world, chat, message, call.now)
    if words is not None:
        raise RefusalError(words)
    world.delete(message)
    return True


def delete_messages(world: World, call: Call) -> object:
    """Take several messages away; those that are not there are skipped."""
    chat = world.open_chat(call.args["chat_id"])
    numbers = call.args["message_ids"]
    if not numbers:
        raise RefusalError("message identifiers are not specified")
    if len(numbers) > _MOST:
        raise RefusalError("too many message identifiers specified")
    for number in numbers:
        message = chat.messages.get(number)
        if message is None or message.deleted or message.receiver is not None:
            continue
        if _reason_against(world, chat, message, call.now) is None:
            world.delete(message)
    return True


def _reason_against(world: World, chat: Chat, message: Message, now: float) -> str | None:
    bot = world.state.bot.id
    if chat.type != "private" and chat.member(bot).may("can_delete_messages"):
        return None
    if message.sender_id != bot and chat.type != "private":
        return "message can't be deleted"
    return "message can't be deleted for everyone" if now - message.date > _TWO_DAYS else None


METHODS: dict[str, Handler] = {
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
}

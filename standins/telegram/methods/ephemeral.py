"""editEphemeralMessage* and deleteEphemeralMessage: changing what one person sees.

Sending one is an option of the sending methods; see :mod:`standins.telegram.messages.ephemeral`.
"""

from collections.abc import Callable

from standins.telegram.messages import edits
from standins.telegram.messages.ephemeral import found
from standins.telegram.methods.common import Call, Handler
from standins.telegram.state import Message
from standins.telegram.wire import JsonObject
from standins.telegram.world import World


def _editor(change: Callable[[World, Call, Message], JsonObject]) -> Handler:
    """An edit of whichever part; the answer is only ``true``, as it is with Telegram."""

    def handler(world: World, call: Call) -> object:
        message = found(world, call.args, "edit")
        content = change(world, call, message)
        edits.replace(world, message, content, call.args.get("reply_markup"), now=call.now)
        return True

    return handler


def _text(world: World, call: Call, message: Message) -> JsonObject:
    return edits.text(world.state, call, world.files, message, call.args)


def _caption(_world: World, call: Call, message: Message) -> JsonObject:
    return edits.caption(message, call.args)


def _media(world: World, call: Call, message: Message) -> JsonObject:
    return edits.medium(world.files, call, message, call.args["media"])


def _markup(_world: World, _call: Call, message: Message) -> JsonObject:
    return message.content


def delete_ephemeral(world: World, call: Call) -> object:
    """Take it away; the bot's own need no right and know no age."""
    world.delete(found(world, call.args, "delete"))
    return True


METHODS: dict[str, Handler] = {
    "editEphemeralMessageText": _editor(_text),
    "editEphemeralMessageCaption": _editor(_caption),
    "editEphemeralMessageMedia": _editor(_media),
    "editEphemeralMessageReplyMarkup": _editor(_markup),
    "deleteEphemeralMessage": delete_ephemeral,
}

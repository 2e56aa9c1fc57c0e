"""editMessageText, -Caption, -Media, -ReplyMarkup, -LiveLocation, stopMessageLiveLocation.

A message is named by chat and number, or by the ``inline_message_id`` of one that was sent by
inline mode; of those the answer is only ``true``.
"""

from standins.telegram import present
from standins.telegram.errors import RefusalError
from standins.telegram.messages import edits
from standins.telegram.messages.cards import LOCATION, location
from standins.telegram.methods.common import Call, Handler
from standins.telegram.state import Message
from standins.telegram.wire import JsonObject
from standins.telegram.world import World


def edit_text(world: World, call: Call) -> object:
    """Another text, or a rich message, in place of either."""
    message = target(world, call)
    _check_inline_upload(call, call.args.get("rich_message", {}))
    content = edits.text(world.state, call, world.files, message, call.args)
    return _replace(world, call, message, content)


def edit_caption(world: World, call: Call) -> object:
    """Another caption; an empty one takes it away."""
    message = target(world, call)
    return _replace(world, call, message, edits.caption(message, call.args))


def edit_media(world: World, call: Call) -> object:
    """Another file in place of what is there, a text included (Bot API 9.4)."""
    message = target(world, call)
    _check_inline_upload(call, call.args["media"])
    content = edits.medium(world.files, call, message, call.args["media"])
    return _replace(world, call, message, content)


def edit_reply_markup(world: World, call: Call) -> object:
    """Another keyboard, or none."""
    message = target(world, call)
    return _replace(world, call, message, message.content)


def edit_live_location(world: World, call: Call) -> object:
    """The point moved."""
    message = _live(world, call)
    moved = {**message.content["location"], **location(call.args)}
    return _replace(world, call, message, {**message.content, "location": moved})


def stop_live_location(world: World, call: Call) -> object:
    """The point moves no more."""
    message = _live(world, call)
    gone = {"live_period", "heading", "proximity_alert_radius"}
    last = message.content["location"]
    still = {name: last[name] for name in LOCATION if name in last and name not in gone}
    return _replace(world, call, message, {**message.content, "location": still})


def target(world: World, call: Call) -> Message:
    """The message that the call names, if the bot may change it.

    Raises
    ------
    RefusalError
        It is not there, somebody else's, forwarded, or came with a reply keyboard.
    """
    if "inline_message_id" in call.args:
        return _inline(world, call.args["inline_message_id"])
    if "chat_id" not in call.args:
        raise RefusalError("chat_id is empty")
    if "message_id" not in call.args:
        raise RefusalError("message identifier is not specified")
    chat = world.open_chat(call.args["chat_id"])
    message = world.message(chat, call.args["message_id"], "edit")
    bot = world.state.bot.id
    posted = chat.type == "channel" and chat.member(bot).may("can_edit_messages")
    own = message.sender_id == bot or message.via_bot or posted
    under_input = message.reply_markup and "inline_keyboard" not in message.reply_markup
    if not own or under_input or "forward_origin" in message.content:
        raise RefusalError("message can't be edited")
    return message


def _inline(world: World, identifier: str) -> Message:
    chat_id, number = world.state.inline_messages.get(identifier, (0, 0))
    chat = world.state.chats.get(chat_id)
    message = None if chat is None else chat.messages.get(number)
    if message is None or message.deleted:
        raise RefusalError("MESSAGE_ID_INVALID")
    return message


def _live(world: World, call: Call) -> Message:
    message = target(world, call)
    period = message.content.get("location", {}).get("live_period")
    if period is None or "venue" in message.content:
        raise RefusalError("there is no live location in the message to edit")
    if call.now >= message.date + period:
        raise RefusalError("message can't be edited")
    return message


def _check_inline_upload(call: Call, wish: JsonObject) -> None:
    """A message sent by inline mode takes only files Telegram has already."""
    if "inline_message_id" in call.args and "attach://" in repr(wish):
        raise RefusalError("invalid message content specified")


def _replace(world: World, call: Call, message: Message, content: JsonObject) -> object:
    edits.replace(world, message, content, call.args.get("reply_markup"), now=call.now)
    if "inline_message_id" in call.args:
        return True
    return present.message(world.state, message)


METHODS: dict[str, Handler] = {
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageMedia": edit_media,
    "editMessageReplyMarkup": edit_reply_markup,
    "editMessageLiveLocation": edit_live_location,
    "stopMessageLiveLocation": stop_live_location,
}

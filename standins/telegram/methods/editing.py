"""editMessageText, -Caption, -Media, -ReplyMarkup, deleteMessage, deleteMessages."""

from standins.telegram import present
from standins.telegram.errors import RefusalError
from standins.telegram.keyboards import check_markup
from standins.telegram.methods import sending
from standins.telegram.methods.common import Call, Handler, formatted_caption, formatted_text
from standins.telegram.state import Message
from standins.telegram.wire import JsonObject
from standins.telegram.world import World

_TWO_DAYS = 48 * 3600
_CAPTION = ("caption", "caption_entities", "show_caption_above_media")
_SAME = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)


def edit_text(world: World, call: Call) -> object:
    """Another text in place of a text."""
    message = _target(world, call)
    if "text" not in message.content:
        raise RefusalError("there is no text in the message to edit")
    if "text" not in call.args:
        raise RefusalError("message text is empty")
    kept = {
        name: value for name, value in message.content.items() if name not in {"text", "entities"}
    }
    if "link_preview_options" in call.args:
        kept["link_preview_options"] = call.args["link_preview_options"]
    return _replace(world, call, message, kept | formatted_text(call.args))


def edit_caption(world: World, call: Call) -> object:
    """Another caption under a photo or document; an empty one takes it away."""
    message = _target(world, call)
    if "text" in message.content:
        raise RefusalError("there is no caption in the message to edit")
    kept = {name: value for name, value in message.content.items() if name not in _CAPTION}
    return _replace(world, call, message, kept | formatted_caption(call.args))


def edit_media(world: World, call: Call) -> object:
    """Another photo or document in place of what is there, a text included (Bot API 9.4)."""
    message = _target(world, call)
    media = call.args["media"]
    if media["type"] == "photo":
        content = sending.photo(world, call, media["media"])
    elif media["type"] == "document":
        content = sending.document(world, call, media["media"])
    else:
        raise RefusalError(f"the stand-in does not play media of type {media['type']} yet", 501)
    if media.get("has_spoiler"):
        content["has_media_spoiler"] = True
    return _replace(world, call, message, content | formatted_caption(media))


def edit_reply_markup(world: World, call: Call) -> object:
    """Another keyboard, or none."""
    message = _target(world, call)
    return _replace(world, call, message, message.content)


def delete_message(world: World, call: Call) -> object:
    """Take a message away."""
    chat = world.chat(call.args["chat_id"])
    message = world.message(chat, call.args["message_id"], "delete")
    if call.now - message.date > _TWO_DAYS:
        raise RefusalError("message can't be deleted for everyone")
    world.delete(message)
    return True


def delete_messages(world: World, call: Call) -> object:
    """Take several messages away; those that are not there are skipped."""
    chat = world.chat(call.args["chat_id"])
    for number in call.args["message_ids"]:
        message = chat.messages.get(number)
        if message and not message.deleted and call.now - message.date <= _TWO_DAYS:
            world.delete(message)
    return True


def _target(world: World, call: Call) -> Message:
    """The bot's own message that the call names."""
    if "inline_message_id" in call.args:
        raise RefusalError("MESSAGE_ID_INVALID")
    if "chat_id" not in call.args:
        raise RefusalError("chat_id is empty")
    if "message_id" not in call.args:
        raise RefusalError("message identifier is not specified")
    chat = world.open_chat(call.args["chat_id"])
    message = world.message(chat, call.args["message_id"], "edit")
    if message.sender_id != world.state.bot.id or "forward_origin" in message.content:
        raise RefusalError("message can't be edited")
    return message


def _replace(world: World, call: Call, message: Message, content: JsonObject) -> JsonObject:
    """Change content and keyboard together; a change that changes nothing is refused.

    As in Telegram, an edit without ``reply_markup`` takes the keyboard away.
    """
    chat = world.state.chats[message.chat_id]
    markup = check_markup(call.args.get("reply_markup"), chat_type=chat.type)
    if _comparable(content) == _comparable(message.content) and markup == message.reply_markup:
        raise RefusalError(_SAME)
    message.content = content
    message.reply_markup = markup
    world.edited(message, now=call.now)
    return present.message(world.state, message)


def _comparable(content: JsonObject) -> JsonObject:
    """Content with a photo named by what it shows: the same file uploaded twice is the same."""
    seen = dict(content)
    if "photo" in seen:
        seen["photo"] = [one["file_unique_id"] for one in seen["photo"]]
    if "document" in seen:
        seen["document"] = seen["document"]["file_unique_id"]
    return seen


METHODS: dict[str, Handler] = {
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageMedia": edit_media,
    "editMessageReplyMarkup": edit_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
}

"""What a method is handed, and the steps several methods share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from standins.telegram import present
from standins.telegram.errors import RefusalError
from standins.telegram.formatting import caption_text, message_text
from standins.telegram.keyboards import check_markup
from standins.telegram.state import Chat, Message
from standins.telegram.wire import JsonObject
from standins.telegram.world import World


@dataclass(frozen=True, slots=True)
class Upload:
    """One uploaded part of a multipart request."""

    content: bytes
    name: str
    mime: str


@dataclass(frozen=True, slots=True)
class Call:
    """A checked request.

    Attributes
    ----------
    method
        Its name as the documents write it.
    args
        Values in the types of the rule book.
    now
        Unix seconds.
    """

    method: str
    args: JsonObject
    uploads: Mapping[str, Upload]
    now: float

    def upload(self, reference: str) -> Upload | None:
        """The part behind ``attach://name``; None when the value is a file_id or an address."""
        if not reference.startswith("attach://"):
            return None
        return self.uploads[reference.removeprefix("attach://")]


Handler: TypeAlias = Callable[[World, Call], object]
"""What plays one method: returns the ``result`` of the answer, or raises a RefusalError."""


def formatted_text(args: JsonObject) -> JsonObject:
    """``text`` and ``entities`` of a message from ``text``, ``parse_mode`` and ``entities``."""
    formatted = message_text(args["text"], args.get("parse_mode"), args.get("entities"))
    return _named(formatted.text, formatted.entities, "text", "entities")


def formatted_caption(args: JsonObject) -> JsonObject:
    """``caption`` and ``caption_entities``; empty when there is no caption."""
    formatted = caption_text(
        args.get("caption"), args.get("parse_mode"), args.get("caption_entities")
    )
    shown = _named(formatted.text, formatted.entities, "caption", "caption_entities")
    if formatted.text and args.get("show_caption_above_media"):
        shown["show_caption_above_media"] = True
    return shown


def _named(text: str, entities: list[JsonObject], name: str, plural: str) -> JsonObject:
    shown: JsonObject = {name: text} if text else {}
    if entities:
        shown[plural] = entities
    return shown


def delivery_marks(args: JsonObject, chat: Chat) -> JsonObject:
    """Fields that say how a message was sent: protected, with an effect, into a topic."""
    marks: JsonObject = {}
    if args.get("protect_content"):
        marks["has_protected_content"] = True
    if "message_effect_id" in args:
        if chat.type != "private":
            raise RefusalError("EFFECT_ID_INVALID")
        marks["effect_id"] = args["message_effect_id"]
    if "message_thread_id" in args:
        if not chat.is_forum:
            raise RefusalError("message thread not found")
        marks |= {"message_thread_id": args["message_thread_id"], "is_topic_message": True}
    return marks


def reply_target(world: World, chat: Chat, args: JsonObject) -> int | None:
    """The message replied to; None when there is none, or it is gone and that is allowed."""
    wanted = args.get("reply_parameters")
    if wanted is None or "message_id" not in wanted:
        return None
    found = chat.messages.get(wanted["message_id"])
    elsewhere = "chat_id" in wanted and world.chat(wanted["chat_id"]) is not chat
    if found is not None and not found.deleted and not elsewhere:
        return found.message_id
    if wanted.get("allow_sending_without_reply"):
        return None
    raise RefusalError("message to be replied not found")


def send(world: World, call: Call, content: JsonObject) -> JsonObject:
    """Put the bot's message into the chat the call names; returns it as the Bot API shows it."""
    chat = world.open_chat(call.args["chat_id"])
    markup = check_markup(call.args.get("reply_markup"), chat_type=chat.type)
    content = content | delivery_marks(call.args, chat)
    message = Message(
        message_id=0,
        chat_id=chat.id,
        sender_id=world.state.bot.id,
        date=int(call.now),
        content=content,
        reply_markup=markup,
        reply_to=reply_target(world, chat, call.args),
    )
    if call.args.get("disable_notification"):
        message.silent = True
    return present.message(world.state, world.post(message))

"""What a method is handed, and the steps several methods share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from standins.telegram import present
from standins.telegram.chats import forum
from standins.telegram.errors import RefusalError
from standins.telegram.keyboards import check_markup
from standins.telegram.media.uploads import Upload
from standins.telegram.messages import ephemeral, polls, replies
from standins.telegram.standing.access import check_sending
from standins.telegram.state import Chat, Message
from standins.telegram.wire import JsonObject
from standins.telegram.world import World


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


def delivery_marks(args: JsonObject, chat: Chat) -> JsonObject:
    """Fields that say how a message was sent: protected, with an effect."""
    marks: JsonObject = {}
    if args.get("protect_content") or chat.protected:
        marks["has_protected_content"] = True
    if "message_effect_id" in args:
        if chat.type != "private":
            raise RefusalError("can't use message effects in the chat")
        marks["effect_id"] = args["message_effect_id"]
    return marks


def send(world: World, call: Call, content: JsonObject) -> JsonObject:
    """Put the bot's message into the chat the call names; returns it as the Bot API shows it."""
    return deliver(world, compose(world, call, content))


def compose(world: World, call: Call, content: JsonObject) -> Message:
    """The bot's message as the call wants it: checked, and not in the chat yet."""
    chat = world.open_chat(call.args["chat_id"])
    markup = check_markup(call.args.get("reply_markup"), chat_type=chat.type)
    topic = forum.thread(chat, call.args)
    check_sending(world.state, chat, content, topic)
    message = Message(
        message_id=0,
        chat_id=chat.id,
        sender_id=world.state.bot.id,
        date=int(call.now),
        content=content | delivery_marks(call.args, chat),
        reply_markup=markup,
        topic=topic,
        signature=world.state.bot.name if chat.signs else None,
        silent=call.args.get("disable_notification", False),
    )
    ephemeral.mark(world, message, call.args, now=call.now)
    answered = replies.answered(world, chat, call.args, ephemeral=message.receiver is not None)
    message.reply_to = answered.to
    message.content |= answered.shown
    return message


def deliver(world: World, message: Message) -> JsonObject:
    """Post a composed message; the draft it was written as goes."""
    world.state.drafts.pop(message.chat_id, None)
    world.post(message)
    if "poll" in message.content:
        polls.posted(world, message)
    return present.message(world.state, message)

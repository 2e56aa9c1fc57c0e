"""What the control's addresses share: mistakes, answers, and what a request may say."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

import msgspec
from aiohttp import web

from standins.telegram.errors import RefusalError
from standins.telegram.playground import Playground
from standins.telegram.records.places import GENERAL
from standins.telegram.rich import text as rich_text
from standins.telegram.standing.access import allowed
from standins.telegram.state import Chat, Message
from standins.telegram.wire import JsonObject

ANSWER_WAIT = 3.0
"""Seconds a tap waits for the bot's answerCallbackQuery."""

Work: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]


class MistakeError(Exception):
    """A control request that makes no sense, with what to do instead."""


def guarded(work: Work) -> Work:
    """Turn mistakes into answers that say what was wrong."""

    async def watched(request: web.Request) -> web.StreamResponse:
        try:
            return await work(request)
        except (MistakeError, RefusalError, msgspec.ValidationError, msgspec.DecodeError) as error:
            return reply({"error": str(error)}, status=400)

    return watched


def reply(body: object, status: int = 200) -> web.Response:
    return web.Response(
        body=msgspec.json.encode(body), status=status, content_type="application/json"
    )


def number(request: web.Request, name: str, default: int) -> int:
    given = request.query.get(name, str(default))
    try:
        return int(given)
    except ValueError:
        message = f"{name}={given!r} is not a number"
        raise MistakeError(message) from None


def chat_numbered(playground: Playground, wanted: int) -> Chat:
    """A chat by its number, or a mistake that names those there are."""
    found = playground.state.chats.get(wanted)
    if found is None:
        known = ", ".join(str(one) for one in playground.state.chats)
        message = f"there is no chat {wanted}; there are: {known}"
        raise MistakeError(message)
    return found


def must_be_in(chat: Chat, user_id: int) -> None:
    """A mistake, unless this person is a member."""
    if not chat.member(user_id).is_in:
        known = ", ".join(str(one) for one, place in chat.members.items() if place.is_in)
        raise MistakeError(f"user {user_id} is not in chat {chat.id}; its members: {known}")


def must_be_heard(chat: Chat, user_id: int, topic: int | None = None) -> None:
    """A mistake, unless this person may write here now."""
    must_be_in(chat, user_id)
    place = chat.member(user_id)
    if chat.migrated_to is not None:
        raise MistakeError(f"this group became a supergroup: write in chat {chat.migrated_to}")
    if chat.type == "channel" and not place.may("can_post_messages"):
        raise MistakeError(f"user {user_id} may not post in this channel")
    if chat.type != "private" and not allowed(chat, user_id, "can_send_messages"):
        raise MistakeError(f"user {user_id} may not send messages in chat {chat.id}")
    room = chat.topics.get(topic or GENERAL)
    if topic is not None and room is None:
        raise MistakeError(f"chat {chat.id} has no topic {topic}; it has {list(chat.topics)}")
    if room is not None and room.closed and not place.may("can_manage_topics"):
        raise MistakeError(f"the topic {room.name!r} is closed")


class Say(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    chat: int
    text: str
    sender: int = msgspec.field(name="from", default=1001)
    reply_to: int | None = None
    topic: int | None = None


class Tap(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    chat: int
    sender: int = msgspec.field(name="from", default=1001)
    message_id: int | None = None
    data: str | None = None
    text: str | None = None
    wait: float = ANSWER_WAIT


class Block(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    chat: int
    blocked: bool = True


class Reset(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    everything: bool = False


def find_button(chat: Chat, wish: Tap) -> tuple[Message, JsonObject]:
    """The newest message with such a button, or the one message that was named."""
    if wish.data is None and wish.text is None:
        message = "name the button by its data or its text"
        raise MistakeError(message)
    seen: list[str] = []
    for message_ in reversed(chat.messages.values()):
        if message_.deleted or wish.message_id not in {None, message_.message_id}:
            continue
        if message_.receiver not in {None, wish.sender}:
            continue
        for button in _inline_buttons(message_):
            if _is_meant(button, wish):
                return message_, button
            seen.append(button["text"])
    wanted = wish.data if wish.data is not None else wish.text
    message = f"no button {wanted!r} in chat {chat.id}; newest buttons: {seen[:12]}"
    raise MistakeError(message)


def _inline_buttons(message: Message) -> list[JsonObject]:
    rows = (message.reply_markup or {}).get("inline_keyboard", [])
    return [button for row in rows for button in row] + rich_text.buttons(message.content)


def _is_meant(button: JsonObject, wish: Tap) -> bool:
    if wish.data is not None:
        return bool(button.get("callback_data") == wish.data)
    return bool(button["text"] == wish.text)

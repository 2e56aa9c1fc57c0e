"""The control of the small world: what people do.

Everything under ``/sim/`` is for tests, for the chat page and for demonstrations; a bot never
calls it. Bodies and answers are JSON; a mistake is answered with 400 and ``{"error": ...}``. What
only looks is in :mod:`standins.telegram.control.looking`.
"""

import asyncio

import msgspec
from aiohttp import web

from standins.telegram.chats import membership
from standins.telegram.control import admission, looking, weather
from standins.telegram.control import doors as sim_doors
from standins.telegram.control import gestures as sim_gestures
from standins.telegram.control import inline as sim_inline
from standins.telegram.control import places as sim_places
from standins.telegram.control.requests import (
    Block,
    MistakeError,
    Reset,
    Say,
    Tap,
    chat_numbered,
    find_button,
    guarded,
    must_be_heard,
    must_be_in,
    reply,
)
from standins.telegram.messages import conversation
from standins.telegram.playground import Playground
from standins.telegram.records.pending import Query
from standins.telegram.wire import JsonObject

_LONGEST_TEXT = 4096


def routes(playground: Playground) -> list[web.AbstractRouteDef]:
    """The control's addresses."""
    control = _Control(playground)
    posts = {
        "message": control.message,
        "tap": control.tap,
        "block": control.block,
        "reset": control.reset,
    }
    return [
        *admission.routes(playground),
        *looking.routes(playground),
        *weather.routes(playground),
        *sim_doors.routes(playground),
        *sim_gestures.routes(playground),
        *sim_inline.routes(playground),
        *sim_places.routes(playground),
        *(web.post(f"/sim/{name}", guarded(work)) for name, work in posts.items()),
    ]


class _Control:
    def __init__(self, playground: Playground) -> None:
        self._playground = playground

    # --- people -------------------------------------------------------------

    async def message(self, request: web.Request) -> web.StreamResponse:
        """A person writes a text; ``/start`` also lets a blocked bot in again."""
        wish = msgspec.json.decode(await request.read(), type=Say)
        chat, now = chat_numbered(self._playground, wish.chat), self._playground.clock.now()
        must_be_heard(chat, wish.sender, wish.topic)
        text = wish.text.strip()
        if not 0 < len(text) <= _LONGEST_TEXT:
            message = f"a text has 1 to {_LONGEST_TEXT} characters"
            raise MistakeError(message)
        if chat.blocked and not text.startswith("/start"):
            message = 'the bot is blocked in this chat; unblock it, or write "/start"'
            raise MistakeError(message)
        world = self._playground.world
        if chat.type == "private":
            membership.blocks(world, chat, blocked=False, now=now)
        written, update_id = conversation.says(
            world, chat, wish.sender, text, now=now, reply_to=wish.reply_to, topic=wish.topic
        )
        return reply({"ok": True, "message_id": written.message_id, "update_id": update_id})

    async def tap(self, request: web.Request) -> web.StreamResponse:
        """A person presses an inline button, named by its data or its text."""
        wish = msgspec.json.decode(await request.read(), type=Tap)
        chat = chat_numbered(self._playground, wish.chat)
        must_be_in(chat, wish.sender)
        message, button = find_button(chat, wish)
        told: JsonObject = {"ok": True, "message_id": message.message_id, "button": button["text"]}
        if "disabled" in button:
            message_ = f"the button {button['text']!r} is disabled"
            raise MistakeError(message_)
        if "callback_data" not in button:
            return reply({**told, "url": button.get("url"), "copy_text": button.get("copy_text")})
        data, now = button["callback_data"], self._playground.clock.now()
        query = conversation.taps(self._playground.world, message, wish.sender, data, now=now)
        answer = await self._answer_to(query, wish.wait)
        told |= {"callback_query_id": query.id, "answered": answer is not None}
        shown = {"text": None, "show_alert": False, "url": None} | (answer or {})
        return reply({**told, **shown})

    async def _answer_to(self, query: Query, seconds: float) -> JsonObject | None:
        try:
            async with asyncio.timeout(seconds):
                while query.answer is None:
                    await self._playground.next_answer()
        except TimeoutError:
            return None
        return query.answer

    async def block(self, request: web.Request) -> web.StreamResponse:
        """A person blocks the bot in a private chat, or lets it in again."""
        wish = msgspec.json.decode(await request.read(), type=Block)
        chat = chat_numbered(self._playground, wish.chat)
        if chat.type != "private":
            message = "only a person can block the bot: name a private chat"
            raise MistakeError(message)
        world = self._playground.world
        membership.blocks(world, chat, blocked=wish.blocked, now=self._playground.clock.now())
        return reply({"ok": True, "blocked": chat.blocked})

    # --- a new beginning ------------------------------------------------------

    async def reset(self, request: web.Request) -> web.StreamResponse:
        """Begin anew: empty chats, no faults, no limits."""
        wish = msgspec.json.decode(await request.read() or b"{}", type=Reset)
        self._playground.reset(everything=wish.everything)
        return reply({"ok": True})

"""The control of the small world: what people do, what goes wrong, what time it is.

Everything under ``/sim/`` is for tests, for the chat page and for demonstrations; a bot never
calls it. Bodies and answers are JSON; a mistake is answered with 400 and ``{"error": ...}``. What
only looks is in :mod:`standins.telegram.looking`.
"""

import asyncio

import msgspec
from aiohttp import web

from standins.telegram import looking
from standins.telegram.control import (
    Block,
    MistakeError,
    Retry,
    Say,
    Tap,
    Time,
    chat_numbered,
    find_button,
    guarded,
    must_be_in,
    reply,
)
from standins.telegram.faults import Fault
from standins.telegram.limits import Limits
from standins.telegram.people import add_chat, add_user
from standins.telegram.playground import Playground
from standins.telegram.state import Query
from standins.telegram.webhook import WebhookDelivery
from standins.telegram.wire import JsonObject

_LONGEST_TEXT = 4096


def routes(playground: Playground, delivery: WebhookDelivery) -> list[web.AbstractRouteDef]:
    """The control's addresses."""
    control = _Control(playground, delivery)
    posts = {
        "message": control.message,
        "tap": control.tap,
        "block": control.block,
        "users": control.users,
        "chats": control.chats,
        "faults": control.set_faults,
        "limits": control.set_limits,
        "webhook": control.webhook,
        "clock": control.set_clock,
        "reset": control.reset,
    }
    gets = {
        "faults": control.faults,
        "limits": control.limits,
        "clock": control.clock,
    }
    return [
        *looking.routes(playground),
        *(web.post(f"/sim/{name}", guarded(work)) for name, work in posts.items()),
        *(web.get(f"/sim/{name}", guarded(work)) for name, work in gets.items()),
    ]


class _Control:
    def __init__(self, playground: Playground, delivery: WebhookDelivery) -> None:
        self._playground = playground
        self._delivery = delivery

    # --- people -------------------------------------------------------------

    async def message(self, request: web.Request) -> web.StreamResponse:
        """A person writes a text; ``/start`` also lets a blocked bot in again."""
        wish = msgspec.json.decode(await request.read(), type=Say)
        chat, now = chat_numbered(self._playground, wish.chat), self._playground.clock.now()
        must_be_in(chat, wish.sender)
        text = wish.text.strip()
        if not 0 < len(text) <= _LONGEST_TEXT:
            message = f"a text has 1 to {_LONGEST_TEXT} characters"
            raise MistakeError(message)
        if chat.blocked and not text.startswith("/start"):
            message = 'the bot is blocked in this chat; unblock it, or write "/start"'
            raise MistakeError(message)
        self._playground.world.block(chat, blocked=False, now=now)
        written, update_id = self._playground.world.says(
            chat, wish.sender, text, now=now, reply_to=wish.reply_to
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
        query = self._playground.world.taps(
            message, wish.sender, button["callback_data"], now=self._playground.clock.now()
        )
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
        world.block(chat, blocked=wish.blocked, now=self._playground.clock.now())
        return reply({"ok": True, "blocked": chat.blocked})

    async def users(self, request: web.Request) -> web.StreamResponse:
        """One more person, with a private chat with the bot."""
        add_user(self._playground.world, await request.read())
        return reply({"ok": True})

    async def chats(self, request: web.Request) -> web.StreamResponse:
        """One more group, supergroup or channel."""
        add_chat(self._playground.world, await request.read())
        return reply({"ok": True})

    # --- what goes wrong ----------------------------------------------------

    async def faults(self, _request: web.Request) -> web.StreamResponse:
        """The faults that are switched on."""
        return reply({"faults": msgspec.to_builtins(self._playground.faults.active)})

    async def set_faults(self, request: web.Request) -> web.StreamResponse:
        """Replace the faults: a list, or one; an empty list ends them all."""
        parsed: object = msgspec.json.decode(await request.read())
        listed = parsed if isinstance(parsed, list) else [parsed]
        self._playground.faults.active = msgspec.convert(listed, list[Fault])
        return await self.faults(request)

    async def limits(self, _request: web.Request) -> web.StreamResponse:
        """The sending limits."""
        return reply(msgspec.to_builtins(self._playground.limits.limits))

    async def set_limits(self, request: web.Request) -> web.StreamResponse:
        """Switch the sending limits on or off, or change their figures."""
        given = msgspec.json.decode(await request.read(), type=dict[str, object])
        current = msgspec.to_builtins(self._playground.limits.limits)
        self._playground.limits.limits = msgspec.convert({**current, **given}, Limits)
        return await self.limits(request)

    async def webhook(self, request: web.Request) -> web.StreamResponse:
        """How soon a failed delivery is repeated for the first time."""
        wish = msgspec.json.decode(await request.read(), type=Retry)
        self._delivery.first_delay = wish.first_delay
        return reply({"ok": True})

    # --- time and beginning -------------------------------------------------

    async def clock(self, _request: web.Request) -> web.StreamResponse:
        """The present moment."""
        state = self._playground.state
        return reply({"now": self._playground.clock.now(), "offset": state.clock_offset})

    async def set_clock(self, request: web.Request) -> web.StreamResponse:
        """Move time by ``advance`` seconds, or to ``set``."""
        wish = msgspec.json.decode(await request.read(), type=Time)
        if wish.set is not None:
            self._playground.clock.set(wish.set)
        self._playground.clock.advance(wish.advance)
        return await self.clock(request)

    async def reset(self, _request: web.Request) -> web.StreamResponse:
        """Begin anew: empty chats, no faults, no limits."""
        self._playground.reset()
        return reply({"ok": True})

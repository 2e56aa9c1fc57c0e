"""The control of the small world: what people do, what goes wrong, what can be seen.

Everything under ``/sim/`` is for tests, for the chat page and for demonstrations; a bot never
calls it. Bodies and answers are JSON; a mistake is answered with 400 and ``{"error": ...}``.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeAlias

import msgspec
from aiohttp import web

from standins.telegram import present, transcript
from standins.telegram.errors import RefusalError
from standins.telegram.faults import Fault
from standins.telegram.limits import Limits
from standins.telegram.methods.profile import shown_commands
from standins.telegram.people import add_chat, add_user
from standins.telegram.playground import Playground
from standins.telegram.state import Chat, Message, Query
from standins.telegram.webhook import WebhookDelivery
from standins.telegram.wire import JsonObject

ANSWER_WAIT = 3.0
"""Seconds a tap waits for the bot's answerCallbackQuery."""

_LONGEST_TEXT = 4096
_Work: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]


class _MistakeError(Exception):
    """A control request that makes no sense, with what to do instead."""


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
        "transcript": control.transcript,
        "state": control.state,
        "calls": control.calls,
        "faults": control.faults,
        "limits": control.limits,
        "clock": control.clock,
        "events": control.events,
        "file/{file_id}": control.file,
    }
    return [
        *(web.post(f"/sim/{name}", _guarded(work)) for name, work in posts.items()),
        *(web.get(f"/sim/{name}", _guarded(work)) for name, work in gets.items()),
    ]


def _guarded(work: _Work) -> _Work:
    """Turn mistakes into answers that say what was wrong."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        try:
            return await work(request)
        except (_MistakeError, RefusalError, msgspec.ValidationError, msgspec.DecodeError) as error:
            return _json({"error": str(error)}, status=400)

    return guarded


class _Control:
    def __init__(self, playground: Playground, delivery: WebhookDelivery) -> None:
        self._playground = playground
        self._delivery = delivery

    # --- people -------------------------------------------------------------

    async def message(self, request: web.Request) -> web.StreamResponse:
        """A person writes a text; ``/start`` also lets a blocked bot in again."""
        wish = msgspec.json.decode(await request.read(), type=_Say)
        chat, now = self._chat(wish.chat), self._playground.clock.now()
        self._is_in(chat, wish.sender)
        text = wish.text.strip()
        if not 0 < len(text) <= _LONGEST_TEXT:
            message = f"a text has 1 to {_LONGEST_TEXT} characters"
            raise _MistakeError(message)
        if chat.blocked and not text.startswith("/start"):
            message = 'the bot is blocked in this chat; unblock it, or write "/start"'
            raise _MistakeError(message)
        self._playground.world.block(chat, blocked=False, now=now)
        written, update_id = self._playground.world.says(
            chat, wish.sender, text, now=now, reply_to=wish.reply_to
        )
        return _json({"ok": True, "message_id": written.message_id, "update_id": update_id})

    async def tap(self, request: web.Request) -> web.StreamResponse:
        """A person presses an inline button, named by its data or its text."""
        wish = msgspec.json.decode(await request.read(), type=_Tap)
        chat = self._chat(wish.chat)
        self._is_in(chat, wish.sender)
        message, button = _find_button(chat, wish)
        told: JsonObject = {"ok": True, "message_id": message.message_id, "button": button["text"]}
        if "disabled" in button:
            message_ = f"the button {button['text']!r} is disabled"
            raise _MistakeError(message_)
        if "callback_data" not in button:
            return _json({**told, "url": button.get("url"), "copy_text": button.get("copy_text")})
        query = self._playground.world.taps(
            message, wish.sender, button["callback_data"], now=self._playground.clock.now()
        )
        answer = await self._answer_to(query, wish.wait)
        told |= {"callback_query_id": query.id, "answered": answer is not None}
        shown = {"text": None, "show_alert": False, "url": None} | (answer or {})
        return _json({**told, **shown})

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
        wish = msgspec.json.decode(await request.read(), type=_Block)
        chat = self._chat(wish.chat)
        if chat.type != "private":
            message = "only a person can block the bot: name a private chat"
            raise _MistakeError(message)
        world = self._playground.world
        world.block(chat, blocked=wish.blocked, now=self._playground.clock.now())
        return _json({"ok": True, "blocked": chat.blocked})

    async def users(self, request: web.Request) -> web.StreamResponse:
        """One more person, with a private chat with the bot."""
        add_user(self._playground.world, await request.read())
        return _json({"ok": True})

    async def chats(self, request: web.Request) -> web.StreamResponse:
        """One more group, supergroup or channel."""
        add_chat(self._playground.world, await request.read())
        return _json({"ok": True})

    # --- what goes wrong ----------------------------------------------------

    async def faults(self, _request: web.Request) -> web.StreamResponse:
        """The faults that are switched on."""
        return _json({"faults": msgspec.to_builtins(self._playground.faults.active)})

    async def set_faults(self, request: web.Request) -> web.StreamResponse:
        """Replace the faults: a list, or one; an empty list ends them all."""
        parsed: object = msgspec.json.decode(await request.read())
        listed = parsed if isinstance(parsed, list) else [parsed]
        self._playground.faults.active = msgspec.convert(listed, list[Fault])
        return await self.faults(request)

    async def limits(self, _request: web.Request) -> web.StreamResponse:
        """The sending limits."""
        return _json(msgspec.to_builtins(self._playground.limits.limits))

    async def set_limits(self, request: web.Request) -> web.StreamResponse:
        """Switch the sending limits on or off, or change their figures."""
        given = msgspec.json.decode(await request.read(), type=dict[str, object])
        current = msgspec.to_builtins(self._playground.limits.limits)
        self._playground.limits.limits = msgspec.convert({**current, **given}, Limits)
        return await self.limits(request)

    async def webhook(self, request: web.Request) -> web.StreamResponse:
        """How soon a failed delivery is repeated for the first time."""
        wish = msgspec.json.decode(await request.read(), type=_Retry)
        self._delivery.first_delay = wish.first_delay
        return _json({"ok": True})

    # --- time and beginning -------------------------------------------------

    async def clock(self, _request: web.Request) -> web.StreamResponse:
        """The present moment."""
        state = self._playground.state
        return _json({"now": self._playground.clock.now(), "offset": state.clock_offset})

    async def set_clock(self, request: web.Request) -> web.StreamResponse:
        """Move time by ``advance`` seconds, or to ``set``."""
        wish = msgspec.json.decode(await request.read(), type=_Time)
        if wish.set is not None:
            self._playground.clock.set(wish.set)
        self._playground.clock.advance(wish.advance)
        return await self.clock(request)

    async def reset(self, _request: web.Request) -> web.StreamResponse:
        """Begin anew: empty chats, no faults, no limits."""
        self._playground.reset()
        return _json({"ok": True})

    # --- what can be seen ---------------------------------------------------

    async def transcript(self, request: web.Request) -> web.StreamResponse:
        """A chat, as a list or (``format=text``) as text for golden files."""
        chat = self._chat(_number(request, "chat", 1001))
        since = _number(request, "since", 0)
        if request.query.get("format") == "text":
            text = transcript.as_text(self._playground.state, chat, since=since)
            return web.Response(text=text)
        return _json(transcript.entries(self._playground.state, chat, since=since))

    async def state(self, _request: web.Request) -> web.StreamResponse:
        """What the page needs to begin: the bot, people, chats."""
        state = self._playground.state
        language = ""
        bot = {
            **present.bot_user(state.bot),
            "description": state.bot.descriptions.get(language, ""),
            "short_description": state.bot.short_descriptions.get(language, ""),
        }
        return _json(
            {
                "bot": bot,
                "users": [present.person(one) for one in state.users.values()],
                "chats": [self._chat_row(one) for one in state.chats.values()],
                "now": self._playground.clock.now(),
                "calls": {
                    "total": self._playground.calls.total,
                    "violations": self._playground.calls.violations,
                },
            }
        )

    def _chat_row(self, chat: Chat) -> JsonObject:
        state = self._playground.state
        left = [one for one in chat.messages.values() if not one.deleted]
        language = ""
        if chat.type == "private":
            language = state.users[chat.id].language_code or ""
        return {
            **present.chat(state, chat),
            "members": list(chat.members),
            "blocked": chat.blocked,
            "pinned": chat.pinned,
            "commands": shown_commands(state.bot, chat.id, chat.type, language),
            "menu_button": chat.menu_button or state.bot.menu_button or {"type": "commands"},
            "last": transcript.entry(state, left[-1]) if left else None,
        }

    async def calls(self, request: web.Request) -> web.StreamResponse:
        """The Bot API calls after the one numbered ``since``."""
        log = self._playground.calls
        records = log.since(_number(request, "since", 0))
        return _json(
            {
                "calls": msgspec.to_builtins(records),
                "total": log.total,
                "violations": log.violations,
            }
        )

    async def file(self, request: web.Request) -> web.StreamResponse:
        """The bytes of a photo or document, for the page (no token needed)."""
        files = self._playground.world.files
        stored = self._playground.state.files.get(request.match_info["file_id"])
        content = None if stored is None else files.read(stored)
        if stored is None or content is None:
            return _json({"error": "no such file"}, status=404)
        headers = {"Cache-Control": "max-age=31536000, immutable"}
        if stored.kind == "document":
            headers["Content-Disposition"] = f'attachment; filename="{_ascii(stored.name)}"'
            kind = "application/octet-stream"
        else:
            kind = _picture_type(content)
        return web.Response(body=content, content_type=kind, headers=headers)

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Every change as it happens (Server-Sent Events)."""
        headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        with self._playground.hub.reading() as frames:
            try:
                async for frame in frames:
                    await response.write(frame.encode())
            except ConnectionResetError:
                return response  # the page was closed
        return response

    # --- looking up ---------------------------------------------------------

    def _chat(self, number: int) -> Chat:
        found = self._playground.state.chats.get(number)
        if found is None:
            known = ", ".join(str(one) for one in self._playground.state.chats)
            message = f"there is no chat {number}; there are: {known}"
            raise _MistakeError(message)
        return found

    def _is_in(self, chat: Chat, user_id: int) -> None:
        if chat.members.get(user_id) in {None, "left", "kicked"}:
            known = ", ".join(str(one) for one in chat.members)
            message = f"user {user_id} is not in chat {chat.id}; its members: {known}"
            raise _MistakeError(message)


class _Say(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    chat: int
    text: str
    sender: int = msgspec.field(name="from", default=1001)
    reply_to: int | None = None


class _Tap(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    chat: int
    sender: int = msgspec.field(name="from", default=1001)
    message_id: int | None = None
    data: str | None = None
    text: str | None = None
    wait: float = ANSWER_WAIT


class _Block(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    chat: int
    blocked: bool = True


class _Retry(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    first_delay: float


class _Time(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    advance: float = 0.0
    set: float | None = None


def _find_button(chat: Chat, wish: _Tap) -> tuple[Message, JsonObject]:
    """The newest message with such a button, or the one message that was named."""
    if wish.data is None and wish.text is None:
        message = "name the button by its data or its text"
        raise _MistakeError(message)
    seen: list[str] = []
    for message_ in reversed(chat.messages.values()):
        if message_.deleted or wish.message_id not in {None, message_.message_id}:
            continue
        for button in _inline_buttons(message_):
            if _is_meant(button, wish):
                return message_, button
            seen.append(button["text"])
    wanted = wish.data if wish.data is not None else wish.text
    message = f"no button {wanted!r} in chat {chat.id}; newest buttons: {seen[:12]}"
    raise _MistakeError(message)


def _inline_buttons(message: Message) -> list[JsonObject]:
    rows = (message.reply_markup or {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def _is_meant(button: JsonObject, wish: _Tap) -> bool:
    if wish.data is not None:
        return bool(button.get("callback_data") == wish.data)
    return bool(button["text"] == wish.text)


def _number(request: web.Request, name: str, default: int) -> int:
    given = request.query.get(name, str(default))
    try:
        return int(given)
    except ValueError:
        message = f"{name}={given!r} is not a number"
        raise _MistakeError(message) from None


def _picture_type(content: bytes) -> str:
    known = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}
    return next((kind for start, kind in known.items() if content.startswith(start)), "image/webp")


def _ascii(name: str | None) -> str:
    return (name or "file").encode("ascii", "replace").decode().replace('"', "'")


def _json(body: object, status: int = 200) -> web.Response:
    return web.Response(
        body=msgspec.json.encode(body), status=status, content_type="application/json"
    )

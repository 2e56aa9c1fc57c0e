"""What can be seen of the small world: transcripts, the first picture, calls, files, events."""

import msgspec
from aiohttp import web

from standins.telegram import present, transcript
from standins.telegram.chats import roster
from standins.telegram.control.requests import (
    MistakeError,
    Work,
    chat_numbered,
    guarded,
    number,
    reply,
)
from standins.telegram.playground import Playground
from standins.telegram.standing.menus import shown_commands
from standins.telegram.state import Chat
from standins.telegram.wire import JsonObject


def routes(playground: Playground) -> list[web.AbstractRouteDef]:
    """The addresses that change nothing."""
    view = _View(playground)
    gets: dict[str, Work] = {
        "transcript": view.transcript,
        "state": view.state,
        "calls": view.calls,
        "calls/{number}": view.call,
        "events": view.events,
        "file/{file_id}": view.file,
    }
    return [web.get(f"/sim/{name}", guarded(work)) for name, work in gets.items()]


class _View:
    def __init__(self, playground: Playground) -> None:
        self._playground = playground

    async def transcript(self, request: web.Request) -> web.StreamResponse:
        """A chat, as a list or (``format=text``) as text for golden files."""
        chat = chat_numbered(self._playground, number(request, "chat", 1001))
        since = number(request, "since", 0)
        viewer, topic = (number(request, name, 0) or None for name in ("viewer", "topic"))
        state, now = self._playground.state, self._playground.clock.now()
        if request.query.get("format") == "text":
            text = transcript.as_text(state, chat, since=since, viewer=viewer, topic=topic)
            return web.Response(text=text)
        shown = transcript.entries(state, chat, since=since, viewer=viewer, topic=topic, now=now)
        return reply(shown)

    async def state(self, _request: web.Request) -> web.StreamResponse:
        """What the page needs to begin: the bot, people, chats."""
        state = self._playground.state
        language = ""
        bot = {
            **present.bot_user(state.bot),
            "description": state.bot.descriptions.get(language, ""),
            "short_description": state.bot.short_descriptions.get(language, ""),
        }
        return reply(
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
        people = [user for user, place in chat.members.items() if place.is_in]
        lists = {user: shown_commands(state, chat, user) for user in people if user in state.users}
        return {
            **present.chat(state, chat),
            "blocked": chat.blocked,
            "pinned": chat.pinned,
            **roster.row(chat),
            "commands": next(iter(lists.values()), []),
            "commands_for": lists,
            "menu_button": chat.menu_button or state.bot.menu_button or {"type": "commands"},
            "last": transcript.entry(state, left[-1]) if left else None,
        }

    async def calls(self, request: web.Request) -> web.StreamResponse:
        """The Bot API calls after the one numbered ``since``."""
        log = self._playground.calls
        records = log.since(number(request, "since", 0))
        return reply(
            {
                "calls": msgspec.to_builtins(records),
                "total": log.total,
                "violations": log.violations,
            }
        )

    async def call(self, request: web.Request) -> web.StreamResponse:
        """One call with everything that was asked and answered."""
        wanted = request.match_info["number"]
        detail = self._playground.calls.detail(int(wanted)) if wanted.isdecimal() else None
        if detail is None:
            raise MistakeError(f"call {wanted} is not kept; /sim/calls lists those that are")
        return reply(detail)

    async def file(self, request: web.Request) -> web.StreamResponse:
        """The bytes of a photo or document, for the page (no token needed)."""
        files = self._playground.world.files
        stored = self._playground.state.files.get(request.match_info["file_id"])
        content = None if stored is None else files.read(stored)
        if stored is None or content is None:
            return reply({"error": "no such file"}, status=404)
        headers = {"Cache-Control": "max-age=31536000, immutable"}
        if stored.kind == "document":
            headers["Content-Disposition"] = f'attachment; filename="{_ascii(stored.name)}"'
            kind = "application/octet-stream"
        elif stored.kind in {"photo", "thumbnail", "sticker"}:
            kind = _picture_type(content)
        else:
            kind = "image/gif" if content.startswith(b"GIF8") else stored.mime or _PLAYED
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


_PLAYED = "video/mp4"


def _picture_type(content: bytes) -> str:
    known = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}
    return next((kind for start, kind in known.items() if content.startswith(start)), "image/webp")


def _ascii(name: str | None) -> str:
    return (name or "file").encode("ascii", "replace").decode().replace('"', "'")

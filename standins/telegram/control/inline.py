"""The control of inline mode: ``/sim/inline`` types behind the bot's name, ``/choose`` sends."""

import asyncio

import msgspec
from aiohttp import web

from standins.telegram.control.requests import (
    ANSWER_WAIT,
    chat_numbered,
    guarded,
    must_be_heard,
    must_be_in,
    reply,
)
from standins.telegram.messages import inline, results
from standins.telegram.playground import Playground
from standins.telegram.records.pending import InlineQuery
from standins.telegram.wire import JsonObject


class Typed(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What somebody typed behind the bot's name, and how long to wait for its offer."""

    sender: int = msgspec.field(name="from", default=1001)
    chat: int
    query: str = ""
    offset: str = ""
    wait: float = ANSWER_WAIT


class Choice(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The result somebody sends."""

    sender: int = msgspec.field(name="from", default=1001)
    chat: int
    inline_query_id: str
    result_id: str
    topic: int | None = None


def routes(playground: Playground) -> list[web.AbstractRouteDef]:
    """The addresses of inline mode."""
    control = _Inline(playground)
    return [
        web.post("/sim/inline", guarded(control.ask)),
        web.post("/sim/inline/choose", guarded(control.choose)),
    ]


class _Inline:
    def __init__(self, playground: Playground) -> None:
        self._playground = playground

    async def ask(self, request: web.Request) -> web.StreamResponse:
        """Type, and see what the bot offers."""
        wish = msgspec.json.decode(await request.read(), type=Typed)
        chat = chat_numbered(self._playground, wish.chat)
        must_be_in(chat, wish.sender)
        now = self._playground.clock.now()
        query = inline.ask(
            self._playground.world, chat, wish.sender, wish.query, wish.offset, now=now
        )
        await self._offer(query, wish.wait)
        return reply({"ok": True, **self._shown(query)})

    async def _offer(self, query: InlineQuery, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                while query.answer is None:
                    await self._playground.next_answer()
        except TimeoutError:
            return

    def _shown(self, query: InlineQuery) -> JsonObject:
        offered: JsonObject = query.answer or {}
        files = self._playground.world.files
        return {
            "inline_query_id": query.id,
            "answered": query.answer is not None,
            "results": [results.row(files, one) for one in offered.get("results", [])],
            "next_offset": offered.get("next_offset", ""),
            "button": offered.get("button"),
        }

    async def choose(self, request: web.Request) -> web.StreamResponse:
        """Send one of the results."""
        wish = msgspec.json.decode(await request.read(), type=Choice)
        chat = chat_numbered(self._playground, wish.chat)
        must_be_heard(chat, wish.sender, wish.topic)
        message = inline.choose(
            self._playground.world,
            chat,
            wish.sender,
            wish.inline_query_id,
            wish.result_id,
            now=self._playground.clock.now(),
            topic=wish.topic,
        )
        return reply({"ok": True, "message_id": message.message_id})

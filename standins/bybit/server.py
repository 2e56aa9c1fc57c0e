"""Bybit on loopback: the public sockets, the market REST paths, and the control paths of tests."""

import time
from collections.abc import Awaitable, Callable
from itertools import count

import msgspec
from aiohttp import web

from standins.background import live
from standins.bybit.conversation import Conversation
from standins.bybit.faults import Fault
from standins.bybit.frames import CATEGORIES
from standins.bybit.query import PARAMETER_ERROR, ParameterError, Query
from standins.bybit.source import FrameSource
from standins.bybit.venue import Venue
from standins.control import control_routes
from standins.session import upgraded
from standins.stage import Clock, Curtain, Stage

_connection_numbers = count(1)


def create_app(
    source: FrameSource,
    *,
    clock: Clock = time.time_ns,
    speed: float = 1.0,
    curtain: Curtain | None = None,
) -> web.Application:
    """Make the application.

    Parameters
    ----------
    source
        A `SimulatedVenue` or a `RecordedVenue`.
    clock
        Nanoseconds since the epoch.
    speed
        How many times faster than the clock; infinite plays as fast as clients can read.
    curtain
        Holds a recording until ``POST /control/play``; shared by all stand-ins of a process.

    Returns
    -------
    aiohttp.web.Application
        Paths ``/v5/public/linear``, ``/v5/public/spot``, ``/v5/market/*``, ``/control/*``.
    """
    venue = Venue(source, Stage(source, clock=clock, speed=speed, curtain=curtain))
    app = web.Application()
    for category in CATEGORIES:
        app.router.add_get(f"/v5/public/{category}", _socket(venue, category))
    for name, answer in venue.answers.table().items():
        app.router.add_get(f"/v5/market/{name}", _endpoint(venue, answer))
    app.router.add_routes(control_routes(venue.stage, _order(venue), venue.stats))
    app.router.add_delete("/control/faults", _forgive(venue))
    live(app, venue.play, farewell=venue.cut, close=source.close)
    return app


def _socket(
    venue: Venue, category: str
) -> Callable[[web.Request], Awaitable[web.WebSocketResponse]]:
    async def talk(request: web.Request) -> web.WebSocketResponse:
        socket, session = await upgraded(request)
        conn_id = f"standin-{next(_connection_numbers):06d}"
        venue.sessions[conn_id] = session
        venue.connections += 1
        conversation = Conversation(venue.hub, session, category=category, conn_id=conn_id)
        try:
            await session.converse(lambda text: _hear(venue, conversation, text))
        finally:
            conversation.hang_up()
            del venue.sessions[conn_id]
        return socket

    return talk


def _hear(venue: Venue, conversation: Conversation, text: str) -> None:
    conversation.receive(text)
    venue.heard()


def _endpoint(
    venue: Venue, answer: Callable[[Query], dict[str, object]]
) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def respond(request: web.Request) -> web.Response:
        code, text, result = 0, "OK", dict[str, object]()
        try:
            result = answer(Query(request.query))
        except ParameterError as refusal:
            code, text = PARAMETER_ERROR, str(refusal)
        body = {
            "retCode": code,
            "retMsg": text,
            "result": result,
            "retExtInfo": {},
            "time": venue.stage.now_ms(),
        }
        return web.Response(body=msgspec.json.encode(body), content_type="application/json")

    return respond


def _order(venue: Venue) -> Callable[[bytes], None]:
    decoder = msgspec.json.Decoder[Fault](Fault)
    return lambda body: venue.order(decoder.decode(body))


def _forgive(venue: Venue) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def forgive(request: web.Request) -> web.Response:
        del request
        venue.hub.clear_faults()
        return web.json_response({"ok": True})

    return forgive

"""Bybit on loopback: the public sockets, the market REST paths, and the control paths of tests."""

import time
from collections.abc import Awaitable, Callable
from itertools import count

from aiohttp import web

from standins.background import live
from standins.bybit.client import Client
from standins.bybit.controls import fault_routes
from standins.bybit.conversation import Conversation, conversation
from standins.bybit.counter import market_routes
from standins.bybit.frames import SOCKETS
from standins.bybit.source import FrameSource
from standins.bybit.truth import truth_routes
from standins.bybit.venue import Venue
from standins.control import control_routes
from standins.session import upgraded
from standins.stage import Clock, Curtain, Stage

_connection_numbers = count(1)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


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
        Paths ``/v5/public/{linear,spot,inverse,option,spread}``, ``/v5/market/*``, ``/control/*``.
    """
    stage = Stage(source, clock=clock, speed=speed, curtain=curtain)
    venue = Venue(source, stage, clock=clock, speed=speed)
    app = web.Application()
    for category in SOCKETS:
        app.router.add_get(f"/v5/public/{category}", _socket(venue, category))
    app.router.add_routes(market_routes(venue))
    order, routes = fault_routes(venue)
    app.router.add_routes(control_routes(venue.stage, order, venue.stats))
    app.router.add_routes(routes)
    app.router.add_routes(truth_routes(source))
    live(app, venue.play, farewell=venue.cut, close=source.close)
    return app


def _socket(venue: Venue, category: str) -> Handler:
    async def talk(request: web.Request) -> web.StreamResponse:
        refused = venue.door.upgrade(request.remote or "")
        if refused is not None:
            return web.Response(status=refused)
        socket, session = await upgraded(request)
        conn_id = f"standin-{next(_connection_numbers):06d}"
        client = venue.clients[conn_id] = Client(
            session, venue.patience_s, rests=venue.rests, pace=venue.pace
        )
        venue.connections += 1
        talking = conversation(
            venue.hub, client, category=category, conn_id=conn_id, now_ms=venue.stage.now_ms
        )
        try:
            await session.converse(lambda text: _hear(venue, talking, text))
        finally:
            client.forget()
            talking.hang_up()
            del venue.clients[conn_id]
        return socket

    return talk


def _hear(venue: Venue, talking: Conversation, text: str) -> None:
    talking.receive(text)
    venue.heard()

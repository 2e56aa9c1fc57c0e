"""Ethereum nodes on loopback: WebSocket and HTTP on one port, control paths beside.

===============  ====================================================================
``/``            a node at the head
``/v2/<key>``    the same, under the path of Alchemy's addresses
``/lagging``     a node of the same chain that is two blocks behind
``/control/…``   what every stand-in has, and ``ledger?first=&last=``
===============  ====================================================================
"""

import time
from collections.abc import Awaitable, Callable

import msgspec
from aiohttp import web

from standins.background import live
from standins.control import control_routes
from standins.ethereum.errors import INVALID_REQUEST, UNAUTHENTICATED_TEXT, error_object
from standins.ethereum.faults import Fault, Refuse
from standins.ethereum.house import House
from standins.ethereum.rpc import Rpc, encoded, too_many
from standins.ethereum.source import BlockSource
from standins.session import upgraded
from standins.stage import Clock, Curtain, Stage

UNAUTHORIZED, TOO_MANY_REQUESTS, NO_CONTENT = 401, 429, 204
RETRY_AFTER_S = "1"

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


def create_app(
    source: BlockSource,
    *,
    clock: Clock = time.time_ns,
    speed: float = 1.0,
    curtain: Curtain | None = None,
    key: str | None = None,
) -> web.Application:
    """Make the application.

    Parameters
    ----------
    source
        A `SimulatedChain` or a `RecordedChain`.
    clock
        Nanoseconds since the epoch.
    speed
        How many times faster than the clock blocks come.
    curtain
        Holds a recording until ``POST /control/play``; shared by all stand-ins of a process.
    key
        The only key under ``/v2/`` that is let in; None lets every one in.

    Returns
    -------
    aiohttp.web.Application
        ``GET`` of a node's path upgrades to a WebSocket, ``POST`` is JSON-RPC over HTTP.
    """
    house = House(source, Stage(source, clock=clock, speed=speed, curtain=curtain), clock)
    decoder = msgspec.json.Decoder[Fault](Fault)
    app = web.Application()
    doors = {"/": house.front, "/v2/{key}": house.front, "/lagging": house.lagging}
    for path, rpc in doors.items():
        app.router.add_get(path, _guarded(house, key, _socket(house, rpc)))
        app.router.add_post(path, _guarded(house, key, _http(house, rpc)))
    app.router.add_get("/control/ledger", _ledger(house))
    app.router.add_get("/control/faults", _standing(house))
    app.router.add_delete("/control/faults", _forgive(house))
    app.router.add_routes(
        control_routes(house.stage, lambda body: house.order(decoder.decode(body)), house.stats)
    )
    live(app, house.play, farewell=house.cut, close=source.close)
    return app


def _guarded(house: House, key: str | None, answer: Answer) -> Answer:
    """Let in who may come in; the others get a status and the documents' words."""

    async def look(request: web.Request) -> web.StreamResponse:
        given = request.match_info.get("key")
        if key is not None and given is not None and given != key:
            return _refused(UNAUTHORIZED, INVALID_REQUEST, UNAUTHENTICATED_TEXT)
        fault: Refuse | None = house.board.refusal()
        if fault is not None:
            return _refused(fault.status, fault.code, fault.text)
        return await answer(request)

    return look


def _socket(house: House, rpc: Rpc) -> Answer:
    async def talk(request: web.Request) -> web.StreamResponse:
        socket, session = await upgraded(request)
        house.enter(session)
        try:
            await session.converse(lambda text: house.hear(rpc, session, text))
        finally:
            house.leave(session)
        return socket

    return talk


def _http(house: House, rpc: Rpc) -> Answer:
    async def respond(request: web.Request) -> web.StreamResponse:
        body = await request.read()
        if house.board.too_many():
            headers = {"Retry-After": RETRY_AFTER_S}
            return _json(too_many(), status=TOO_MANY_REQUESTS, headers=headers)
        reply = rpc.answer(body, None)
        if reply is None:
            return web.Response(status=NO_CONTENT)
        return _json(reply.body, status=reply.status)

    return respond


def _ledger(house: House) -> Answer:
    async def show(request: web.Request) -> web.StreamResponse:
        try:
            last = int(request.query.get("last", house.source.head))
            first = int(request.query.get("first", last - 99))
        except ValueError:
            return web.json_response({"error": "first and last are block numbers"}, status=400)
        source, blocks = house.source, (max(first, 1), min(last, house.source.head))
        return web.json_response(
            {
                "planted": source.planted(*blocks),
                "stories": source.stories(*blocks),
                "never_mined": source.never_mined(*blocks),
            }
        )

    return show


def _standing(house: House) -> Answer:
    async def show(request: web.Request) -> web.StreamResponse:
        del request
        return web.json_response({"standing": house.board.standing()})

    return show


def _forgive(house: House) -> Answer:
    async def end(request: web.Request) -> web.StreamResponse:
        del request
        house.forgive()
        return web.json_response({"standing": []})

    return end


def _refused(status: int, code: int, text: str) -> web.Response:
    return _json(encoded(error_object(None, code, text)), status=status)


def _json(body: bytes, *, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    return web.Response(body=body, status=status, headers=headers, content_type="application/json")

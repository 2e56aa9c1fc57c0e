"""An Ethereum node on loopback: WebSocket and HTTP at ``/`` of one port, control paths beside."""

import time
from collections.abc import Awaitable, Callable

import msgspec
from aiohttp import web

from standins.background import live
from standins.control import control_routes
from standins.ethereum.faults import Close, Fault, Mine, TooMany
from standins.ethereum.node import Node
from standins.ethereum.rpc import Rpc, too_many
from standins.ethereum.source import BlockSource
from standins.session import Session, calmed, upgraded
from standins.stage import Clock, Curtain, Stage

TOO_MANY_REQUESTS = 429


class House:
    """The node, its doors and who stands in them."""

    def __init__(self, source: BlockSource, stage: Stage) -> None:
        self.source = source
        self.stage = stage
        self.node = Node(source)
        self.rpc = Rpc(self.node)
        self.sessions: set[Session] = set()
        self.connections = 0

    async def play(self) -> None:
        """Let blocks come until there are no more."""
        await self.stage.play(self._act, lambda: calmed(self.sessions))

    def order(self, fault: Fault) -> object:
        """Let a fault happen; what can be told about it."""
        match fault:
            case Close():
                self.cut()
                return None
            case TooMany(calls):
                self.rpc.refusals += calls
                return None
            case Mine(blocks):
                return [self._mined() for _ in range(blocks)]
            case _:
                return self.node.order(fault)

    def cut(self) -> None:
        """Cut every socket."""
        for session in self.sessions:
            session.cut()

    def stats(self) -> dict[str, object]:
        """What ``GET /control/stats`` says."""
        return {
            "connections": self.connections,
            "open": len(self.sessions),
            "subscriptions": len(self.node.subscriptions),
            "sent": dict(self.node.subscriptions.sent),
            "answered": self.rpc.answered,
            "head": self.source.head,
        }

    def _act(self) -> None:
        self._mined()

    def _mined(self) -> str:
        if self.source.due() is None:
            message = "the recording is over: there are no more blocks"
            raise ValueError(message)
        self.stage.published["blocks"] += 1
        return self.node.mine()


def create_app(
    source: BlockSource,
    *,
    clock: Clock = time.time_ns,
    speed: float = 1.0,
    curtain: Curtain | None = None,
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

    Returns
    -------
    aiohttp.web.Application
        ``GET /`` upgrades to a WebSocket, ``POST /`` is JSON-RPC over HTTP; ``/control/*`` is for
        tests, ``GET /control/ledger?first=&last=`` tells what was planted.
    """
    house = House(source, Stage(source, clock=clock, speed=speed, curtain=curtain))
    decoder = msgspec.json.Decoder[Fault](Fault)
    app = web.Application()
    app.router.add_get("/", _socket(house))
    app.router.add_post("/", _http(house))
    app.router.add_get("/control/ledger", _ledger(house))
    app.router.add_routes(
        control_routes(house.stage, lambda body: house.order(decoder.decode(body)), house.stats)
    )
    live(app, house.play, farewell=house.cut, close=source.close)
    return app


def _socket(house: House) -> Callable[[web.Request], Awaitable[web.WebSocketResponse]]:
    async def talk(request: web.Request) -> web.WebSocketResponse:
        socket, session = await upgraded(request)
        house.sessions.add(session)
        house.connections += 1
        try:
            await session.converse(lambda text: _hear(house, session, text))
        finally:
            house.node.subscriptions.leave(session)
            house.sessions.discard(session)
        return socket

    return talk


def _hear(house: House, session: Session, text: str) -> None:
    if house.rpc.refuses():
        session.push(too_many())
        return
    session.push(house.rpc.answer(text, session))
    if len(house.node.subscriptions):
        house.stage.listened()


def _http(house: House) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def respond(request: web.Request) -> web.Response:
        body = await request.read()
        if house.rpc.refuses():
            headers = {"Retry-After": "1"}
            return _json(too_many(), status=TOO_MANY_REQUESTS, headers=headers)
        return _json(house.rpc.answer(body, None))

    return respond


def _ledger(house: House) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def show(request: web.Request) -> web.Response:
        try:
            last = int(request.query.get("last", house.source.head))
            first = int(request.query.get("first", last - 99))
        except ValueError:
            return web.json_response({"error": "first and last are block numbers"}, status=400)
        planted = house.source.planted(max(first, 1), min(last, house.source.head))
        return web.json_response({"planted": planted})

    return show


def _json(body: bytes, *, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    return web.Response(body=body, status=status, headers=headers, content_type="application/json")

"""Specification of connections to the Bybit stand-in that go wrong in each of the ordered ways."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from standins.bybit.recorded import RecordedVenue
from standins.bybit.server import create_app
from standins.stage import Curtain
from tests.support.bybit_recording import BOOK, TRADES, write_recording

SPEED = 40
FOREVER_S = 0.3
"""Long enough to be sure that nothing comes on loopback."""


class Exchange:
    """A held recording of ten seconds, which plays in a quarter of a second."""

    def __init__(self, at: str, http: aiohttp.ClientSession) -> None:
        self._at = at
        self.http = http

    def socket(self, category: str = "linear") -> connect:
        return connect(f"ws://{self._at}/v5/public/{category}", ping_interval=None, max_queue=None)

    async def order(self, **fault: object) -> None:
        async with self.http.post(f"http://{self._at}/control/faults", json=fault) as answer:
            assert answer.status == 200, await answer.text()

    async def play(self) -> None:
        async with self.http.post(f"http://{self._at}/control/play"):
            pass

    async def get(self, path: str) -> Any:  # noqa: ANN401 - JSON is anything
        async with self.http.get(f"http://{self._at}{path}") as answer:
            return await answer.json()


@asynccontextmanager
async def an_exchange(folder: Path) -> AsyncIterator[Exchange]:
    venue = RecordedVenue([write_recording(folder / "frames.jsonl")])
    app = create_app(venue, speed=SPEED, curtain=Curtain(held=True))
    async with TestServer(app) as server, aiohttp.ClientSession() as http:
        yield Exchange(f"127.0.0.1:{server.port}", http)


async def say(socket: ClientConnection, **request: object) -> dict[str, Any]:
    await socket.send(json.dumps(request))
    return dict(json.loads(await asyncio.wait_for(socket.recv(), 5)))


async def silent(socket: ClientConnection) -> bool:
    """Whether nothing comes, with the connection open."""
    try:
        await asyncio.wait_for(socket.recv(), FOREVER_S)
    except TimeoutError:
        return True
    return False


async def ended(socket: ClientConnection) -> tuple[int | None, str]:
    """How a connection ends: code and reason, or None without a close frame."""
    try:
        async with asyncio.timeout(5):
            while True:
                await socket.recv()
    except ConnectionClosed as closed:
        return (closed.rcvd.code, closed.rcvd.reason) if closed.rcvd else (None, "")


async def test_a_protocol_ping_gets_a_protocol_pong(tmp_path: Path) -> None:
    async with an_exchange(tmp_path) as exchange, exchange.socket() as socket:
        async with asyncio.timeout(5):
            await (await socket.ping())


async def test_a_half_dead_socket_answers_nothing_and_stays_open(tmp_path: Path) -> None:
    async with an_exchange(tmp_path) as exchange, exchange.socket() as socket:
        await say(socket, op="subscribe", args=[BOOK])
        await exchange.order(fault="deaf")
        await exchange.play()
        await socket.send('{"op":"ping"}')

        assert await silent(socket)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(await socket.ping(), FOREVER_S)
        async with exchange.socket() as other:
            assert (await say(other, op="ping"))["ret_msg"] == "pong"


async def test_a_mute_socket_answers_pings_and_says_nothing_else(tmp_path: Path) -> None:
    async with an_exchange(tmp_path) as exchange, exchange.socket() as socket:
        await say(socket, op="subscribe", args=[BOOK])
        await exchange.order(fault="mute")
        await exchange.play()

        assert await silent(socket)
        assert (await say(socket, op="ping"))["ret_msg"] == "pong"


@pytest.mark.parametrize(
    ("fault", "end"),
    [
        ({"fault": "close"}, (None, "")),
        ({"fault": "close", "code": 1001, "reason": "maintenance"}, (1001, "maintenance")),
        ({"fault": "close", "code": 1012}, (1012, "")),
    ],
    ids=["1006", "1001", "1012"],
)
async def test_a_connection_ends_as_ordered(
    tmp_path: Path, fault: dict[str, object], end: tuple[int | None, str]
) -> None:
    async with an_exchange(tmp_path) as exchange, exchange.socket() as socket:
        await say(socket, op="subscribe", args=[BOOK])
        await exchange.order(**fault)

        assert await ended(socket) == end


@pytest.mark.parametrize("after_s", [10, 61])
async def test_an_idle_connection_is_cut_without_a_word(tmp_path: Path, after_s: int) -> None:
    loop = asyncio.get_running_loop()
    async with an_exchange(tmp_path) as exchange, exchange.socket() as socket:
        await say(socket, op="ping")
        began = loop.time()
        await exchange.order(fault="idle", after_s=after_s)

        assert await ended(socket) == (None, "")
        assert loop.time() - began > after_s / SPEED * 0.8


async def test_the_silence_of_a_venue_that_is_held_counts_for_nothing(tmp_path: Path) -> None:
    venue = RecordedVenue([write_recording(tmp_path / "frames.jsonl")])
    # At this speed the ten minutes that the venue allows are over in a fiftieth of a second.
    app = create_app(venue, speed=30_000, curtain=Curtain(held=True))
    async with TestServer(app) as server:
        async with connect(f"ws://127.0.0.1:{server.port}/v5/public/linear") as socket:
            await asyncio.sleep(FOREVER_S)
            answer = await say(socket, op="ping")

    assert answer["ret_msg"] == "pong"


async def test_a_pong_is_something_sent(tmp_path: Path) -> None:
    async with an_exchange(tmp_path) as exchange, exchange.socket() as socket:
        await exchange.order(fault="idle", after_s=16)
        answers = []
        for _ in range(8):
            await asyncio.sleep(5 / SPEED)
            answers.append((await say(socket, op="ping"))["ret_msg"])

    assert answers == ["pong"] * 8


@pytest.mark.parametrize("status", [403, 503])
async def test_a_connection_can_be_refused(tmp_path: Path, status: int) -> None:
    async with an_exchange(tmp_path) as exchange:
        await exchange.order(fault="turn-away", status=status)
        with pytest.raises(InvalidStatus) as caught:
            await exchange.socket()
        async with exchange.socket() as socket:
            answer = await say(socket, op="ping")

    assert caught.value.response.status_code == status
    assert answer["success"] is True


async def test_a_slow_connection_gets_everything_later(tmp_path: Path) -> None:
    loop = asyncio.get_running_loop()
    async with an_exchange(tmp_path) as exchange, exchange.socket() as socket:
        await say(socket, op="subscribe", args=[BOOK])
        await exchange.order(fault="slow", frames_per_s=5)
        began = loop.time()
        await exchange.play()
        ids = [json.loads(await socket.recv())["data"]["u"] for _ in range(100)]

    assert ids == list(range(1_000, 1_100))
    assert loop.time() - began > 100 / 5 / SPEED * 0.9, "the recording alone takes half of it"


async def test_a_crowd_of_trades_is_true_for_everybody(tmp_path: Path) -> None:
    async with an_exchange(tmp_path) as exchange, exchange.socket() as socket:
        await say(socket, op="subscribe", args=[TRADES])
        await exchange.play()
        await socket.recv()
        await exchange.order(fault="crowd", symbol="ETHUSDT", trades=2_500)
        crowd: list[list[dict[str, Any]]] = []
        while sum(map(len, crowd)) < 2_500:
            trades = json.loads(await socket.recv())["data"]
            crowd += [trades] if len(trades) > 1 else []
        path = "/v5/market/recent-trade?category=linear&symbol=ETHUSDT&limit=1000"
        recent = (await exchange.get(path))["result"]["list"]

    assert [len(trades) for trades in crowd] == [1_024, 1_024, 452]
    assert len({trade["seq"] for trades in crowd for trade in trades}) == 1
    assert crowd[-1][-1]["i"] in {row["execId"] for row in recent}


@pytest.mark.parametrize("category", ["spot", "linear", "inverse", "option", "spread"])
async def test_every_market_has_its_socket(tmp_path: Path, category: str) -> None:
    async with an_exchange(tmp_path) as exchange, exchange.socket(category) as socket:
        answer = await say(socket, op="ping", req_id="1")

    assert answer["op"] == ("pong" if category in {"option", "spread"} else "ping")

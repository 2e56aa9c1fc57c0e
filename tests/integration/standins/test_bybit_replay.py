"""Specification of replays: recorded frames of a real market reach a client as they were."""

import asyncio
import gzip
import json
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import BaseTestServer, TestServer
from websockets.asyncio.client import ClientConnection, connect

from standins.bybit.recorded import RecordedVenue
from standins.bybit.server import create_app
from standins.stage import Curtain
from tests.unit.standins.bybit.listening import ClientBook

RECORDED = Path(__file__).resolve().parents[3] / "../shared/data/bybit"
BOOK_FILE = RECORDED / "usdm_20240718T2357_478s.orderbook.50.ETHUSDT.jsonl.gz"
TRADE_FILE = RECORDED / "usdm_20240718T2357_478s.publicTrade.ETHUSDT.jsonl.gz"
BOOK, TRADES, KLINE = "orderbook.50.ETHUSDT", "publicTrade.ETHUSDT", "kline.1.ETHUSDT"

needs_recordings = pytest.mark.skipif(
    not BOOK_FILE.exists(), reason="the recorded frames do not lie beside this checkout"
)


class Theatre:
    """A stand-in that replays files, and a way to start it."""

    def __init__(self, server: BaseTestServer, http: aiohttp.ClientSession) -> None:
        self._at = f"{server.host}:{server.port}"
        self._http = http

    def socket(self) -> connect:
        return connect(f"ws://{self._at}/v5/public/linear", max_size=None, max_queue=None)

    async def play(self) -> None:
        async with self._http.post(f"http://{self._at}/control/play") as answer:
            assert answer.status == 200

    async def state(self) -> dict[str, Any]:
        async with self._http.get(f"http://{self._at}/control/state") as answer:
            return dict(await answer.json())


@asynccontextmanager
async def a_theatre(
    *files: Path, held: bool = True, speed: float = math.inf
) -> AsyncIterator[Theatre]:
    app = create_app(RecordedVenue(files), speed=speed, curtain=Curtain(held=held))
    async with TestServer(app) as server, aiohttp.ClientSession() as http:
        yield Theatre(server, http)


async def subscribe(socket: ClientConnection, *topics: str) -> list[bytes]:
    """Subscribe and wait for the answer; what came before it."""
    await socket.send(json.dumps({"op": "subscribe", "args": topics, "req_id": "me"}))
    early: list[bytes] = []
    while b'"req_id":"me"' not in (frame := await socket.recv(decode=False)):
        early.append(frame)
    return early


def lines(path: Path, count: int | None = None) -> list[bytes]:
    with gzip.open(path) as file:
        return [line.rstrip() for line in islice(file, count)]


@needs_recordings
async def test_real_files_arrive_byte_for_byte_and_in_order() -> None:
    book, trades = lines(BOOK_FILE), lines(TRADE_FILE)

    async with a_theatre(BOOK_FILE, TRADE_FILE) as theatre, theatre.socket() as socket:
        await subscribe(socket, BOOK, TRADES)
        await theatre.play()
        heard = [await socket.recv(decode=False) for _ in range(len(book) + len(trades))]

    assert [frame for frame in heard if frame.startswith(b'{"topic":"orderbook')] == book
    assert [frame for frame in heard if frame.startswith(b'{"topic":"publicTrade')] == trades
    times = [json.loads(frame)["ts"] for frame in heard]
    assert times == sorted(times)


@needs_recordings
async def test_a_late_client_of_a_real_recording_has_the_same_book() -> None:
    early_book, late_book = ClientBook(), ClientBook()

    async with a_theatre(BOOK_FILE, held=False, speed=60) as theatre:
        async with theatre.socket() as early, theatre.socket() as late:
            await subscribe(early, BOOK)
            for _ in range(200):
                early_book.apply(json.loads(await early.recv()))
            for frame in await subscribe(late, BOOK):
                late_book.apply(json.loads(frame))
            while late_book.u < early_book.u + 200:
                late_book.apply(json.loads(await late.recv()))
            while early_book.u < late_book.u:
                early_book.apply(json.loads(await early.recv()))

    assert late_book.bids == early_book.bids
    assert late_book.asks == early_book.asks


@needs_recordings
async def test_candles_of_a_real_recording_are_made_from_its_trades() -> None:
    async with a_theatre(TRADE_FILE) as theatre, theatre.socket() as socket:
        await subscribe(socket, KLINE, TRADES)
        await theatre.play()
        frames: list[dict[str, Any]] = []
        while len([f for f in frames if "publicTrade" in f["topic"]]) < 3_415:
            frames.append(json.loads(await socket.recv()))

    trades = [t for f in frames if f["topic"] == TRADES for t in f["data"]]
    confirmed = [f["data"][0] for f in frames if f["topic"] == KLINE and f["data"][0]["confirm"]]
    candle = confirmed[3]
    inside = [t for t in trades if candle["start"] <= t["T"] <= candle["end"]]

    assert len({c["start"] for c in confirmed}) == len(confirmed) >= 7
    assert candle["high"] == max(inside, key=lambda t: float(t["p"]))["p"]
    assert candle["close"] == inside[-1]["p"]


def a_recording(folder: Path, count: int = 60, every_ms: int = 20) -> Path:
    frames = []
    for n in range(count):
        body = {"s": "ETHUSDT", "b": [[f"{10 + n % 3}", f"{n + 1}"]], "a": [], "u": n + 1, "seq": n}
        kind = "delta" if n else "snapshot"
        ts = 1_700_000_000_000 + n * every_ms
        frames.append({"topic": BOOK, "type": kind, "ts": ts, "data": body, "cts": ts})
    path = folder / "frames.jsonl"
    path.write_text("".join(json.dumps(frame, separators=(",", ":")) + "\n" for frame in frames))
    return path


async def test_nothing_is_published_until_someone_says_play(tmp_path: Path) -> None:
    path = a_recording(tmp_path)

    async with a_theatre(path) as theatre, theatre.socket() as socket:
        assert await subscribe(socket, BOOK) == []
        before = await theatre.state()
        await theatre.play()
        heard = [await socket.recv(decode=False) for _ in range(60)]
        after = await theatre.state()

    assert before == {"source": "recording", "held": True, "done": False, "published": {}}
    assert b"\n".join(heard) + b"\n" == path.read_bytes()
    assert after == {"source": "recording", "held": False, "done": True, "published": {BOOK: 60}}


async def test_a_recording_that_is_not_held_waits_for_its_first_listener(tmp_path: Path) -> None:
    async with a_theatre(a_recording(tmp_path), held=False) as theatre, theatre.socket() as socket:
        before = await theatre.state()
        await subscribe(socket, BOOK)
        first = json.loads(await socket.recv())

    assert before["published"] == {}
    assert first["data"]["u"] == 1


async def test_a_recording_is_paced_by_its_own_time(tmp_path: Path) -> None:
    loop = asyncio.get_running_loop()
    path = a_recording(tmp_path, count=11, every_ms=500)

    async with a_theatre(path, speed=20) as theatre, theatre.socket() as socket:
        await subscribe(socket, BOOK)
        await theatre.play()
        await socket.recv()
        begin = loop.time()
        for _ in range(10):
            await socket.recv()
        took = loop.time() - begin

    assert 0.2 < took < 1.5, "five recorded seconds at twenty times the speed"


async def test_a_depth_that_was_not_recorded_has_no_handler(tmp_path: Path) -> None:
    async with a_theatre(a_recording(tmp_path)) as theatre, theatre.socket() as socket:
        request = {"op": "subscribe", "args": ["orderbook.200.ETHUSDT"]}
        await socket.send(json.dumps(request))
        answer = json.loads(await socket.recv())

    assert answer["ret_msg"] == "error:handler not found,topic:orderbook.200.ETHUSDT"


async def test_a_client_that_comes_after_the_end_gets_the_last_book(tmp_path: Path) -> None:
    async with a_theatre(a_recording(tmp_path)) as theatre, theatre.socket() as socket:
        await subscribe(socket, BOOK)
        await theatre.play()
        for _ in range(60):
            await socket.recv()

        async with theatre.socket() as late:
            (frame,) = await subscribe(late, BOOK)

    assert json.loads(frame)["data"]["u"] == 60
    assert json.loads(frame)["data"]["b"] == [["12", "60"], ["11", "59"], ["10", "58"]]

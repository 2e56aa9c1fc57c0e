"""Our Bybit feed on one end of a real socket, the stand-in on the other, and time that hurries."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp.test_utils import BaseTestServer, TestServer
from typing_extensions import override

from core.conversation import Step
from core.facts import Fact
from core.gaps import Gap
from engine.feeds.bybit import BybitFeed
from engine.pipeline.backoff import Backoff
from engine.pipeline.connection import Address, Connection
from standins.bybit.recorded import RecordedVenue
from standins.bybit.server import create_app
from standins.stage import Curtain
from tests.support import hurry
from tests.support.bybit_recording import BOOK, TICKER, face, true_faces

_LOOK_S = 0.005
_PATIENCE_S = 15.0


class WatchedFeed(BybitFeed):
    """Our feed, whose book is looked at after every frame: what it calls good has to be true."""

    def __init__(
        self,
        is_true: Callable[[str], bool],
        symbols: Sequence[str],
        **how: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(symbols, **how)
        self._is_true = is_true
        self.lies = 0
        self.answers: list[bytes] = []

    @override
    def received(self, frame: bytes, now_ns: int) -> list[Step]:
        steps = super().received(frame, now_ns)
        if frame.startswith(b'{"success"'):
            self.answers.append(frame)
        book = self.books.get(BOOK)
        if book is not None and book.in_sync:
            self.lies += book.crossed or not self._is_true(face(book.bids, book.asks))
        return steps


class Road:
    """Both ends, and what happened between them."""

    def __init__(
        self,
        server: BaseTestServer,
        http: aiohttp.ClientSession,
        feed: WatchedFeed,
        speed: float,
    ) -> None:
        self._at = f"{server.host}:{server.port}"
        self._http = http
        self.feed = feed
        self.facts: list[Fact] = []
        address = Address(websocket=f"ws://{self._at}/v5/public/linear", rest=f"http://{self._at}")
        clock = hurry.HurriedClock(speed)
        self.connection = Connection(
            feed, address, sink=self._take, clock=clock, backoff=Backoff(lambda: 0.0, first_s=0.5)
        )

    async def get(self, path: str) -> Any:  # noqa: ANN401  JSON is anything
        async with self._http.get(f"http://{self._at}{path}") as answer:
            return await answer.json()

    async def order(self, **fault: object) -> None:
        async with self._http.post(f"http://{self._at}/control/faults", json=fault) as answer:
            assert answer.status == 200, await answer.text()

    async def take_back(self) -> None:
        async with self._http.delete(f"http://{self._at}/control/faults") as answer:
            assert answer.status == 200

    async def play(self) -> None:
        """Open the curtain once the feed has subscribed, so that it misses nothing."""
        await self.until(self._subscribed)
        await self.start()

    async def start(self) -> None:
        """Open the curtain."""
        async with self._http.post(f"http://{self._at}/control/play") as answer:
            assert answer.status == 200

    async def until(self, met: Callable[[], Any]) -> None:
        """Come back when a condition, asked again and again, is met."""
        try:
            async with asyncio.timeout(_PATIENCE_S):
                # What is looked at is on the other side of a socket and gives no sign.
                while not await _answered(met):  # noqa: ASYNC110
                    await asyncio.sleep(_LOOK_S)
        except TimeoutError:
            raise AssertionError(f"not met: {met}; gaps {self.gaps}") from None

    async def has_told(self, kind: type, count: int) -> None:
        """Come back when so many facts of a kind have been told."""
        await self.until(lambda: len(self.told(kind)) >= count)

    async def over(self) -> None:
        """Come back when the recording has ended and our book is the venue's."""
        await self.until(self._done)
        await self.until(self._agreed)

    def told(self, kind: type) -> list[Any]:
        """The facts of one kind."""
        return [fact for fact in self.facts if isinstance(fact, kind)]

    @property
    def gaps(self) -> list[Gap]:
        """The holes of the book that were told, each once."""
        return [gap for gap in self.ledger(BOOK) if gap.until_ns is None]

    @property
    def healed(self) -> list[Gap]:
        """The holes of the book that were told to be healed."""
        return [gap for gap in self.ledger(BOOK) if gap.until_ns is not None]

    def ledger(self, topic: str) -> list[Gap]:
        """The rows of one topic, as they were told."""
        return [gap for gap in self.told(Gap) if gap.topic == topic]

    async def _take(self, facts: Sequence[Fact]) -> None:
        self.facts += facts

    async def _subscribed(self) -> bool:
        stats = await self.get("/control/stats")
        return f"linear/{TICKER}" in stats["subscriptions"]

    async def _done(self) -> bool:
        return bool((await self.get("/control/state"))["done"])

    async def _agreed(self) -> bool:
        book, truth = self.feed.books.get(BOOK), await self.get(f"/control/book?topic={BOOK}")
        if book is None or not book.in_sync:
            return False
        theirs = face(dict(truth["data"]["b"]), dict(truth["data"]["a"]))
        return face(book.bids, book.asks) == theirs and book.update_id == truth["data"]["u"]


@asynccontextmanager
async def a_road(
    recording: Path,
    *,
    speed: float = 40,
    depth: int = 50,
    proof_depths: Sequence[int] = (),
    strict: bool = True,
    symbols: Sequence[str] = ("ETHUSDT",),
) -> AsyncIterator[Road]:
    """A held recording and our feed on its way to it; ``strict`` says that no book is made up."""
    app = create_app(RecordedVenue([recording]), speed=speed, curtain=Curtain(held=True))
    faces = true_faces(recording) if strict else None
    feed = WatchedFeed(
        lambda face: faces is None or face in faces,
        symbols,
        depth=depth,
        proof_depths=proof_depths,
        timeframes=("1m",),
    )
    async with TestServer(app) as server, aiohttp.ClientSession() as http:
        yield Road(server, http, feed, speed)


@asynccontextmanager
async def running(road: Road) -> AsyncIterator[Road]:
    """Let the connection live; faults of the first connection are ordered before."""
    async with hurry.running(road.connection):
        yield road


async def _answered(met: Callable[[], Any]) -> bool:
    answer = met()
    return bool(await answer if asyncio.iscoroutine(answer) else answer)

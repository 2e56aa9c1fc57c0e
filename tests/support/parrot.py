"""A feed that does what each frame says, its connection, and a sink that can be waited on."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress

from core.conversation import Fetch, Reconnect, Reply, Send, Standing, Step, Unreadable
from core.facts import Fact
from core.market import Trade
from core.ports import Clock
from engine.pipeline.backoff import Backoff
from engine.pipeline.connection import Connection
from engine.pipeline.wire.budget import ConnectionBudget
from engine.pipeline.wire.endpoints import Address
from runtime.clock import SystemClock
from tests.support.facts import a_trade

_LOOK_S = 0.005


class Parrot:
    """Greets, and does what each frame says; any other word becomes a trade of that name."""

    name = "parrot"

    def __init__(self, *greetings: Step) -> None:
        self._greetings = greetings or (Send(frame="hello"),)
        self.losses: list[str] = []
        self.replies: list[Reply | None] = []

    def connected(self, now_ns: int) -> list[Step]:
        return list(self._greetings)

    def received(self, frame: bytes, now_ns: int) -> list[Step]:
        match frame:
            case b"again":
                return [Reconnect(reason="I was told to")]
            case b"elsewhere":
                return [Reconnect(reason="I was told to leave", elsewhere=True)]
            case b"nonsense":
                return [Unreadable(reason="nonsense", frame=frame)]
            case b"nothing":
                return []
            case b"fetch":
                return [Fetch(purpose="past", path="/past")]
            case _:
                return [a_trade(name=frame.decode())]

    def fetched(self, fetch: Fetch, reply: Reply | None, now_ns: int) -> list[Step]:
        self.replies.append(reply)
        return []

    def tick(self, now_ns: int) -> list[Step]:
        return []

    def standings(self, now_ns: int) -> dict[str, Standing]:
        return {}

    def lost(self, reason: str, now_ns: int) -> list[Step]:
        self.losses.append(reason)
        return []


class Heard:
    """A sink that can be waited on, and that can be made to wait."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.batches = 0
        self.door = asyncio.Event()
        self.door.set()
        self._news = asyncio.Event()

    async def take(self, facts: Sequence[Fact]) -> None:
        await self.door.wait()
        self.batches += 1
        self.names += [fact.id for fact in facts if isinstance(fact, Trade)]
        self._news.set()

    async def until(self, *names: str) -> None:
        async with asyncio.timeout(5):
            while self.names != list(names):
                self._news.clear()
                await self._news.wait()


async def comes_true(met: Callable[[], bool]) -> None:
    """Wait until something that gives no sign is so."""
    async with asyncio.timeout(5):
        while not met():  # noqa: ASYNC110  the other side of a socket gives no sign
            await asyncio.sleep(_LOOK_S)


@asynccontextmanager
async def connected(
    feed: Parrot,
    *addresses: Address,
    clock: Clock | None = None,
    budget: ConnectionBudget | None = None,
) -> AsyncIterator[tuple[Connection, Heard]]:
    """A feed's connection that lives as long as the block."""
    heard = Heard()
    connection = Connection(
        feed,
        *addresses,
        sink=heard.take,
        clock=clock or SystemClock(),
        backoff=Backoff(lambda: 0.0, first_s=0.01, most_s=1.0),
        budget=budget,
    )
    running = asyncio.get_running_loop().create_task(connection.run())
    try:
        yield connection, heard
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running

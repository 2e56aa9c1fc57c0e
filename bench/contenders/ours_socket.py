"""Our own shell and feed behind a real socket; what it reads is counted, not stored."""

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).parent)]

from rounds import Answer, take_turns  # noqa: E402  found by the line above

from core.facts import Fact  # noqa: E402
from engine.feeds.bybit import BybitFeed  # noqa: E402
from engine.pipeline.backoff import Backoff  # noqa: E402
from engine.pipeline.connection import Address, Connection  # noqa: E402
from runtime.clock import SystemClock  # noqa: E402

ADDRESS, COUNT = sys.argv[1], int(sys.argv[2])


async def listen() -> Answer:
    """Until the sender has said everything."""
    feed = BybitFeed(("ETHUSDT",), timeframes=())
    facts = 0

    async def sink(told: Sequence[Fact]) -> None:
        nonlocal facts
        facts += len(told)

    connection = Connection(
        feed,
        Address(websocket=ADDRESS, rest="http://127.0.0.1:9"),
        sink=sink,
        clock=SystemClock(),
        backoff=Backoff(lambda: 0.5, first_s=60),
    )
    running = asyncio.create_task(connection.run())
    while connection.meter.frames < COUNT:
        await asyncio.sleep(0.05)
    running.cancel()
    await asyncio.wait([running])
    book = feed.books["orderbook.50.ETHUSDT"]
    return {"facts": facts, "best_bid": book.best_bid, "best_ask": book.best_ask}


take_turns(range(COUNT), lambda: asyncio.run(listen()))

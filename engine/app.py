"""The engine's composition root: the only place in it that names adapters.

Three roles: ``ingest`` speaks with the outside world and writes the streams, ``worker`` reads
them and writes the ledger, ``scheduler`` keeps house.
"""

import asyncio
import random
from collections.abc import Callable, Mapping
from functools import partial

from core.chain import WEI_PER_ETH
from core.conversation import Feed
from core.errors import MisconfiguredError
from core.ports import ChainCursor
from db.postgres import open_stores
from db.retention import keep_days
from engine.feeds.bybit import BybitFeed
from engine.feeds.ethereum import EthereumFeed
from engine.pipeline.backoff import Backoff
from engine.pipeline.connection import Address, Connection, Meter
from engine.pipeline.ingest import Ingest
from engine.pipeline.schedule import every_hour
from engine.pipeline.worker import Worker
from runtime.context import Context
from runtime.settings import Settings
from streams.valkey import open_streams


async def ingest(context: Context) -> None:
    """Follow every configured source until cancelled."""
    settings = context.settings
    async with (
        open_stores(settings.database_url, pool_size=2) as stores,
        open_streams(settings.redis_url) as streams,
    ):
        writer = Ingest(
            streams,
            stores.cursor,
            partitions=settings.redis.partitions,
            clock=context.clock,
            backoff=_backoff(),
            mark=context.mark,
        )
        await writer.open()
        feeds = await _feeds(settings, stores.cursor)
        connections = {
            feed.name: Connection(
                feed,
                address,
                sink=writer.write,
                clock=context.clock,
                backoff=_backoff(),
                mark=context.mark,
            )
            for feed, address in feeds
        }
        _show(context, connections)
        async with asyncio.TaskGroup() as group:
            for name, connection in connections.items():
                group.create_task(connection.run(), name=f"feed {name}")


async def worker(context: Context) -> None:
    """Read all partitions until cancelled, or until somebody else takes them over."""
    settings = context.settings
    async with (
        open_stores(settings.database_url, pool_size=settings.database.pool) as stores,
        open_streams(settings.redis_url) as streams,
    ):
        reader = Worker(
            owner=context.owner,
            partitions=range(settings.redis.partitions),
            streams=streams,
            dead_letters=streams,
            ledger=stores.ledger,
            rules=stores.rules,
            history=stores.history,
            clock=context.clock,
            backoff=_backoff(),
            warm=tuple(
                (f"bybit:{symbol}", timeframe)
                for symbol in settings.bybit.symbols
                for timeframe in settings.bybit.timeframes
            ),
            mark=context.mark,
        )
        context.metrics.counter(
            "whale_worker_entries",
            "Stream entries whose effects are committed.",
            (),
            lambda: {(): float(reader.committed)},
        )
        await reader.open()
        async with asyncio.TaskGroup() as group:
            group.create_task(reader.keep_learning(), name="rules")
            group.create_task(reader.run(), name="worker")


async def scheduler(context: Context) -> None:
    """Housekeeping: partitions of coming days are made, those of long ago are dropped."""
    settings = context.settings
    days = settings.database.retention_days

    async def retention() -> object:
        return await keep_days(settings.database_url, days=days, now_ns=context.clock.now_ns())

    await every_hour({"retention": retention}, now_ns=context.clock.now_ns())


async def _feeds(settings: Settings, cursor: ChainCursor) -> list[tuple[Feed, Address]]:
    feeds: list[tuple[Feed, Address]] = []
    if settings.bybit.symbols:
        bybit = BybitFeed(
            settings.bybit.symbols,
            depth=settings.bybit.depth,
            timeframes=settings.bybit.timeframes,
        )
        feeds.append((bybit, Address(websocket=settings.bybit.ws, rest=settings.bybit.rest)))
    if settings.ethereum.ws is not None:
        ethereum = EthereumFeed(
            min_wei=int(settings.ethereum.min_eth * WEI_PER_ETH),
            cursor=await cursor.load("ethereum"),
            max_backfill=settings.ethereum.max_backfill,
        )
        feeds.append((ethereum, Address(websocket=settings.ethereum.ws.get_secret_value())))
    if not feeds:
        raise MisconfiguredError(
            "nothing to follow: set WHALE_BYBIT_SYMBOLS or WHALE_ETHEREUM_WS (see .env.example)"
        )
    return feeds


_FIGURES: dict[str, tuple[str, Callable[[Meter], int]]] = {
    "whale_feed_frames": ("Frames that arrived.", lambda meter: meter.frames),
    "whale_feed_facts": ("Facts that were read.", lambda meter: meter.facts),
    "whale_feed_unreadable": ("Frames that could not be read.", lambda meter: meter.unreadable),
    "whale_feed_connects": ("Connections that were opened.", lambda meter: meter.connects),
}


def _show(context: Context, connections: Mapping[str, Connection]) -> None:
    """Put what the connections count into the metrics and the health page."""
    for name, (text, read) in _FIGURES.items():
        context.metrics.counter(name, text, ("feed",), partial(_readings, connections, read))
    context.metrics.gauge(
        "whale_feed_up",
        "1 while the connection stands.",
        ("feed",),
        partial(_readings, connections, lambda meter: int(meter.up)),
    )
    for name, connection in connections.items():
        context.health.watch(f"feed {name}", partial(_problem, connection))


def _readings(
    connections: Mapping[str, Connection], read: Callable[[Meter], int]
) -> dict[tuple[str, ...], float]:
    return {(name,): float(read(connection.meter)) for name, connection in connections.items()}


async def _problem(connection: Connection) -> str | None:
    return None if connection.meter.up else "not connected"


def _backoff() -> Backoff:
    # Jitter, not cryptography.
    return Backoff(random.random)

"""The role ``ingest``: from the outside world to the streams."""

import asyncio
from collections.abc import Sequence

from core.ports import Ledger, Stores
from db.postgres import open_stores
from engine.app.figures import show_connections, show_outflow, show_topics
from engine.app.recording import recorded
from engine.app.sources import Source, sources
from engine.app.waits import backoff
from engine.pipeline.board import Board
from engine.pipeline.connection import Connection
from engine.pipeline.ingest import Ingest
from engine.pipeline.insist import heed_cancellation
from engine.pipeline.outflow import Outflow
from engine.pipeline.wire.budget import ConnectionBudget
from runtime.context import Context
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
            backoff=backoff(),
            mark=context.mark,
        )
        await writer.open()
        followed = await sources(settings, stores.cursor)
        await _close_stale_gaps(stores.ledger, followed, context)
        # Another role may have failed while this one opened its stores.
        heed_cancellation()
        async with recorded(context, followed, stores.cursor) as heard:
            await _follow(context, heard, Outflow(writer.write, clock=context.clock), stores)


async def _follow(
    context: Context, followed: Sequence[Source], outflow: Outflow, stores: Stores
) -> None:
    connections = _connections(context, followed, outflow)
    board = Board(
        [source.feed for source in followed],
        clock=context.clock,
        most=context.settings.probe.topics,
    )
    vital = {source.feed.name for source in followed if source.vital}
    show_connections(context, connections, vital)
    show_topics(context, board)
    show_outflow(context, outflow)
    async with outflow.flowing(), asyncio.TaskGroup() as group:
        group.create_task(board.keep_saving(stores.standings), name="standings")
        for name, connection in connections.items():
            group.create_task(connection.run(), name=f"feed {name}")


def _connections(
    context: Context, followed: Sequence[Source], outflow: Outflow
) -> dict[str, Connection]:
    budget = ConnectionBudget()
    return {
        source.feed.name: Connection(
            source.feed,
            *source.addresses,
            sink=outflow.put,
            clock=context.clock,
            backoff=backoff(),
            budget=budget,
            mark=context.mark,
        )
        for source in followed
    }


async def _close_stale_gaps(ledger: Ledger, followed: Sequence[Source], context: Context) -> None:
    # Feeds that share a source ("bybit 1/3") share its gaps ("bybit").
    for name in {source.feed.name.partition(" ")[0] for source in followed}:
        await ledger.close_stale_gaps(
            name,
            now_ns=context.clock.now_ns(),
            healing="the process that saw it has ended; a new one connects",
        )

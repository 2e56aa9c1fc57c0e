"""The role ``worker``: from the streams to the ledger."""

import asyncio

from db.postgres import PostgresStores, open_stores
from engine.app.code import code_name
from engine.app.waits import backoff
from engine.feeds.ethereum.networks.chains import NETWORKS
from engine.flows.book import LabelBook
from engine.flows.known import known_labels
from engine.pipeline.insist import heed_cancellation
from engine.pipeline.names import Names
from engine.pipeline.recall import Recall
from engine.pipeline.worker import Worker
from runtime.context import Context
from streams.valkey import ValkeyStreams, open_streams


async def worker(context: Context) -> None:
    """Read all partitions until cancelled, or until somebody else takes them over."""
    settings = context.settings
    async with (
        open_stores(settings.database_url, pool_size=settings.database.pool) as stores,
        open_streams(settings.redis_url) as streams,
    ):
        book = LabelBook(known_labels())
        names = Names(stores.labels, book, clock=context.clock, backoff=backoff())
        reader = _reader(context, stores, streams, book)
        context.metrics.counter(
            "whale_worker_entries",
            "Stream entries whose effects are committed.",
            (),
            lambda: {(): float(reader.committed)},
        )
        await names.learn()
        await reader.open()
        # Another role may have failed while this one opened its stores.
        heed_cancellation()
        async with asyncio.TaskGroup() as group:
            group.create_task(reader.keep_learning(), name="rules")
            group.create_task(names.keep_learning(), name="labels")
            group.create_task(reader.run(), name="worker")


def _reader(
    context: Context, stores: PostgresStores, streams: ValkeyStreams, book: LabelBook
) -> Worker:
    settings = context.settings
    return Worker(
        owner=context.owner,
        partitions=range(settings.redis.partitions),
        streams=streams,
        dead_letters=streams,
        ledger=stores.ledger,
        rules=stores.rules,
        recall=Recall(
            snapshots=stores.snapshots,
            history=stores.history,
            clock=context.clock,
            code=code_name(),
            warm=tuple(
                (f"bybit:{symbol}", timeframe)
                for symbol in settings.bybit.symbols
                for timeframe in settings.bybit.timeframes
            ),
            chains=tuple(NETWORKS),
        ),
        clock=context.clock,
        backoff=backoff(),
        labels=book,
        mark=context.mark,
    )

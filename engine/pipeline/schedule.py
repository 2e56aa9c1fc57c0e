"""Work that is due at intervals, on APScheduler."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from core.errors import WhaleError

log = structlog.get_logger()

Job = Callable[[], Awaitable[object]]


async def every_hour(jobs: dict[str, Job], *, now_ns: int) -> None:
    """Run each job now and then once an hour, until cancelled.

    A run that is missed because the machine slept is made up for once; two runs of one job never
    overlap. A job that fails with one of our errors is logged and tried again in an hour.
    """
    scheduler = AsyncIOScheduler(timezone=UTC)
    for name, job in jobs.items():
        scheduler.add_job(
            _guarded,
            "interval",
            args=(name, job),
            hours=1,
            next_run_time=datetime.fromtimestamp(now_ns / 1e9, UTC),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
    scheduler.start()
    try:
        await asyncio.Event().wait()
    finally:
        scheduler.shutdown(wait=False)


async def _guarded(name: str, job: Job) -> None:
    try:
        outcome = await job()
    except WhaleError as error:
        log.warning("schedule.failed", job=name, error=str(error))
    else:
        log.info("schedule.done", job=name, outcome=outcome)

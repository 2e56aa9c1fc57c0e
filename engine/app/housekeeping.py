"""The role ``scheduler``: partitions of coming days are made, those of long ago are dropped."""

from db.retention import keep_days
from engine.pipeline.schedule import every_hour
from runtime.context import Context


async def scheduler(context: Context) -> None:
    """Keep house until cancelled."""
    settings = context.settings
    days = settings.database.retention_days

    async def retention() -> object:
        return await keep_days(settings.database_url, days=days, now_ns=context.clock.now_ns())

    await every_hour({"retention": retention}, now_ns=context.clock.now_ns())

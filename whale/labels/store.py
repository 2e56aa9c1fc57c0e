"""The store of labels, for one command."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from core.ports import Labels
from db.migrate import migrate
from db.postgres import open_stores
from runtime.settings import read_settings
from whale.process import with_stores


@asynccontextmanager
async def labels_store() -> AsyncIterator[Labels]:
    """The labels of the configured database, or of our own server where none is configured."""
    settings = read_settings()
    async with AsyncExitStack() as stack:
        if settings.database.url is None:
            settings = await stack.enter_async_context(with_stores(settings))
        await migrate(settings.database_url)
        stores = await stack.enter_async_context(open_stores(settings.database_url, pool_size=1))
        yield stores.labels

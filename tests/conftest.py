"""Real servers for every test that asks for them, started once for the whole run."""

from collections.abc import AsyncIterator
from itertools import count

import pytest
import pytest_asyncio

from db.driver import connect
from db.migrate import migrate
from runtime.embedded import Embedded, embedded

_TEMPLATE = "migrated"
_numbers = count(1)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def servers(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Embedded]:
    """PostgreSQL and Valkey; what they write is not forced to disk, because nobody needs it later."""
    async with embedded(tmp_path_factory.mktemp("servers")) as running:
        admin = await connect(running.database_url)
        await admin.execute("alter system set fsync = off")
        await admin.execute("alter system set full_page_writes = off")
        await admin.execute("select pg_reload_conf()")
        await admin.execute(f"create database {_TEMPLATE}")
        await migrate(address(running, _TEMPLATE))
        await admin.close(timeout=5)
        yield running


@pytest_asyncio.fixture
async def database_url(servers: Embedded) -> AsyncIterator[str]:
    """A database of its own for one test, with all tables and nothing in them."""
    name = f"test_{next(_numbers)}"
    admin = await connect(servers.database_url)
    await admin.execute(f"create database {name} template {_TEMPLATE} strategy file_copy")
    yield address(servers, name)
    await admin.execute(f"drop database {name} with (force)")
    await admin.close(timeout=5)


@pytest_asyncio.fixture
async def empty_database_url(servers: Embedded) -> AsyncIterator[str]:
    """A database of its own for one test, without any table."""
    name = f"test_{next(_numbers)}"
    admin = await connect(servers.database_url)
    await admin.execute(f"create database {name}")
    yield address(servers, name)
    await admin.execute(f"drop database {name} with (force)")
    await admin.close(timeout=5)


@pytest.fixture
def stream_prefix() -> str:
    """Keys of the stream server that no other test uses."""
    return f"test{next(_numbers)}"


def address(servers: Embedded, database: str) -> str:
    """The address of another database on the same server."""
    return servers.database_url.replace("@/postgres?", f"@/{database}?")

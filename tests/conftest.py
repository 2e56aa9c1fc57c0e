"""Real servers for every test that asks for them, and a watch over every request to Telegram.

And the order of a whole run, so that it does not end with one long story and idle processors.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path

import pytest
import pytest_asyncio

from db.driver import session
from db.migrate import migrate
from runtime.embedded import Embedded, embedded
from tests.support.validity import MARKER, complaint_about, requests_that_broke_a_rule

_TEMPLATE = "migrated"
_numbers = count(1)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", f"{MARKER}: departs from the Bot API's documents on purpose")
    # The most tests first, as xdist would have it, puts the stories last: they are few and long.
    config.option.loadscopereorder = False


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files whose tests were given the most time begin first; the others stay as shuffled."""
    given: dict[Path, float] = {}
    for item in items:
        given[item.path] = max(given.get(item.path, 0.0), _time_given(item))
    items.sort(key=lambda item: -given[item.path])


def _time_given(item: pytest.Item) -> float:
    """The seconds of its own ``timeout`` mark; 0 for a test that has none."""
    mark = item.get_closest_marker("timeout")
    return float(mark.args[0]) if mark else 0.0


@pytest.fixture(autouse=True)
def _every_request_is_valid(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whoever starts a stand-in for Telegram, and however: a broken rule fails the test."""
    with requests_that_broke_a_rule() as found:
        yield
    complaint = complaint_about(found, meant=request.node.get_closest_marker(MARKER) is not None)
    if complaint is not None:
        pytest.fail(complaint, pytrace=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def servers(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Embedded]:
    """PostgreSQL and Valkey; nothing is forced to disk, because nobody needs it afterwards."""
    async with embedded(tmp_path_factory.mktemp("servers")) as running:
        async with session(running.database_url) as admin:
            await admin.execute("alter system set fsync = off")
            await admin.execute("alter system set full_page_writes = off")
            await admin.execute("select pg_reload_conf()")
            await admin.execute(f"create database {_TEMPLATE}")
        await migrate(address(running, _TEMPLATE))
        yield running


@pytest_asyncio.fixture
async def database_url(servers: Embedded) -> AsyncIterator[str]:
    """A database of its own for one test, with all tables and nothing in them."""
    async with _database(servers, f"template {_TEMPLATE} strategy file_copy") as url:
        yield url


@pytest_asyncio.fixture
async def empty_database_url(servers: Embedded) -> AsyncIterator[str]:
    """A database of its own for one test, without any table."""
    async with _database(servers, "strategy file_copy") as url:
        yield url


@pytest.fixture
def stream_prefix() -> str:
    """Keys of the stream server that no other test uses."""
    return f"test{next(_numbers)}"


def address(servers: Embedded, database: str) -> str:
    """The address of another database on the same server."""
    return servers.database_url.replace("@/postgres?", f"@/{database}?")


@asynccontextmanager
async def _database(servers: Embedded, how: str) -> AsyncIterator[str]:
    name = f"test_{next(_numbers)}"
    async with session(servers.database_url) as admin:
        await admin.execute(f"create database {name} {how}")
        try:
            yield address(servers, name)
        finally:
            await admin.execute(f"drop database {name} with (force)")

"""The API over stores in memory, and somebody who asks it."""

from collections.abc import AsyncIterator

import httpx
import pytest

from api.app import create_app
from api.services import Services
from core.ports import Stores
from db.memory import memory_stores
from runtime.metrics import Metrics
from tests.support.clock import Clockwork
from tests.support.facts import NOON
from usecases.stored_status import StoredStatus


@pytest.fixture
def clock() -> Clockwork:
    return Clockwork(NOON)


@pytest.fixture
def stores(clock: Clockwork) -> Stores:
    return memory_stores(clock)


@pytest.fixture
def problems() -> dict[str, str]:
    return {}


@pytest.fixture
async def client(
    stores: Stores, clock: Clockwork, problems: dict[str, str]
) -> AsyncIterator[httpx.AsyncClient]:
    async def found() -> dict[str, str]:
        return problems

    services = Services(
        history=stores.history,
        clock=clock,
        status=StoredStatus(
            history=stores.history,
            standings=stores.standings,
            outbox=stores.outbox,
            clock=clock,
            symbols=["ETHUSDT"],
            version="1.2.3",
        ),
        problems=found,
        exposition=Metrics().exposition,
    )
    transport = httpx.ASGITransport(create_app(services, version="1.2.3"))
    async with httpx.AsyncClient(transport=transport, base_url="http://api") as client:
        yield client

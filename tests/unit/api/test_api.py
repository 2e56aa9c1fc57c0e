"""Specification of the API's first doors."""

from collections.abc import AsyncIterator

import httpx
import pytest

from api.app import create_app
from api.services import Services
from core.errors import UnavailableError
from core.ports import START, Effects, EntryId, Stores
from db.memory import memory_stores
from runtime.metrics import Metrics
from tests.support.clock import Clockwork
from tests.support.facts import a_transfer


@pytest.fixture
def stores() -> Stores:
    return memory_stores(Clockwork())


@pytest.fixture
def problems() -> dict[str, str]:
    return {}


@pytest.fixture
async def client(stores: Stores, problems: dict[str, str]) -> AsyncIterator[httpx.AsyncClient]:
    async def found() -> dict[str, str]:
        return problems

    services = Services(history=stores.history, problems=found, exposition=Metrics().exposition)
    transport = httpx.ASGITransport(create_app(services, version="0"))
    async with httpx.AsyncClient(transport=transport, base_url="http://api") as client:
        yield client


async def test_a_service_that_answers_is_live(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/health/live")

    assert (answer.status_code, answer.json()["status"]) == (200, "live")


async def test_a_service_with_a_problem_is_not_ready_and_says_why(
    client: httpx.AsyncClient, problems: dict[str, str]
) -> None:
    problems["database"] = "no answer"

    answer = await client.get("/v1/health/ready")

    assert answer.status_code == 503
    assert answer.json() == {"status": "not ready", "problems": {"database": "no answer"}}


async def test_the_newest_transfers_come_first_with_exact_amounts(
    client: httpx.AsyncClient, stores: Stores
) -> None:
    claim = await stores.ledger.acquire(0, "w")
    transfers = [a_transfer(500.000001, tx="0x1", block=1), a_transfer(700, tx="0x2", block=2)]
    await stores.ledger.commit(
        Effects(claim=claim, position=EntryId(ms=START.ms + 1, seq=0), transfers=transfers)
    )

    answer = await client.get("/v1/transfers", params={"min_eth": 100})

    found = answer.json()["transfers"]
    assert [transfer["hash"] for transfer in found] == ["0x2", "0x1"]
    assert found[1]["value_wei"] == "500000001000000000000"
    assert found[1]["from"].startswith("0x28c6")


async def test_a_bad_request_is_a_problem_that_names_the_parameter(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get("/v1/transfers", params={"limit": "many"})

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert "query.limit" in answer.json()["detail"]


async def test_a_path_that_is_not_there_is_a_problem_too(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/nothing")

    assert answer.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "Not Found",
    }


async def test_a_store_that_is_away_is_a_503_and_no_traceback(
    client: httpx.AsyncClient, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(**_: object) -> list[object]:
        raise UnavailableError("password=hunter2")

    monkeypatch.setattr(stores.history, "transfers", away)

    answer = await client.get("/v1/transfers")

    assert answer.status_code == 503
    assert "hunter2" not in answer.text


async def test_figures_are_in_prometheus_format(client: httpx.AsyncClient) -> None:
    answer = await client.get("/metrics")

    assert "# TYPE whale_deliveries_total counter" in answer.text

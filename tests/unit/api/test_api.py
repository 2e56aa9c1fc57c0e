"""Specification of the API's first doors."""

import httpx
import pytest

from core.errors import UnavailableError
from core.ports import Stores


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

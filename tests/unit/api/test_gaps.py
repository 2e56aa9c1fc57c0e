"""Specification of /v1/gaps: the ledger of what the feeds did not see."""

import httpx

from core.ports import Stores
from tests.contract.builders import a_gap, commit

DAY_S = 86_400


async def test_the_holes_of_a_day_come_newest_first_with_how_they_were_mended(
    client: httpx.AsyncClient, stores: Stores
) -> None:
    old, healed = a_gap(since_s=-2 * DAY_S, until_s=-DAY_S - 1), a_gap(since_s=-60, until_s=-58)
    await commit(stores, gaps=[old, healed, a_gap(since_s=-5)])

    page = (await client.get("/v1/gaps")).json()

    assert (page["open"], page["total"]) == (1, 2)
    assert page["gaps"][0]["until"] is None
    assert page["gaps"][1] == {
        "source": "bybit",
        "subject": "bybit:ETHUSDT",
        "topic": "orderbook.50.ETHUSDT",
        "reason": "u jumped",
        "healing": "resync",
        "lost": "nothing",
        "since": "2025-06-15T15:05:40Z",
        "until": "2025-06-15T15:05:42Z",
        "noticed": "2025-06-15T15:05:40Z",
    }


async def test_one_may_ask_since_any_moment(client: httpx.AsyncClient, stores: Stores) -> None:
    await commit(stores, gaps=[a_gap(since_s=-20, until_s=-19), a_gap(since_s=-10, until_s=-9)])

    async def number(since: str) -> int:
        page = (await client.get("/v1/gaps", params={"since": since})).json()
        return len(page["gaps"])

    assert await number("2025-06-15T15:06:25Z") == 1
    assert await number("2025-06-15T17:06:25+02:00") == 1
    assert await number("2025-06-15T15:06:25") == 1
    assert await number("2025-06-01T00:00:00Z") == 2


async def test_a_page_says_how_much_it_left_out(client: httpx.AsyncClient, stores: Stores) -> None:
    await commit(stores, gaps=[a_gap(since_s=-second) for second in range(1, 10)])

    page = (await client.get("/v1/gaps", params={"limit": 2})).json()

    assert (len(page["gaps"]), page["open"], page["total"]) == (2, 9, 9)
    assert page["gaps"][0]["since"] == "2025-06-15T15:06:39Z"

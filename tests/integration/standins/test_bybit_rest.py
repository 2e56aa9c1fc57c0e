"""Specification of the market REST paths of the Bybit stand-in, over real HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator
from itertools import pairwise
from typing import Any

import pytest
import pytest_asyncio

from tests.support.bybit_desk import ETH, FUTURE, Desk, a_desk


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared() -> AsyncIterator[Desk]:
    async with a_desk() as desk:
        yield desk


@pytest_asyncio.fixture(loop_scope="module")
async def desk(shared: Desk) -> AsyncIterator[Desk]:
    """The same, with every fault taken back afterwards."""
    yield shared
    await shared.take_back()


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize(
    ("kind", "columns"),
    [
        ("kline", 7),
        ("mark-price-kline", 5),
        ("index-price-kline", 5),
        ("premium-index-price-kline", 5),
    ],
)
async def test_candles_of_every_price_are_listed_newest_first(
    shared: Desk, kind: str, columns: int
) -> None:
    rows = (await shared.result(kind, **ETH, interval=60, limit=30))["list"]

    assert [len(row) for row in rows] == [columns] * 30
    assert [int(row[0]) for row in rows] == sorted((int(row[0]) for row in rows), reverse=True)
    assert all(isinstance(cell, str) for row in rows for cell in row)


async def test_mark_and_index_lie_near_the_price(shared: Desk) -> None:
    newest = {
        kind: float((await shared.result(kind, **ETH, interval="D", limit=1))["list"][0][4])
        for kind in ("kline", "mark-price-kline", "index-price-kline")
    }

    assert newest["mark-price-kline"] == pytest.approx(newest["kline"], rel=0.01)
    assert newest["index-price-kline"] == pytest.approx(newest["kline"], rel=0.01)


@pytest.mark.parametrize(
    ("path", "query", "count"),
    [
        ("orderbook", {"category": "spot", "symbol": "ETHUSDT"}, 1),
        ("orderbook", ETH, 25),
        ("orderbook", {**ETH, "limit": 40}, 40),
    ],
)
async def test_a_book_has_as_many_levels_as_documented(
    shared: Desk, path: str, query: dict[str, object], count: int
) -> None:
    book = await shared.result(path, **query)

    assert (len(book["b"]), len(book["a"])) == (count, count)
    assert list(book) == ["s", "b", "a", "ts", "u", "seq", "cts"]


async def test_the_accounts_that_are_long_are_told_in_pages(shared: Desk) -> None:
    ask_for = {**ETH, "period": "5min", "limit": 3}
    first = await shared.result("account-ratio", **ask_for)
    second = await shared.result("account-ratio", **ask_for, cursor=first["nextPageCursor"])
    times = [int(row["timestamp"]) for row in first["list"] + second["list"]]

    assert {later - earlier for later, earlier in pairwise(times)} == {300_000}
    for row in first["list"]:
        assert float(row["buyRatio"]) + float(row["sellRatio"]) == pytest.approx(1)


async def test_a_dated_future_has_a_delivery_and_no_funding(shared: Desk) -> None:
    ask_for = {"category": "linear", "symbol": FUTURE}
    (listed,) = (await shared.result("instruments-info", **ask_for))["list"]
    (ticker,) = (await shared.result("tickers", **ask_for))["list"]
    funding = (await shared.result("funding/history", **ask_for))["list"]

    assert (listed["contractType"], listed["deliveryTime"]) == ("LinearFutures", "1830240000000")
    assert (ticker["fundingRate"], ticker["nextFundingTime"]) == ("", "")
    assert funding == []


async def test_markets_in_which_nothing_is_traded_list_nothing(shared: Desk) -> None:
    for category in ("inverse", "option"):
        assert (await shared.result("instruments-info", category=category))["list"] == []


async def test_spot_lists_neither_dates_nor_pages(shared: Desk) -> None:
    listed = await shared.result("instruments-info", category="spot", limit=1)

    assert [row["symbol"] for row in listed["list"]] == ["ETHUSDT"]
    assert "contractType" not in listed["list"][0]


async def test_listings_can_be_sought_by_coin_and_by_status(shared: Desk) -> None:
    eth = await shared.result("instruments-info", category="linear", baseCoin="ETH")
    sol = await shared.result("instruments-info", category="linear", baseCoin="SOL")
    early = await shared.result("instruments-info", category="linear", status="PreLaunch")

    assert (len(eth["list"]), sol["list"], early["list"]) == (2, [], [])


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("mark-price-kline", {"category": "spot", "symbol": "ETHUSDT", "interval": 1}),
        ("orderbook", {"category": "inverse", "symbol": "ETHUSDT"}),
        ("orderbook", {"category": "spot", "symbol": FUTURE}),
        ("account-ratio", {**ETH, "period": "7min"}),
        ("account-ratio", {**ETH, "period": "5min", "limit": 501}),
        ("funding/history", {**ETH, "startTime": 1}),
        ("instruments-info", {"category": "forex"}),
    ],
)
async def test_what_does_not_fit_is_a_parameter_error(
    shared: Desk, path: str, query: dict[str, object]
) -> None:
    assert (await shared.ask(path, **query))["retCode"] == 10_001


async def test_http_itself_refuses_a_wrong_method_a_body_and_a_wrong_path(shared: Desk) -> None:
    at = f"{shared.at}/v5/market"
    requests = [("POST", "/time", None), ("GET", "/time", b"{}"), ("GET", "/full_orderbook", None)]
    statuses = []
    for method, path, body in requests:
        async with shared.http.request(method, at + path, data=body) as answer:
            statuses.append(answer.status)

    assert statuses == [400, 403, 404]


async def test_seven_hundred_contracts_take_two_pages(desk: Desk) -> None:
    await desk.order(fault="listing", more=700)
    first = await desk.result("instruments-info", category="linear")
    second = await desk.result(
        "instruments-info", category="linear", cursor=first["nextPageCursor"]
    )
    await desk.take_back(fault="listing")
    after = await desk.result("instruments-info", category="linear")
    symbols = [row["symbol"] for row in first["list"] + second["list"]]

    assert (len(first["list"]), len(symbols), len(set(symbols))) == (500, 702, 702)
    assert second["nextPageCursor"] == ""
    assert len(after["list"]) == 2


async def test_a_contract_that_is_only_listed_can_be_subscribed_and_is_silent(desk: Desk) -> None:
    await desk.order(fault="listing", more=2)
    async with desk.http.ws_connect(f"{desk.at}/v5/public/linear") as socket:
        await socket.send_json({"op": "subscribe", "args": ["orderbook.50.ALT0001USDT"]})
        answer = await socket.receive_json()

    assert answer["success"] is True


async def test_a_banned_address_gets_403_and_an_unlucky_one_10006(desk: Desk) -> None:
    await desk.order(fault="too-many-visits", path="time")
    async with desk.http.get(f"{desk.at}/v5/market/time") as answer:
        unlucky, reset = await answer.json(), answer.headers["X-Bapi-Limit-Reset-Timestamp"]
    await desk.order(fault="ban")
    async with desk.http.get(f"{desk.at}/v5/market/time") as answer:
        banned = answer.status, await answer.text()
    await desk.take_back(fault="ban")
    free = await desk.ask("time")

    assert (unlucky["retCode"], unlucky["retMsg"]) == (10_006, "Too many visits!")
    assert int(reset) > unlucky["time"] - 1
    assert banned == (403, "403, access too frequent")
    assert free["retCode"] == 0


async def test_the_rest_book_can_lie_behind_the_stream(desk: Desk) -> None:
    await desk.order(fault="lagging-book", behind_s=3_600)
    first = await desk.result("orderbook", **ETH)
    async with asyncio.timeout(5):
        # Nor when its book has changed.
        while (await truth(desk))["data"]["u"] == first["u"]:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    lagging = await desk.result("orderbook", **ETH)
    await desk.take_back()
    current = await desk.result("orderbook", **ETH)

    assert lagging["u"] == first["u"]
    assert current["u"] > first["u"]


async def truth(desk: Desk) -> Any:  # noqa: ANN401 - JSON is anything
    async with desk.http.get(f"{desk.at}/control/book?topic=orderbook.1000.ETHUSDT") as answer:
        return json.loads(await answer.read())


async def test_faults_are_listed_taken_back_by_kind_and_named_when_unknown(desk: Desk) -> None:
    await desk.order(fault="drop", topic="tickers.NONE", times=3)
    await desk.order(fault="silence", topic="tickers.NONE")
    await desk.take_back(fault="drop")
    async with desk.http.get(f"{desk.at}/control/faults") as answer:
        listed = await answer.json()
    unknown = await desk.take_back(fault="tornado")

    assert [fault["fault"] for fault in listed["pending"]] == ["silence"]
    assert listed["known"]["drop"] == "Lose frames: a gap in ``u``."
    assert all(listed["known"].values())
    assert unknown == 400


@pytest.mark.parametrize(
    "fault",
    [
        {"fault": "burst", "topic": "orderbook.50.NOPE"},
        {"fault": "crowd", "symbol": "NOPE"},
        {"fault": "ticker", "symbol": "NOPE", "fields": {}},
        {"fault": "drop", "topic": "x", "frames": 3},
        {"fault": "drop", "topic": "x", "times": -1},
    ],
    ids=["no book", "no trade", "no ticker", "no such field", "below zero"],
)
async def test_a_fault_that_cannot_happen_is_refused_with_a_reason(
    shared: Desk, fault: dict[str, object]
) -> None:
    async with shared.http.post(f"{shared.at}/control/faults", json=fault) as answer:
        refused = answer.status, (await answer.json())["error"]

    assert refused[0] == 400
    assert refused[1]

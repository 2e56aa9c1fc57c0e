"""Specification of the Bybit stand-in as a client meets it: real sockets, real HTTP."""

import asyncio
import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosedError

from tests.support.bybit_door import NOW_NS, a_door
from tests.unit.standins.bybit.listening import ClientBook

BOOK, TRADES = "orderbook.50.ETHUSDT", "publicTrade.ETHUSDT"


async def ask(socket: ClientConnection, **request: object) -> None:
    await socket.send(json.dumps(request))


async def hear(socket: ClientConnection, count: int) -> list[dict[str, Any]]:
    return [json.loads(await socket.recv()) for _ in range(count)]


async def test_a_book_can_be_followed_over_a_socket() -> None:
    book = ClientBook()
    async with a_door() as door, door.socket() as socket:
        await ask(socket, op="subscribe", args=[BOOK], req_id="7")
        frames = await hear(socket, 61)

    answers = [frame for frame in frames if "success" in frame]
    for frame in frames:
        if "topic" in frame:
            book.apply(frame)

    assert [answer["req_id"] for answer in answers] == ["7"]
    assert len(book.bids) == len(book.asks) == 50


async def test_resubscribing_gives_a_snapshot_that_later_deltas_continue() -> None:
    book = ClientBook()
    async with a_door() as door, door.socket() as socket:
        await ask(socket, op="subscribe", args=[BOOK])
        await hear(socket, 20)
        await ask(socket, op="unsubscribe", args=[BOOK], req_id="off")
        while "req_id" not in (frame := (await hear(socket, 1))[0]) or frame["req_id"] != "off":
            pass
        await ask(socket, op="subscribe", args=[BOOK], req_id="on")
        frames = [frame for frame in await hear(socket, 30) if "topic" in frame]

    assert frames[0]["type"] == "snapshot"
    assert {frame["type"] for frame in frames[1:]} == {"delta"}
    for frame in frames:
        book.apply(frame)


async def test_a_fresh_market_catches_up_with_the_present_in_a_burst() -> None:
    async with a_door(catch_up_s=60) as door, door.socket() as socket:
        before = await door.get("/control/state")
        await ask(socket, op="subscribe", args=[BOOK])
        first, *_, last = [f for f in await hear(socket, 400) if "topic" in f]

    assert before["published"] == {}
    assert first["ts"] < NOW_NS // 1_000_000 - 59_000
    assert last["ts"] >= NOW_NS // 1_000_000


async def test_a_cut_socket_has_no_close_frame() -> None:
    async with a_door() as door, door.socket() as socket:
        await ask(socket, op="subscribe", args=[BOOK])
        await hear(socket, 3)

        await door.order(fault="close")
        with pytest.raises(ConnectionClosedError) as caught:
            await hear(socket, 100_000)

    assert caught.value.rcvd is None


async def test_ordered_faults_reach_the_client() -> None:
    async with a_door() as door, door.socket() as socket:
        await ask(socket, op="subscribe", args=[BOOK])
        *_, last = await hear(socket, 3)
        await door.order(fault="drop", topic=BOOK, nth=1)
        gap = await updates(socket, [last["data"]["u"]], lambda told: told[-1] != told[-2] + 1)
        await door.order(fault="restart", topic=BOOK)
        restarted = await updates(socket, gap[-1:], lambda told: told[-1] < told[-2])

    assert gap[-1] - gap[-2] == 2
    assert restarted[-1] == 1


async def updates(
    socket: ClientConnection, told: list[int], met: Callable[[list[int]], bool]
) -> list[int]:
    """The book's update numbers behind those told so far, up to the one that meets a condition."""
    async with asyncio.timeout(15):
        while len(told) < 2 or not met(told):
            (frame,) = await hear(socket, 1)
            if "topic" in frame:
                told = [*told, frame["data"]["u"]]
    return told


@pytest.mark.parametrize("fault", [{"fault": "tornado"}, {"fault": "drop"}, {}])
async def test_a_fault_that_does_not_exist_is_refused(fault: dict[str, str]) -> None:
    async with a_door() as door:
        assert await door.order(**fault) == 400


async def test_both_markets_speak_of_the_same_book() -> None:
    async with a_door() as door, door.socket("spot") as spot, door.socket("linear") as linear:
        for socket in (spot, linear):
            await ask(socket, op="subscribe", args=[BOOK])
        frames = [
            {f["data"]["u"]: f for f in await hear(s, 40) if "topic" in f} for s in (spot, linear)
        ]

    shared = frames[0].keys() & frames[1].keys()
    deltas = [u for u in shared if frames[0][u]["type"] == frames[1][u]["type"]]

    assert deltas
    assert all(frames[0][u] == frames[1][u] for u in deltas)
    assert list(frames[0][deltas[0]]) != list(frames[1][deltas[0]])


async def test_the_socket_counts_what_it_did() -> None:
    async with a_door() as door, door.socket() as socket:
        await ask(socket, op="subscribe", args=[BOOK, TRADES])
        await hear(socket, 30)

        stats = await door.get("/control/stats")
        state = await door.get("/control/state")

    assert stats["connections"] == stats["open"] == 1
    assert stats["subscriptions"] == {f"linear/{BOOK}": 1, f"linear/{TRADES}": 1}
    assert stats["delivered"][BOOK] > 10
    assert (state["source"], state["held"], state["done"]) == ("simulator", False, False)
    assert state["published"][BOOK] > 10


async def test_candles_come_newest_first_with_the_open_one_first() -> None:
    async with a_door() as door:
        answer = await door.get("/v5/market/kline", symbol="ETHUSDT", interval=5, limit=1000)
        now = await door.get("/v5/market/time")

    rows = answer["result"]["list"]
    starts = [int(row[0]) for row in rows]

    assert list(answer) == ["retCode", "retMsg", "result", "retExtInfo", "time"]
    assert (answer["retCode"], answer["retMsg"]) == (0, "OK")
    assert len(rows) == 1_000
    assert all(newer - older == 300_000 for newer, older in pairwise(starts))
    assert starts[0] <= int(now["result"]["timeSecond"]) * 1_000 < starts[0] + 300_000 + 60_000
    assert all(row[1] == older[4] for row, older in pairwise(rows)), "open is the close before"


async def test_candles_can_be_asked_for_by_time() -> None:
    async with a_door() as door:
        ask_for = {"symbol": "ETHUSDT", "interval": 15, "category": "linear"}
        newest = (await door.get("/v5/market/kline", **ask_for))["result"]["list"]
        start, end = newest[150][0], newest[100][0]
        part = (await door.get("/v5/market/kline", **ask_for, start=start, end=end))["result"][
            "list"
        ]

    assert len(newest) == 200
    assert part == newest[100:151]


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("kline", {"symbol": "NOPEUSDT", "interval": 1}),
        ("kline", {"symbol": "ETHUSDT", "interval": 7}),
        ("kline", {"symbol": "ETHUSDT", "interval": 1, "limit": 1001}),
        ("kline", {"symbol": "ETHUSDT", "interval": 1, "limit": "many"}),
        ("orderbook", {"symbol": "ETHUSDT"}),
        ("orderbook", {"symbol": "ETHUSDT", "category": "linear", "limit": 0}),
        ("recent-trade", {"symbol": "ETHUSDT", "category": "spot", "limit": 61}),
        ("funding/history", {"symbol": "ETHUSDT", "category": "linear", "startTime": 5}),
        ("funding/history", {"symbol": "ETHUSDT", "category": "spot"}),
        ("open-interest", {"symbol": "ETHUSDT", "category": "linear", "intervalTime": "7min"}),
    ],
)
async def test_a_bad_parameter_is_code_10001(path: str, query: dict[str, object]) -> None:
    async with a_door() as door:
        answer = await door.get(f"/v5/market/{path}", **query)

    assert (answer["retCode"], answer["result"]) == (10_001, {})
    assert answer["retMsg"].startswith("params error")


async def test_the_rest_book_is_the_one_of_the_deepest_stream() -> None:
    ask_for = {"category": "linear", "symbol": "ETHUSDT"}
    deep = "orderbook.1000.ETHUSDT"
    async with a_door() as door, door.socket() as socket:
        await ask(socket, op="subscribe", args=[deep])
        await hear(socket, 10)
        default = (await door.get("/v5/market/orderbook", **ask_for))["result"]
        whole = (await door.get("/v5/market/orderbook", **ask_for, limit=1_000))["result"]
        seen = {f["data"]["u"]: f["data"]["seq"] for f in await hear(socket, 40) if "topic" in f}

    assert len(default["b"]) == len(default["a"]) == 25
    assert len(whole["b"]) > 50
    assert seen.get(whole["u"], whole["seq"]) == whole["seq"]


async def test_recent_trades_are_those_of_the_stream_newest_first() -> None:
    async with a_door(catch_up_s=60) as door, door.socket() as socket:
        await ask(socket, op="subscribe", args=[TRADES])
        streamed = [t["i"] for f in await hear(socket, 50) if "topic" in f for t in f["data"]]
        answer = await door.get(
            "/v5/market/recent-trade", category="linear", symbol="ETHUSDT", limit=1_000
        )

    rows = answer["result"]["list"]
    oldest_first = [row["execId"] for row in rows][::-1]

    assert oldest_first[: len(streamed)] == streamed
    assert [int(row["time"]) for row in rows] == sorted(
        (int(row["time"]) for row in rows), reverse=True
    )


async def test_instruments_are_paged_with_a_cursor() -> None:
    async with a_door(symbols="ETHUSDT,BTCUSDT,SOLUSDT") as door:
        ask_for = {"category": "linear", "limit": 2}
        first = (await door.get("/v5/market/instruments-info", **ask_for))["result"]
        cursor = first["nextPageCursor"]
        second = (await door.get("/v5/market/instruments-info", **ask_for, cursor=cursor))["result"]

    assert [row["symbol"] for row in first["list"] + second["list"]] == [
        "BTCUSDT",
        "ETHUSDT",
        "SOLUSDT",
    ]
    assert second["nextPageCursor"] == ""
    assert first["list"][1]["priceFilter"]["tickSize"] == "0.01"


async def test_tickers_funding_and_open_interest_are_told() -> None:
    ask_for = {"category": "linear", "symbol": "ETHUSDT"}
    async with a_door() as door, door.socket() as socket:
        await ask(socket, op="subscribe", args=["tickers.ETHUSDT"])
        await hear(socket, 5)
        ticker = (await door.get("/v5/market/tickers", **ask_for))["result"]["list"][0]
        funding = (await door.get("/v5/market/funding/history", **ask_for))["result"]["list"]
        interest = (
            await door.get("/v5/market/open-interest", **ask_for, intervalTime="1h", limit=5)
        )["result"]

    assert float(ticker["bid1Price"]) < float(ticker["ask1Price"])
    assert len(funding) == 200
    assert {
        int(a["fundingRateTimestamp"]) - int(b["fundingRateTimestamp"])
        for a, b in pairwise(funding)
    } == {28_800_000}
    assert len(interest["list"]) == 5
    assert int(interest["nextPageCursor"]) < int(interest["list"][-1]["timestamp"])

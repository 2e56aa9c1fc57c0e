"""Specification of /v1/status: the trust page for programs."""

import httpx

from core.conversation import Standing
from core.ports import Stores
from tests.contract.builders import a_finality, a_gap, a_gas_price, a_second, commit
from tests.support.facts import NOON, SECOND

LIVE = Standing(
    condition="live", frames=7, gaps=1, at_ns=NOON - SECOND, seen_ns=NOON, proven_ns=NOON
)
BROKEN = Standing(condition="broken", why="update id 5 came where 4 was due", seen_ns=NOON)


async def test_a_feed_in_trouble_names_the_topic_since_when_and_why(
    client: httpx.AsyncClient, stores: Stores
) -> None:
    await commit(stores, tape=[a_second()], gaps=[a_gap(since_s=-5)])
    await stores.standings.save("bybit", {"tickers.ETHUSDT": LIVE, "orderbook.50.ETHUSDT": BROKEN})

    report = (await client.get("/v1/status")).json()

    [bybit] = report["feeds"]
    assert (report["version"], report["well"], report["open_gaps"]) == ("1.2.3", False, 1)
    assert bybit["conditions"] == {"live": 1, "broken": 1}
    assert bybit["troubles"] == [
        {
            "topic": "orderbook.50.ETHUSDT",
            "condition": "broken",
            "why": "update id 5 came where 4 was due",
            "since": "2025-06-15T15:06:35Z",
        }
    ]


async def test_a_chain_says_how_far_it_is_read_and_settled(
    client: httpx.AsyncClient, stores: Stores
) -> None:
    settled = [a_finality("safe", 3), a_finality("final", 1)]
    await commit(stores, gas=[a_gas_price(4)], finality=settled)
    await stores.standings.save("ethereum", {"newHeads": LIVE})

    feeds = (await client.get("/v1/status")).json()["feeds"]

    chain = next(feed for feed in feeds if feed["name"] == "Ethereum")
    assert (chain["block"], chain["safe"], chain["final"]) == (4, 3, 1)
    assert chain["topics"] is None


async def test_every_topic_is_told_to_those_who_ask(
    client: httpx.AsyncClient, stores: Stores
) -> None:
    waiting = Standing(condition="waiting")
    await stores.standings.save("bybit", {"tickers.ETHUSDT": LIVE, "kline.1.ETHUSDT": waiting})

    [bybit] = (await client.get("/v1/status", params={"topics": True})).json()["feeds"]

    candles, ticker = bybit["topics"]
    assert (candles["condition"], candles["lag_s"], candles["last_frame"]) == (
        "waiting",
        None,
        None,
    )
    assert (ticker["frames"], ticker["gaps"], ticker["lag_s"]) == (7, 1, 1.0)
    assert ticker["proven"] == "2025-06-15T15:06:40Z"

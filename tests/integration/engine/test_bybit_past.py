"""Specification of the past against a venue on loopback: every endpoint's real shape is read."""

import json

import msgspec
from websockets.asyncio.client import ClientConnection

from core.conversation import Reply, Step, Unreadable
from core.gaps import Gap
from core.market import Candle, Funding, OpenInterest, Trade
from engine.feeds.bybit import frames
from engine.feeds.bybit.past import Past
from engine.feeds.bybit.readers import read_trades
from engine.feeds.bybit.rest import Pace, RestDesk, Result, read_rest_book, requests
from tests.support.bybit_door import NOW_NS, Door, a_door
from tests.support.bybit_rest import fetches, told
from tests.support.facts import SECOND


async def carried(door: Door, past: Past, steps: list[Step]) -> list[Step]:
    """Everything that follows when each request is answered by the venue, and no time passes."""
    found = list(steps)
    waiting = fetches(steps)
    while waiting:
        fetch = waiting.pop(0)
        body = json.dumps(await door.get(fetch.path)).encode()
        more = past.fetched(fetch, Reply(status=200, body=body), NOW_NS)
        found += more
        waiting += fetches(more)
    return found


async def test_a_feed_begins_with_candles_rates_and_the_list_of_instruments() -> None:
    async with a_door() as door:
        await door.order(fault="listing", more=1_200)
        past = Past(RestDesk(Pace()), ["ETHUSDT"], ["1m", "1h"], candles=1_500, days=2)

        steps = await carried(door, past, past.connected(NOW_NS))

    assert not any(isinstance(step, Unreadable) for step in steps)
    for timeframe in ("1m", "1h"):
        opens = [
            candle.open_ns
            for candle in told(steps, Candle)
            if candle.closed and candle.timeframe == timeframe
        ]
        assert opens == sorted(set(opens))
    minutes = [candle for candle in told(steps, Candle) if candle.timeframe == "1m"]
    assert len(minutes) == 1_500
    states = told(steps, OpenInterest)
    assert states[-1].at_ns - states[0].at_ns >= 47 * 3_600 * SECOND
    assert len(told(steps, Funding)) == 200
    instrument = past.instruments.get("ETHUSDT")
    assert instrument is not None
    assert instrument.tick_size == "0.01"
    assert past.instruments.known("ALT1199USDT") is True


async def test_trades_that_nobody_heard_are_refilled_by_the_ids_of_the_stream() -> None:
    async with a_door() as door, door.socket() as socket:
        await socket.send(json.dumps({"op": "subscribe", "args": ["publicTrade.ETHUSDT"]}))
        past = Past(RestDesk(Pace()), ["ETHUSDT"], [])
        past.live_trades(await _next_trades(socket), NOW_NS)
        past.lost(NOW_NS)
        unheard = [*await _next_trades(socket), *await _next_trades(socket)]
        past.connected(NOW_NS)
        live = await _next_trades(socket)
        waiting = past.live_trades(live, NOW_NS)

        steps = await carried(door, past, waiting)

    trades = told(steps, Trade)
    assert told(waiting, Trade) == []
    assert [trade.id for trade in trades] == [trade.id for trade in (*unheard, *live)]
    assert [trade.late_ns > 0 for trade in trades] == [*[True] * len(unheard), *[False] * len(live)]
    assert told(steps, Gap)[-1].healing.endswith("refilled")


async def test_a_frame_of_trades_that_is_lost_on_a_living_connection_is_found() -> None:
    async with a_door() as door, door.socket() as socket:
        await socket.send(json.dumps({"op": "subscribe", "args": ["publicTrade.ETHUSDT"]}))
        past = Past(RestDesk(Pace()), ["ETHUSDT"], [])
        heard = await _next_trades(socket)
        past.live_trades(heard, NOW_NS)
        await door.order(fault="drop", topic="publicTrade.ETHUSDT", nth=3, times=2)
        while heard[-1].at_ns - heard[0].at_ns < 15 * SECOND:
            trades = await _next_trades(socket)
            heard += trades
            past.live_trades(trades, NOW_NS)

        past.tick(NOW_NS)
        steps = await carried(door, past, past.tick(NOW_NS + 61 * SECOND))

    lost = told(steps, Trade)
    assert lost
    assert not {trade.id for trade in lost} & {trade.id for trade in heard}
    assert [gap.reason for gap in told(steps, Gap)] == ["trades that the venue lists were not sent"]
    assert past.proven_ns["ETHUSDT"] == NOW_NS


async def test_the_book_of_the_venue_is_read() -> None:
    async with a_door() as door, door.socket() as socket:
        await socket.send(json.dumps({"op": "subscribe", "args": ["orderbook.1000.ETHUSDT"]}))
        await socket.recv()
        body = await door.get(requests.order_book("linear", "ETHUSDT"))

    raw = msgspec.Raw(json.dumps(body["result"]).encode())
    book = read_rest_book(Result(raw=raw, time_ms=body["time"]))
    assert book.symbol == "ETHUSDT"
    assert min(len(book.bids), len(book.asks)) > 25
    assert float(book.bids[0][0]) < float(book.asks[0][0])


async def _next_trades(socket: ClientConnection) -> list[Trade]:
    while True:
        frame = frames.envelopes.decode(await socket.recv())
        if frame.topic:
            return read_trades(frame, NOW_NS)

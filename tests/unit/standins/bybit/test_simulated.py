"""Specification of the made-up venue: the same bytes from a seed, books a client can follow."""

from itertools import pairwise
from pathlib import Path

import pytest

from standins.bybit.frames import Frame
from standins.bybit.hub import Hub
from standins.bybit.simulated import SimulatedVenue
from standins.market.exchange.candles import Candle
from standins.market.exchange.instruments import instruments
from tests.unit.standins.bybit.listening import ClientBook, Ear

NOW_MS = 1_790_000_000_000
MINUTE = 60_000


def a_venue(
    *, seed: int = 1, catch_up_s: float = 0, now_ms: int = NOW_MS, folder: Path | None = None
) -> SimulatedVenue:
    listed = instruments(["ETHUSDT"])
    return SimulatedVenue(listed, seed=seed, now_ms=now_ms, catch_up_s=catch_up_s, folder=folder)


def play(venue: SimulatedVenue, until_ms: int) -> list[Frame]:
    frames: list[Frame] = []
    while venue.due() <= until_ms:
        frames += venue.advance(lambda _topic: True)
    return frames


def live(venue: SimulatedVenue, until_ms: int) -> SimulatedVenue:
    """Let time pass while nobody listens: the market goes on, no frame is written."""
    while venue.due() <= until_ms:
        for _ in venue.advance(lambda _topic: False):
            pass
    return venue


def payloads(venue: SimulatedVenue, seconds: float) -> list[bytes]:
    return [frame.payload for frame in play(venue, NOW_MS + round(seconds * 1_000))]


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert payloads(a_venue(seed=6), 6) == payloads(a_venue(seed=6), 6)
    assert payloads(a_venue(seed=6), 1) != payloads(a_venue(seed=7), 1)


@pytest.mark.parametrize("depth", [50, 200, 1_000])
def test_a_client_that_applies_a_thousand_frames_has_the_book(depth: int) -> None:
    venue, ear, book = a_venue(), Ear(), ClientBook()
    topic = f"orderbook.{depth}.ETHUSDT"
    hub = Hub(lambda _category, _topic: True)
    hub.join(ear, "linear", [topic])

    while len(ear.heard) < 1_000:
        for frame in venue.advance(hub.wants):
            hub.publish(frame)
    for heard in ear.frames(topic):
        book.apply(heard)
        assert len(book.sides["b"]) <= depth
        assert len(book.sides["a"]) <= depth
    whole = hub.whole_book(topic)

    assert whole is not None
    assert [list(level) for level in whole.data.b] == book.bids
    assert [list(level) for level in whole.data.a] == book.asks
    assert whole.data.u == book.u
    assert float(book.bids[0][0]) < float(book.asks[0][0])


def test_a_delta_has_its_bids_descending_and_its_asks_ascending() -> None:
    for frame in play(a_venue(), NOW_MS + 5_000):
        if not frame.topic.startswith("orderbook"):
            continue
        body = frame.message.data  # type: ignore[union-attr]
        bids = [float(price) for price, _ in body.b]  # type: ignore[union-attr]
        asks = [float(price) for price, _ in body.a]  # type: ignore[union-attr]

        assert bids == sorted(bids, reverse=True)
        assert asks == sorted(asks)
        assert bids or asks


def test_depth_one_knows_only_snapshots() -> None:
    ear = a_listener("orderbook.1.ETHUSDT", seconds=10)

    assert {frame["type"] for frame in ear.frames("orderbook.1.")} == {"snapshot"}
    assert list(ear.frames("orderbook.1.")[0]) == ["topic", "ts", "type", "data", "cts"]


def a_listener(*topics: str, seconds: float, venue: SimulatedVenue | None = None) -> Ear:
    """Someone who listened for so long from the opening."""
    ear, hub, source = Ear(), Hub(lambda _category, _topic: True), venue or a_venue()
    hub.join(ear, "linear", topics)
    while source.due() <= NOW_MS + seconds * 1_000:
        for frame in source.advance(hub.wants):
            hub.publish(frame)
    return ear


def test_a_candle_is_confirmed_once_and_the_next_opens_where_it_closed() -> None:
    ear = a_listener("kline.1.ETHUSDT", seconds=165)
    candles = [frame["data"][0] for frame in ear.frames("kline.")]
    confirmed = [candle for candle in candles if candle["confirm"]]

    assert len({candle["start"] for candle in confirmed}) == len(confirmed) == 3
    for before, after in pairwise(confirmed):
        assert after["open"] == before["close"]
        assert after["start"] == before["end"] + 1
    ends = [at for at, candle in enumerate(candles) if candle["confirm"]]
    assert all(candles[at + 1]["start"] > candles[at]["start"] for at in ends)


def test_a_confirmed_candle_is_what_the_trades_in_its_time_say() -> None:
    ear = a_listener("kline.1.ETHUSDT", "publicTrade.ETHUSDT", seconds=105)
    confirmed = [frame["data"][0] for frame in ear.frames("kline.") if frame["data"][0]["confirm"]]
    candle = confirmed[1]
    trades = [trade for frame in ear.frames("publicTrade") for trade in frame["data"]]
    inside = [trade for trade in trades if candle["start"] <= trade["T"] <= candle["end"]]

    prices = [float(trade["p"]) for trade in inside]
    volume = sum(float(trade["v"]) for trade in inside)

    assert float(candle["high"]) == max(*prices, float(candle["open"]))
    assert float(candle["low"]) == min(*prices, float(candle["open"]))
    assert float(candle["close"]) == prices[-1]
    assert float(candle["volume"]) == pytest.approx(volume)


def test_a_ticker_is_whole_once_and_then_only_what_changed() -> None:
    frames = a_listener("tickers.ETHUSDT", seconds=5).frames("tickers")

    assert [frame["type"] for frame in frames[:3]] == ["snapshot", "delta", "delta"]
    assert {"fundingRate", "openInterest", "markPrice", "bid1Price", "symbol"} <= set(
        frames[0]["data"]
    )
    assert frames[1]["data"]["symbol"] == frames[0]["data"]["symbol"]
    assert "fundingCap" not in frames[1]["data"]
    assert 0 < len(frames[1]["data"]) < len(frames[0]["data"])


def test_a_fresh_market_opens_in_the_past_and_waits_for_a_listener() -> None:
    fresh, present = a_venue(catch_up_s=600), a_venue()

    assert fresh.due() == NOW_MS - 600_000 + 200
    assert fresh.awaits_listener
    assert present.due() == NOW_MS + 50
    assert not present.awaits_listener


def test_the_next_start_goes_on_at_the_last_price(tmp_path: Path) -> None:
    first = live(a_venue(folder=tmp_path), NOW_MS + 20_000)
    last = first.desks["ETHUSDT"].candles.close
    first.close()

    later = a_venue(folder=tmp_path, now_ms=NOW_MS + 400_000, catch_up_s=600)

    assert later.desks["ETHUSDT"].candles.close == last
    assert later.due() == NOW_MS + 400_000 + 50, "the past is not made up a second time"


def test_candles_lived_before_a_restart_are_the_same_after_it(tmp_path: Path) -> None:
    first = live(a_venue(folder=tmp_path, catch_up_s=150), NOW_MS + 30_000)
    lived = closed(first)
    first.close()

    second = live(a_venue(folder=tmp_path, now_ms=NOW_MS + 200_000), NOW_MS + 270_000)
    second.close()
    third = a_venue(folder=tmp_path, now_ms=NOW_MS + 400_000)

    assert set(lived) <= set(closed(second)) <= set(closed(third))
    for before, candle in zip(closed(third), closed(third)[1:], strict=False):
        assert (candle.start, candle.open) == (before.start + MINUTE, before.close)


def closed(venue: SimulatedVenue) -> list[Candle]:
    return venue.desks["ETHUSDT"].candles.closed_since(0)


def test_a_market_nobody_listened_to_opens_in_the_past_again(tmp_path: Path) -> None:
    a_venue(folder=tmp_path, catch_up_s=600).close()

    again = a_venue(folder=tmp_path, catch_up_s=600, now_ms=NOW_MS + 60_000)

    assert again.awaits_listener
    assert again.due() == NOW_MS - 540_000 + 200


def test_another_seed_does_not_go_on_with_a_strangers_prices(tmp_path: Path) -> None:
    first = live(a_venue(folder=tmp_path, seed=1), NOW_MS + 90_000)
    first.close()

    other = a_venue(folder=tmp_path, seed=2)

    assert other.desks["ETHUSDT"].candles.close == 350_000
    assert closed(other) == closed(a_venue(seed=2))

"""Specification of many symbols over several sockets."""

import pytest

from core.conversation import Fetch, Reply
from core.errors import MisconfiguredError
from core.gaps import Gap
from engine.feeds.bybit import bybit_feeds
from engine.feeds.bybit.sockets import plan
from engine.feeds.bybit.topics import topics_of

LINEAR_MARKET = [f"ALT{number:04d}USDT" for number in range(697)]


def topics(symbol: str) -> list[str]:
    return topics_of(symbol, depth=50, proof_depths=(200, 1000), timeframes=("1m", "5m"))


def test_a_few_symbols_need_one_socket_with_the_venues_name() -> None:
    feeds = bybit_feeds(["ETHUSDT", "BTCUSDT", "ETHUSDT"])

    assert [(feed.name, feed.symbols) for feed in feeds] == [("bybit", ("ETHUSDT", "BTCUSDT"))]


def test_many_symbols_keep_their_order_and_their_topics_together() -> None:
    feeds = bybit_feeds(LINEAR_MARKET[:60])

    assert [feed.name for feed in feeds] == ["bybit 1/2", "bybit 2/2"]
    assert [symbol for feed in feeds for symbol in feed.symbols] == LINEAR_MARKET[:60]


def test_no_socket_of_the_whole_market_asks_for_more_than_the_venue_takes() -> None:
    market = [topics(symbol) for symbol in LINEAR_MARKET]

    counts = plan(market, most_topics=10_000)

    assert sum(counts) == len(LINEAR_MARKET)
    sizes = []
    for count in counts:
        sizes.append(sum(len(topic) for some in market[:count] for topic in some))
        market = market[count:]
    assert max(sizes) <= 21_000


def test_more_sockets_than_an_address_may_open_are_refused_with_a_word_on_what_to_do() -> None:
    market = [topics(symbol) for symbol in LINEAR_MARKET]

    with pytest.raises(MisconfiguredError, match="697 symbols need 697 connections"):
        plan(market, most_topics=9)


def test_the_rows_of_a_lost_connection_tell_the_sockets_apart() -> None:
    feeds = bybit_feeds(LINEAR_MARKET[:60])

    rows = [step for feed in feeds for step in feed.lost("1006", 1) if isinstance(step, Gap)]

    assert [row.topic for row in rows] == ["* 1/2", "* 2/2"]


def test_no_symbols_need_no_socket() -> None:
    assert bybit_feeds([]) == []


def test_all_sockets_share_one_request_budget() -> None:
    first, second = bybit_feeds(LINEAR_MARKET[:60])
    fetch = next(step for step in first.tick(1) if isinstance(step, Fetch))

    first.fetched(fetch, Reply(status=403, body=b"access too frequent"), 2)

    assert second.standings(3)["rest"].why.startswith("HTTP 403")
    assert not [step for step in second.tick(4) if isinstance(step, Fetch)]

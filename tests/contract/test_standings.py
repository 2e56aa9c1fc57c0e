"""Specification of ``Standings``: how each topic does, as its process said last."""

from core.conversation import Standing
from core.ports import Stores

LIVE = Standing(
    condition="live", frames=5_000_000_000, at_ns=1, seen_ns=2, gaps=3, proven_ns=1_750_000_000_000
)
BROKEN = Standing(condition="broken", why="update id 5 came where 4 was due")


async def names(stores: Stores) -> list[tuple[str, str]]:
    return [(each.feed, each.topic) for each in await stores.standings.read()]


async def test_nobody_said_anything_yet(stores: Stores) -> None:
    assert await stores.standings.read() == []


async def test_every_word_is_kept_and_when_it_was_said(stores: Stores) -> None:
    await stores.standings.save("bybit", {"tickers.ETHUSDT": LIVE, "orderbook.50.ETHUSDT": BROKEN})

    book, ticker = await stores.standings.read()

    assert (book.feed, book.topic, book.standing) == ("bybit", "orderbook.50.ETHUSDT", BROKEN)
    assert ticker.standing == LIVE
    assert ticker.saved_ns > 1_700_000_000 * 10**9


async def test_the_newest_word_counts(stores: Stores) -> None:
    await stores.standings.save("bybit", {"tickers.ETHUSDT": BROKEN})
    [before] = await stores.standings.read()

    await stores.standings.save("bybit", {"tickers.ETHUSDT": LIVE})

    [after] = await stores.standings.read()
    assert after.standing == LIVE
    assert after.saved_ns > before.saved_ns


async def test_a_topic_that_is_not_named_any_more_is_gone(stores: Stores) -> None:
    await stores.standings.save("bybit", {"a": LIVE, "b": LIVE})
    await stores.standings.save("ethereum", {"a": LIVE})

    await stores.standings.save("bybit", {"b": LIVE, "c": LIVE})

    assert await names(stores) == [("bybit", "b"), ("bybit", "c"), ("ethereum", "a")]


async def test_a_feed_without_topics_has_none(stores: Stores) -> None:
    await stores.standings.save("bybit", {"a": LIVE})

    await stores.standings.save("bybit", {})

    assert await stores.standings.read() == []


async def test_feeds_that_a_new_run_does_not_have_are_forgotten(stores: Stores) -> None:
    for feed in ("bybit", "bybit 1/2", "bybit 2/2"):
        await stores.standings.save(feed, {"a": LIVE})

    await stores.standings.keep_only(["bybit", "ethereum"])

    assert await names(stores) == [("bybit", "a")]


async def test_a_reason_that_quotes_a_broken_frame_is_no_trouble(stores: Stores) -> None:
    quoted = Standing(condition="refused", why="no such topic: \x00\ud83d")

    await stores.standings.save("bybit", {"a": quoted})

    [kept] = await stores.standings.read()
    assert kept.standing.why == "no such topic: ?"


async def test_a_market_of_thousands_of_topics_is_one_save(stores: Stores) -> None:
    market = {f"publicTrade.{number:04}USDT": LIVE for number in range(3_000)}

    await stores.standings.save("bybit", market)
    await stores.standings.save("bybit", market)

    assert len(await stores.standings.read()) == 3_000

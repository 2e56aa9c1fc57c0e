"""Specification of the ledger: one row for everything that was lost, and how it was healed."""

from core.gaps import Gap
from engine.feeds.bybit import BybitFeed
from tests.support.bybit import BOOK, Venue
from tests.support.facts import NOON, SECOND

LIQUIDATIONS, TICKER, TRADES = (
    "allLiquidation.ETHUSDT",
    "tickers.ETHUSDT",
    "publicTrade.ETHUSDT",
)
NOON_MS = NOON // 1_000_000


def says_a_price(venue: Venue) -> None:
    data = {"symbol": "ETHUSDT", "lastPrice": "3500"}
    venue.says(topic=TICKER, type="snapshot", ts=NOON_MS, data=data, cs=1)


def says_a_trade(venue: Venue, name: str) -> None:
    ts = venue.now_ns // 1_000_000
    row = {"T": ts, "s": "ETHUSDT", "S": "Buy", "v": "1", "p": "3500", "i": name}
    venue.says(topic=TRADES, type="snapshot", ts=ts, data=[row])


def a_venue() -> Venue:
    venue = Venue(BybitFeed(["ETHUSDT"], proof_depths=(), timeframes=()))
    venue.connect()
    venue.accept()
    venue.book(kind="snapshot")
    venue.level_one()
    says_a_price(venue)
    says_a_trade(venue, "t-1")
    return venue


def test_a_lost_connection_is_a_row_for_each_topic_that_was_served() -> None:
    venue = a_venue()

    venue.lose("1006")

    topics = {gap.topic for gap in venue.told(Gap)}
    assert topics == {"*", BOOK, TICKER, TRADES, LIQUIDATIONS}
    assert venue.rows(BOOK)[0].reason == "connection lost: 1006"


def test_a_loss_is_told_once_however_often_a_new_connection_fails() -> None:
    venue = a_venue()
    venue.lose("1006")
    told = len(venue.facts)

    venue.lose("no route to host")

    assert len(venue.facts) == told


def test_nothing_is_lost_with_a_connection_that_never_stood() -> None:
    venue = Venue(BybitFeed(["ETHUSDT"], timeframes=()))

    venue.lose("no route to host")

    assert [gap.topic for gap in venue.told(Gap)] == ["*"]


def test_each_row_says_how_it_was_healed() -> None:
    venue = a_venue()
    venue.lose("1006")
    venue.connect()
    venue.accept()

    venue.book(kind="snapshot", at_s=5)
    says_a_price(venue)

    closed = [gap for gap in venue.told(Gap) if gap.until_ns is not None]
    assert {gap.topic: gap.healing for gap in closed} == {
        "*": "connected again",
        BOOK: "healed by a snapshot",
        TICKER: "whole again by a snapshot; the states between are not known",
        LIQUIDATIONS: "subscribed again; liquidations between cannot be had",
    }
    lost = {gap.topic: gap.lost for gap in closed if gap.lost != "nothing"}
    assert lost == {LIQUIDATIONS: "liquidations"}


def test_trades_of_the_hole_come_from_rest_before_the_live_ones() -> None:
    venue = a_venue()
    venue.lose("1006")
    venue.later(10)
    venue.connect()
    venue.accept()
    says_a_trade(venue, "t-3")
    venue.later(1)

    names = {"t-3": 10_000, "t-2": 5_000, "t-1": 0}
    rows = [
        {
            "execId": name,
            "symbol": "ETHUSDT",
            "price": "3500",
            "size": "1",
            "side": "Buy",
            "time": str(NOON_MS + offset),
        }
        for name, offset in names.items()
    ]
    venue.rest("trades.ETHUSDT", {"list": rows})

    told = [fact.id for fact in venue.facts if hasattr(fact, "id")]
    assert told == ["t-1", "t-2", "t-3"]
    assert venue.rows(TRADES)[-1].healing == "1 trade refilled"


def test_a_hole_that_is_open_takes_in_what_befalls_the_topic_meanwhile() -> None:
    venue = a_venue()
    venue.book(skip=1)

    venue.lose("1006")

    (row,) = venue.rows(BOOK)
    assert row.reason == "update id 103 came where 102 was due"


def test_frames_that_a_book_lost_let_the_trades_be_looked_at_once() -> None:
    venue = a_venue()

    venue.book(skip=1)
    venue.book(kind="snapshot", at_s=0.1)
    venue.book(skip=1, at_s=0.2)
    venue.later(1)

    (row,) = venue.rows(TRADES)
    assert row.reason == f"frames of {BOOK} were lost, and perhaps trades with them"
    assert "trades.ETHUSDT" in venue.fetches


def test_a_hole_begins_with_the_last_frame_that_was_good() -> None:
    venue = a_venue()
    venue.book(at_s=3)

    venue.book(skip=1, at_s=8)

    (row,) = venue.rows(BOOK)
    assert row.since_ns == NOON + 3 * SECOND


def test_a_snapshot_of_a_quiet_book_does_not_end_a_hole_before_it_began() -> None:
    venue = Venue(BybitFeed(["ETHUSDT"], proof_depths=(), timeframes=()))
    venue.connect()
    venue.book(at_s=8)

    venue.book(kind="snapshot", at_s=3)

    opened, closed = venue.rows(BOOK)
    assert closed.until_ns == opened.since_ns == NOON + 8 * SECOND


def test_a_ticker_whose_snapshot_was_lost_is_a_hole_and_is_asked_for_again() -> None:
    venue = a_venue()
    venue.lose("1006")
    venue.connect()
    venue.accept()
    change = {"symbol": "ETHUSDT", "markPrice": "3502"}

    venue.later(5)
    venue.says(topic=TICKER, type="delta", ts=NOON_MS + 5_000, data=change, cs=2)
    says_a_price(venue)

    assert TICKER in venue.asked("subscribe")[-1]
    assert [gap.until_ns is None for gap in venue.rows(TICKER)] == [True, False]

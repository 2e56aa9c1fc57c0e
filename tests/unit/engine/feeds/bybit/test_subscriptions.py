"""Specification of subscriptions: what is asked for, refused, asked for again, and served."""

from core.gaps import Gap
from engine.feeds.bybit import BybitFeed
from tests.support.bybit import BOOK, Venue
from tests.support.facts import NOON

TICKER = "tickers.ETHUSDT"
NO_SUCH_DEPTH = "error:handler not found,topic:orderbook.50.ETHUSDT"


def a_venue(*symbols: str) -> Venue:
    venue = Venue(BybitFeed(symbols or ("ETHUSDT",), proof_depths=(), timeframes=()))
    venue.connect()
    return venue


def listing(*symbols: str) -> dict[str, object]:
    return {"list": [{"symbol": symbol} for symbol in symbols], "nextPageCursor": ""}


def read_instruments(venue: Venue, *symbols: str) -> None:
    """The venue's list of trading symbols, then of those before their launch."""
    venue.rest("instruments", listing(*symbols))
    venue.later(1)
    venue.rest("instruments", listing())


def says_a_price(venue: Venue) -> None:
    data = {"symbol": "ETHUSDT", "lastPrice": "3500"}
    venue.says(topic=TICKER, type="snapshot", ts=NOON // 1_000_000, data=data, cs=1)


def test_a_request_that_nobody_answers_and_whose_data_does_not_come_is_asked_again() -> None:
    venue = a_venue()
    asked = venue.asked("subscribe")[0]

    venue.later(9)
    patient = len(venue.asked("subscribe"))
    venue.later(2)

    assert (patient, venue.asked("subscribe")[1:]) == (1, [asked])


def test_data_before_the_acknowledgement_is_taken_and_counts_as_one() -> None:
    venue = a_venue()
    venue.book(kind="snapshot")
    says_a_price(venue)

    venue.later(11)

    again = venue.asked("subscribe")[-1]
    assert venue.feed.books[BOOK].in_sync
    assert BOOK not in again
    assert TICKER not in again


def test_a_refused_topic_is_asked_for_again_when_the_list_of_instruments_was_read() -> None:
    venue = a_venue()
    venue.refuse(0, NO_SUCH_DEPTH)
    venue.accept()

    read_instruments(venue, "ETHUSDT")
    venue.later(1)

    assert venue.asked("subscribe")[-1] == [BOOK]


def test_a_refusal_is_one_row_however_often_it_is_repeated() -> None:
    venue = a_venue()
    venue.refuse(0, NO_SUCH_DEPTH)
    read_instruments(venue, "ETHUSDT")
    venue.later(1)

    venue.refuse(-1, NO_SUCH_DEPTH)

    assert len(venue.rows(BOOK)) == 1


def test_a_refused_topic_that_is_served_at_last_closes_its_row() -> None:
    venue = a_venue()
    venue.refuse(0, "error:handler not found,topic:tickers.ETHUSDT")
    read_instruments(venue, "ETHUSDT")
    venue.later(1)

    venue.accept()

    opened, closed = venue.rows(TICKER)
    assert opened.reason == "the venue refused it: handler not found"
    assert closed.healing == "healed: the venue serves it now"
    assert closed.until_ns is not None


def test_a_symbol_that_is_not_listed_is_not_asked_for_again_and_the_standing_says_why() -> None:
    venue = a_venue("ETHUSTD")
    venue.refuse(0, "error:handler not found,topic:tickers.ETHUSTD")
    before = len(venue.asked("subscribe"))

    read_instruments(venue, "ETHUSDT", "BTCUSDT")
    venue.later(1)

    standing = venue.feed.standings(venue.now_ns)["tickers.ETHUSTD"]
    assert len(venue.asked("subscribe")) == before
    assert standing.condition == "refused"
    assert standing.why == "Bybit linear has no instrument ETHUSTD; did you mean ETHUSDT?"


def test_after_a_reconnect_a_refused_topic_is_asked_for_apart_from_the_good_ones() -> None:
    venue = a_venue()
    venue.refuse(0, NO_SUCH_DEPTH)
    venue.lose("1006")
    venue.sent.clear()

    venue.connect()

    good, doubtful = venue.asked("subscribe")
    assert BOOK not in good
    assert doubtful == [BOOK]


def test_a_refusal_that_names_no_topic_is_one_of_the_whole_request() -> None:
    venue = a_venue()

    venue.refuse(0, "error:something new")

    assert {gap.topic for gap in venue.told(Gap)} == set(venue.asked("subscribe")[0])


def test_an_acknowledgement_of_something_that_was_never_asked_changes_nothing() -> None:
    venue = a_venue()

    venue.says(success=True, ret_msg="", conn_id="c", req_id="subscribe-99", op="subscribe")

    assert (venue.facts, len(venue.asked("subscribe"))) == ([], 1)


def test_a_refusal_of_a_topic_that_was_not_in_the_request_is_one_of_the_whole_request() -> None:
    venue = a_venue()

    venue.refuse(0, "error:handler not found,topic:weather.ETHUSDT")

    assert {gap.topic for gap in venue.told(Gap)} == set(venue.asked("subscribe")[0])

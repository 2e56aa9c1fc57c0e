"""Specification of standings: live, quiet, late, broken, waiting and refused are told apart."""

from core.conversation import Standing
from engine.feeds.bybit import BybitFeed
from tests.support.bybit import BOOK, Venue
from tests.support.facts import SECOND

LIQUIDATIONS = "allLiquidation.ETHUSDT"
CANDLES = "kline.1.ETHUSDT"


def a_venue() -> Venue:
    venue = Venue(BybitFeed(["ETHUSDT"], proof_depths=(), timeframes=("1m",)))
    venue.connect()
    venue.accept()
    return venue


def lives(venue: Venue, seconds: int) -> None:
    """Let time pass on a connection that answers, while level 1 repeats itself."""
    for _ in range(seconds // 2):
        venue.level_one()
        venue.pong()
        venue.later(2)


def says_a_liquidation(venue: Venue, *, behind_s: float = 0) -> None:
    ts = (venue.now_ns - int(behind_s * SECOND)) // 1_000_000
    row = {"T": ts, "s": "ETHUSDT", "S": "Buy", "v": "2", "p": "3400"}
    venue.says(topic=LIQUIDATIONS, type="snapshot", ts=ts, data=[row])


def standing(venue: Venue, topic: str = BOOK) -> Standing:
    return venue.feed.standings(venue.now_ns)[topic]


def test_every_topic_has_a_standing_and_so_has_the_rest_side() -> None:
    standings = a_venue().feed.standings(0)

    assert set(standings) == {
        BOOK,
        "orderbook.1.ETHUSDT",
        "publicTrade.ETHUSDT",
        "tickers.ETHUSDT",
        LIQUIDATIONS,
        CANDLES,
        "rest",
    }


def test_a_topic_waits_until_its_first_frame() -> None:
    venue = a_venue()

    before = standing(venue)
    venue.book(kind="snapshot")

    assert (before.condition, standing(venue).condition) == ("waiting", "live")


def test_it_counts_frames_and_says_when_the_last_one_was_and_came() -> None:
    venue = a_venue()
    venue.book(kind="snapshot")

    venue.book(at_s=-0.5)

    said = standing(venue)
    assert (said.frames, said.seen_ns - said.at_ns) == (2, SECOND // 2)


def test_a_silent_topic_on_a_connection_that_answers_is_quiet() -> None:
    venue = a_venue()
    venue.book(kind="snapshot")

    lives(venue, 36)

    assert standing(venue).condition == "quiet"
    assert standing(venue).why == "nothing for 36 s; the connection answers"


def test_a_silent_topic_on_a_connection_that_does_not_answer_is_late() -> None:
    venue = a_venue()
    venue.book(kind="snapshot")

    venue.later(22)

    assert standing(venue).condition == "late"


def test_a_candle_is_due_once_a_minute() -> None:
    venue = a_venue()
    row = {"start": 0, "interval": "1", "open": "1", "high": "1", "low": "1", "close": "1"}
    row |= {"volume": "1", "confirm": False, "timestamp": 5}
    ts = venue.now_ns // 1_000_000
    venue.says(topic=CANDLES, type="snapshot", ts=ts, data=[row])

    lives(venue, 130)

    assert standing(venue, CANDLES).condition == "late"


def test_frames_that_come_long_after_their_own_time_are_late() -> None:
    venue = a_venue()

    says_a_liquidation(venue, behind_s=9)

    said = standing(venue, LIQUIDATIONS)
    assert (said.condition, said.why) == ("late", "its last frame came 9 s after its own time")


def test_a_topic_that_fell_silent_after_a_late_frame_is_quiet() -> None:
    venue = a_venue()
    says_a_liquidation(venue, behind_s=60)
    at_first = standing(venue, LIQUIDATIONS)

    lives(venue, 30)

    assert (at_first.condition, standing(venue, LIQUIDATIONS).condition) == ("late", "quiet")


def test_a_hole_is_broken_until_it_is_healed_and_is_counted() -> None:
    venue = a_venue()
    venue.book(kind="snapshot")
    venue.book(skip=1)
    broken = standing(venue)

    venue.book(kind="snapshot")

    assert (broken.condition, broken.gaps) == ("broken", 1)
    assert broken.why == "update id 103 came where 102 was due"
    assert (standing(venue).condition, standing(venue).gaps) == ("live", 1)


def test_after_a_reconnect_a_topic_without_a_hole_waits_again() -> None:
    venue = a_venue()
    says_a_liquidation(venue)
    venue.lose("1006")
    broken = standing(venue, LIQUIDATIONS).condition
    venue.now_ns += SECOND

    venue.connect()
    venue.accept()

    assert (broken, standing(venue, LIQUIDATIONS).condition) == ("broken", "waiting")

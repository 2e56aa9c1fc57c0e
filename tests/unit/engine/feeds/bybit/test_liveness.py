"""Specification of quiet and dead: what the silence of level 1 means, and when it is judged."""

from core.conversation import Reconnect
from core.gaps import Gap
from engine.feeds.bybit import BybitFeed
from engine.feeds.bybit.liveness import Liveness, Verdict
from tests.support.bybit import BOOK, Venue
from tests.support.facts import SECOND


def a_pulse() -> Liveness:
    liveness = Liveness(["ETHUSDT", "BTCUSDT"], 0)
    liveness.heard("ETHUSDT", SECOND)
    liveness.heard("BTCUSDT", SECOND)
    return liveness


def a_venue() -> Venue:
    venue = Venue(BybitFeed(["ETHUSDT"], proof_depths=(), timeframes=()))
    venue.connect()
    venue.accept()
    venue.book(kind="snapshot")
    venue.level_one()
    return venue


def test_a_symbol_that_speaks_every_three_seconds_is_never_asked_about() -> None:
    liveness = a_pulse()

    liveness.heard("ETHUSDT", 4 * SECOND)
    liveness.heard("BTCUSDT", 7 * SECOND)

    assert not liveness.wants_ping(10 * SECOND)
    assert liveness.pong(10 * SECOND) == Verdict()


def test_a_silence_is_asked_about_first_and_judged_by_the_pong() -> None:
    liveness = a_pulse()
    liveness.heard("BTCUSDT", 9 * SECOND)

    asks = [liveness.wants_ping(second * SECOND) for second in (10, 11, 12)]

    assert asks == [False, True, False]
    assert liveness.pong(12 * SECOND).withheld == ["ETHUSDT"]


def test_what_was_read_before_the_pong_counts_however_late_we_are() -> None:
    liveness = a_pulse()
    liveness.wants_ping(30 * SECOND)

    liveness.heard("ETHUSDT", 31 * SECOND)
    liveness.heard("BTCUSDT", 31 * SECOND)

    assert liveness.pong(31 * SECOND) == Verdict()


def test_a_symbol_that_stays_silent_after_it_was_taken_anew_is_hopeless() -> None:
    liveness = a_pulse()
    liveness.pong(12 * SECOND)
    liveness.heard("BTCUSDT", 20 * SECOND)

    verdict = liveness.pong(23 * SECOND)

    assert verdict.hopeless == "ETHUSDT"


def test_a_symbol_that_spoke_again_begins_anew() -> None:
    liveness = a_pulse()
    liveness.pong(12 * SECOND)
    liveness.heard("ETHUSDT", 13 * SECOND)
    liveness.heard("BTCUSDT", 25 * SECOND)

    verdict = liveness.pong(25 * SECOND)

    assert (verdict.withheld, verdict.hopeless) == (["ETHUSDT"], None)


def test_a_symbol_that_never_spoke_is_asked_for_less_and_less_often() -> None:
    liveness = Liveness(["NEWUSDT"], 0)

    told = [second for second in range(1, 200) if liveness.pong(second * SECOND).unheard]

    assert told == [10, 20, 40, 80, 160]


def test_withheld_data_is_a_hole_of_every_topic_and_all_are_taken_anew() -> None:
    venue = a_venue()
    served = set(venue.asked("subscribe")[0])

    venue.later(11)
    venue.pong()

    assert set(venue.asked("unsubscribe")[0]) == set(venue.asked("subscribe")[-1]) == served
    holes = {gap.topic for gap in venue.told(Gap)}
    assert holes == {BOOK, "allLiquidation.ETHUSDT", "tickers.ETHUSDT"}
    assert "data withheld" in venue.told(Gap)[0].reason


def test_a_ping_goes_out_as_soon_as_a_silence_is_in_doubt() -> None:
    venue = a_venue()
    venue.later(8)
    venue.sent.clear()

    venue.later(2)

    assert [frame["op"] for frame in venue.sent] == ["ping"]


def test_a_second_silence_ends_the_connection() -> None:
    venue = a_venue()
    venue.later(11)
    venue.pong()

    venue.later(11)
    venue.pong()

    assert isinstance(venue.others[-1], Reconnect)


def test_a_contract_that_does_not_trade_yet_harms_nobody() -> None:
    venue = Venue(BybitFeed(["NEWUSDT"], proof_depths=(), timeframes=()))
    venue.connect()
    venue.accept()

    for _ in range(60):
        venue.later(5)
        venue.pong()

    assert venue.told(Gap) == []
    assert not [step for step in venue.others if isinstance(step, Reconnect)]

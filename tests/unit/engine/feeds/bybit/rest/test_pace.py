"""Specification of the pace: one budget for everybody behind an address, and pauses for all."""

from engine.feeds.bybit.rest import Pace
from tests.support.facts import NOON, SECOND


def taken(pace: Pace, count: int, now_ns: int) -> int:
    return sum(pace.take(now_ns) for _ in range(count))


def test_four_fifths_of_what_the_venue_allows_go_out_in_five_seconds() -> None:
    pace = Pace()

    assert taken(pace, 1_000, NOON) == 480
    assert taken(pace, 1, NOON + 5 * SECOND - 1) == 0
    assert taken(pace, 1_000, NOON + 5 * SECOND) == 480


def test_in_any_five_seconds_the_budget_holds_however_the_requests_fall() -> None:
    pace = Pace(most=10)

    granted = [at for at in range(0, 60 * SECOND, SECOND // 7) if pace.take(at)]

    within = [sum(at - 5 * SECOND < other <= at for other in granted) for at in granted]
    assert max(within) == 10


def test_a_pause_is_for_everybody_and_says_why_and_until_when() -> None:
    pace = Pace()

    pace.pause("asked too often", now_ns=NOON, for_ns=600 * SECOND)

    pause = pace.paused(NOON + SECOND)
    assert pause is not None
    assert (pause.reason, pause.until_ns) == ("asked too often", NOON + 600 * SECOND)
    assert not pace.take(NOON + 599 * SECOND)
    assert pace.paused(NOON + 600 * SECOND) is None


def test_of_two_pauses_the_one_that_ends_later_stands() -> None:
    pace = Pace()
    pace.pause("a ban", now_ns=NOON, for_ns=600 * SECOND)

    pace.pause("too many visits", now_ns=NOON + SECOND, for_ns=SECOND)

    pause = pace.paused(NOON + 3 * SECOND)
    assert pause is not None
    assert (pause.reason, pause.since_ns) == ("a ban", NOON)


def test_after_a_pause_one_request_a_second_feels_its_way_until_one_is_served() -> None:
    pace = Pace()
    pace.pause("a ban", now_ns=NOON, for_ns=SECOND)
    later = NOON + SECOND

    wary = taken(pace, 100, later), taken(pace, 100, later + SECOND)
    pace.served()

    assert wary == (1, 1)
    assert taken(pace, 1_000, later + SECOND) == 478


def test_a_clock_that_is_set_back_does_not_stop_the_requests() -> None:
    pace = Pace(most=1)
    pace.take(NOON)

    assert pace.take(NOON - 3_600 * SECOND)

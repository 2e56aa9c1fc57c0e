"""Specification of funding and open interest: each value once, oldest first, then as it comes."""

from itertools import pairwise

from core.conversation import Fetch, Step
from core.market import Funding, OpenInterest
from engine.feeds.bybit.past import Past
from engine.feeds.bybit.rest import Pace, RestDesk
from tests.support.bybit_rest import MS, a_reply, fetches, the_query, told, with_list
from tests.support.facts import SECOND

HOUR = 3_600 * SECOND
STEP = 300 * SECOND
# A funding time: eight hours divide it.
START = 1_750_000_000 * SECOND // (8 * HOUR) * (8 * HOUR)


class Venue:
    """Pays funding every eight hours and counts positions every five minutes, for ever."""

    def __init__(self, *, days: float | None = None, interval_minutes: int = 480) -> None:
        self.past = Past(RestDesk(Pace()), ["ETHUSDT"], [], days=days)
        self.now_ns = START + HOUR
        self.interval_minutes = interval_minutes
        self.steps: list[Step] = []
        self.asked: list[Fetch] = []
        self.silent = False

    def later(self, ns: int) -> None:
        """Time passes in steps of ten seconds, and what is asked is answered."""
        for _ in range(max(ns // (10 * SECOND), 1)):
            self.now_ns += 10 * SECOND
            self._take(self.past.tick(self.now_ns))

    def told(self, kind: type[Funding | OpenInterest]) -> list[int]:
        return [fact.at_ns for fact in told(self.steps, kind)]

    def count(self, word: str) -> int:
        return sum(fetch.purpose.startswith(word) for fetch in self.asked)

    def _take(self, steps: list[Step]) -> None:
        self.steps += steps
        for fetch in fetches(steps):
            self.asked.append(fetch)
            reply = a_reply(self._result(fetch), at_ns=self.now_ns)
            self._take(self.past.fetched(fetch, reply, self.now_ns))

    def _result(self, fetch: Fetch) -> object:
        query = the_query(fetch)
        match fetch.purpose.partition(".")[0]:
            case "instruments":
                row = {"symbol": "ETHUSDT", "fundingInterval": self.interval_minutes}
                return {"list": [row]}
            case "funding":
                times = self._times(8 * HOUR, int(query.get("endTime", self.now_ns // MS)) * MS)
                rows = [
                    {"symbol": "ETHUSDT", "fundingRate": "0.0001", "fundingRateTimestamp": time}
                    for time in times
                ]
                return {"category": "linear", "list": rows}
            case _:
                times = self._times(STEP, int(query.get("cursor", self.now_ns // MS)) * MS)
                rows = [{"openInterest": "12.5", "timestamp": time} for time in times]
                cursor = str(int(times[-1]) - STEP // MS)
                return {"symbol": "ETHUSDT", "list": rows, "nextPageCursor": cursor}

    def _times(self, step_ns: int, end_ns: int) -> list[str]:
        end_ns = min(end_ns, START) if self.silent else end_ns
        return [str((end_ns // step_ns - back) * step_ns // MS) for back in range(200)]


def test_it_begins_with_the_last_two_hundred_oldest_first() -> None:
    venue = Venue()

    venue.later(10 * SECOND)

    payments, states = venue.told(Funding), venue.told(OpenInterest)
    assert payments == [START - back * 8 * HOUR for back in range(199, -1, -1)]
    assert states == [START + HOUR - back * STEP for back in range(199, -1, -1)]


def test_more_days_are_read_page_by_page_and_told_in_order() -> None:
    venue = Venue(days=100)

    venue.later(10 * SECOND)

    payments, states = venue.told(Funding), venue.told(OpenInterest)
    assert START - payments[0] >= 100 * 24 * HOUR
    assert payments == sorted(set(payments))
    assert len(states) == 200 * 100
    assert states == sorted(set(states))


def test_open_interest_is_told_every_five_minutes_and_each_once() -> None:
    venue = Venue()
    venue.later(10 * SECOND)
    before = venue.count("interest")

    venue.later(HOUR + 60 * SECOND)

    states = venue.told(OpenInterest)
    assert states == [START + HOUR + (back - 199) * STEP for back in range(212)]
    assert venue.count("interest") - before == 12


def test_funding_is_asked_for_after_each_funding_time() -> None:
    venue = Venue()
    venue.later(10 * SECOND)

    venue.later(7 * HOUR + 60 * SECOND)

    assert venue.told(Funding)[-1] == START + 8 * HOUR
    # Once an hour beside, because the venue may change a contract's interval.
    assert venue.count("funding") <= 9


def test_after_a_long_absence_it_reads_back_to_what_was_told() -> None:
    venue = Venue()
    venue.later(10 * SECOND)
    venue.now_ns += 40 * HOUR

    venue.later(10 * SECOND)

    states = venue.told(OpenInterest)
    assert states[-1] == START + 41 * HOUR
    assert all(later - earlier == STEP for earlier, later in pairwise(states))


def test_a_value_that_does_not_come_is_asked_for_less_and_less_often() -> None:
    venue = Venue()
    venue.silent = True
    venue.later(10 * SECOND)
    before = venue.count("interest")

    venue.later(HOUR)

    assert 12 <= venue.count("interest") - before <= 17


def test_an_empty_text_is_no_number() -> None:
    venue = Venue()
    steps = with_list(venue.past, "ETHUSDT").connected(venue.now_ns)
    (fetch,) = [fetch for fetch in fetches(steps) if fetch.purpose == "funding.ETHUSDT"]
    rows = [
        {"symbol": "ETHUSDT", "fundingRate": rate, "fundingRateTimestamp": str(time)}
        for rate, time in (("-0.0002", 3_000), ("", 2_000), ("0.0001", 1_000))
    ]

    steps = venue.past.fetched(fetch, a_reply({"list": rows}), venue.now_ns)

    assert [payment.rate for payment in told(steps, Funding)] == [0.0001, -0.0002]


def test_a_spot_market_has_neither() -> None:
    past = Past(RestDesk(Pace()), ["ETHUSDT"], [], category="spot")

    purposes = [fetch.purpose for fetch in fetches(past.connected(START))]

    assert purposes == ["instruments"]

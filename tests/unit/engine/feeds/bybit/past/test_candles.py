"""Specification of a candle series: every candle once, in order, and what went missing is said."""

import msgspec
import pytest

from core.conversation import Fetch, Reply, Step
from core.gaps import Gap
from core.market import Candle
from engine.feeds.bybit.past import Past
from engine.feeds.bybit.rest import Pace, RestDesk
from tests.support.bybit_rest import (
    MS,
    a_closed_minute,
    a_reply,
    klines,
    the_query,
    told,
    with_list,
)
from tests.support.facts import SECOND

MINUTE = 60 * SECOND
# A whole minute, so that the candles of the story have round opening times.
NOON = 1_750_000_000 * SECOND // MINUTE * MINUTE
BAN = Reply(status=403, body=b"403, access too frequent")


class Story:
    """One series of one-minute candles, whose history is asked at a venue that knows all."""

    def __init__(self, candles: int = 5) -> None:
        past = Past(RestDesk(Pace()), ["ETHUSDT"], ["1m"], category="spot", candles=candles)
        self.past = with_list(past, "ETHUSDT")
        self.now_ns = NOON + 30 * SECOND
        self.steps: list[Step] = []
        self.without: frozenset[int] = frozenset()

    def connect(self) -> None:
        self._take(self.past.connected(self.now_ns))

    def lose(self) -> None:
        self._take(self.past.lost(self.now_ns))

    def later(self, seconds: float) -> None:
        self.now_ns += int(seconds * SECOND)
        self._take(self.past.tick(self.now_ns))

    def closes(self, place: int) -> None:
        """The candle that opens so many minutes after noon closes live."""
        self._take(self.past.live_candles([a_live_candle(place)], self.now_ns))

    def runs(self, place: int, *, for_s: int = 20) -> None:
        """The same candle is told while it runs."""
        at_ns = NOON + place * MINUTE + for_s * SECOND
        candle = msgspec.structs.replace(a_live_candle(place), closed=False, at_ns=at_ns)
        self._take(self.past.live_candles([candle], self.now_ns))

    def open_questions(self) -> list[Fetch]:
        """Requests for candles that have no answer yet."""
        self._take(self.past.tick(self.now_ns))
        found = [step for step in self.steps if isinstance(step, Fetch)]
        return [fetch for fetch in found if fetch.purpose.startswith("candles")]

    def answer(self, reply: Reply | None = None) -> Fetch:
        """Answer the next request for candles, with the truth if with nothing else."""
        fetch = self.open_questions()[0]
        self.steps.remove(fetch)
        truth = klines(fetch, now_ns=self.now_ns, without=self.without)
        self._take(self.past.fetched(fetch, reply or truth, self.now_ns))
        return fetch

    def no_answer(self) -> None:
        fetch = self.open_questions()[0]
        self.steps.remove(fetch)
        self._take(self.past.fetched(fetch, None, self.now_ns))

    @property
    def closed(self) -> list[int]:
        """The closed candles that were told, in minutes from noon."""
        candles = told(self.steps, Candle)
        return [(candle.open_ns - NOON) // MINUTE for candle in candles if candle.closed]

    @property
    def gaps(self) -> list[Gap]:
        return told(self.steps, Gap)

    def _take(self, steps: list[Step]) -> None:
        self.steps += steps


def a_live_candle(place: int) -> Candle:
    return a_closed_minute(NOON + place * MINUTE)


def a_story_that_goes(candles: int = 5) -> Story:
    """Connected, with its history told."""
    story = Story(candles)
    story.connect()
    story.answer()
    return story


def test_a_series_begins_with_as_many_candles_as_are_wanted() -> None:
    story = Story(candles=5)
    story.connect()

    fetch = story.answer()

    assert the_query(fetch)["limit"] == "5"
    assert "start" not in the_query(fetch)
    assert story.closed == [-4, -3, -2, -1]
    assert told(story.steps, Candle)[-1].closed is False
    assert story.gaps == []


def test_a_candle_of_the_past_says_how_late_it_is_in_the_venues_time() -> None:
    story = a_story_that_goes()

    late_s = [candle.late_ns / SECOND for candle in told(story.steps, Candle)]

    assert late_s == [210, 150, 90, 30, 0]


def test_more_than_a_page_is_read_forwards_so_that_every_page_is_told_as_it_comes() -> None:
    story = Story(candles=1_500)
    story.connect()

    the_time = story.answer()
    first = story.answer()
    after_one_page = story.closed
    story.answer()

    assert the_query(the_time)["limit"] == "1"
    assert the_query(first)["start"] == str((NOON - 1_499 * MINUTE) // MS)
    assert after_one_page == list(range(-1_499, -499))
    assert story.closed == list(range(-1_499, 0))
    assert story.open_questions() == []


def test_a_candle_that_closes_meanwhile_waits_for_its_past() -> None:
    story = Story()
    story.connect()
    story.later(4)
    story.closes(-1)

    waited = story.closed
    story.answer()

    assert waited == []
    assert story.closed == [-4, -3, -2, -1]


def test_without_an_answer_live_candles_go_on_after_five_seconds_and_the_ledger_says_so() -> None:
    story = a_story_that_goes()
    story.lose()
    story.later(180)
    story.connect()
    story.answer(BAN)

    story.closes(2)
    story.later(5)

    assert story.closed == [-4, -3, -2, -1, 2]
    (gap,) = story.gaps
    assert (gap.topic, gap.since_ns, gap.until_ns) == ("kline.1.ETHUSDT", NOON, None)
    assert "HTTP 403: asked too often" in gap.reason


def test_the_missing_ones_follow_when_they_can_be_had_once_and_marked_as_late() -> None:
    story = a_story_that_goes()
    story.lose()
    story.later(180)
    story.connect()
    story.answer(BAN)
    story.closes(2)
    story.later(5)
    story.later(600)

    story.answer()

    assert story.closed == [-4, -3, -2, -1, 2, 0, 1, *range(3, 13)]
    late = {candle.open_ns: candle.late_ns for candle in told(story.steps, Candle)}
    assert late[NOON + 2 * MINUTE] == 0
    assert late[NOON] > 600 * SECOND
    opened, healed = story.gaps
    assert healed.since_ns == opened.since_ns
    assert (healed.until_ns, healed.healing) == (NOON + 2 * MINUTE, "12 candles from history")


def test_after_a_reconnect_only_what_closed_meanwhile_is_asked_for() -> None:
    story = a_story_that_goes()
    story.lose()
    story.later(600)
    story.connect()

    fetch = story.answer()

    assert the_query(fetch)["start"] == str(NOON // MS)
    assert story.closed == list(range(-4, 10))
    (row,) = story.gaps
    assert (row.since_ns, row.until_ns) == (NOON, NOON + 10 * MINUTE)
    assert row.healing == "10 candles from history"


def test_a_reconnect_within_one_candle_asks_for_nothing() -> None:
    story = a_story_that_goes()
    story.lose()
    story.later(3)

    story.connect()

    assert story.open_questions() == []


def test_a_close_that_was_lost_on_the_way_is_noticed_by_the_next_one() -> None:
    story = a_story_that_goes()
    story.later(95)

    story.closes(1)
    story.answer()

    assert story.closed == [-4, -3, -2, -1, 0, 1]
    (row,) = story.gaps
    assert (row.since_ns, row.until_ns) == (NOON, NOON + 2 * MINUTE)


def test_a_close_that_was_lost_is_noticed_while_the_next_candle_runs() -> None:
    story = a_story_that_goes()
    story.later(31)
    story.runs(1, for_s=1)
    at_once = story.open_questions()
    story.later(5)

    story.runs(1, for_s=6)
    story.answer()

    assert at_once == []
    assert story.closed == [-4, -3, -2, -1, 0]


def test_an_interval_without_any_candle_is_asked_for_while_the_next_one_runs_and_at_its_close() -> (
    None
):
    story = a_story_that_goes()
    story.without = frozenset({NOON})
    story.later(60)

    story.runs(1, for_s=20)
    story.answer()
    story.runs(1, for_s=21)
    while_it_runs = story.open_questions()
    story.later(40)
    story.closes(1)
    story.answer()
    story.runs(2, for_s=20)

    assert while_it_runs == []
    assert story.open_questions() == []
    assert story.closed == [-4, -3, -2, -1, 1]


def test_a_candle_is_told_as_closed_once() -> None:
    story = a_story_that_goes()

    story.closes(-1)
    story.closes(0)
    story.closes(0)

    assert story.closed == [-4, -3, -2, -1, 0]


def test_a_running_candle_passes_through() -> None:
    story = a_story_that_goes()

    story.runs(0)

    assert told(story.steps, Candle)[-1].closed is False


def test_a_history_that_is_refused_lets_live_candles_go_at_once() -> None:
    story = Story()
    story.connect()
    story.closes(-1)

    story.answer(a_reply(code=10_001, text="params error"))

    assert story.closed == [-1]
    (gap,) = story.gaps
    assert gap.since_ns == NOON - 5 * MINUTE
    assert "refuses its history: 10001 params error" in gap.reason


def test_a_refused_history_is_asked_for_again_after_an_hour() -> None:
    story = Story()
    story.connect()
    story.answer(a_reply(code=10_001, text="params error"))

    story.later(3_599)
    before = story.open_questions()
    story.later(1)

    assert before == []
    assert len(story.open_questions()) == 1


@pytest.mark.parametrize("losses", [1, 2, 3])
def test_reconnects_without_any_history_in_between_leave_one_hole_that_heals(losses: int) -> None:
    story = a_story_that_goes()
    for turn in range(losses):
        story.lose()
        story.later(120)
        story.connect()
        story.no_answer()
        story.closes(2 * turn + 1)
        story.later(5)

    story.later(60)
    story.answer()

    assert sorted(story.closed) == sorted(set(story.closed))
    assert set(range(-4, 2 * losses + 1)) <= set(story.closed)
    assert [gap.until_ns is None for gap in story.gaps] == [True, False]


def test_candles_that_wait_are_told_when_the_connection_ends() -> None:
    story = a_story_that_goes()
    story.lose()
    story.later(150)
    story.connect()
    story.closes(2)

    story.lose()

    assert story.closed == [-4, -3, -2, -1, 2]
    assert [gap.until_ns for gap in story.gaps] == [None]


def test_a_page_that_lags_behind_the_live_candle_keeps_it() -> None:
    story = a_story_that_goes()
    story.lose()
    story.later(150)
    story.connect()
    story.closes(2)
    story.without = frozenset({NOON + 2 * MINUTE})

    story.answer()

    assert story.closed == [-4, -3, -2, -1, 0, 1, 2]
    assert story.open_questions() == []

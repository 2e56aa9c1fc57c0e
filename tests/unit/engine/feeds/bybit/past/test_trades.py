"""Specification of the refill: after a loss every trade is told once, and what is gone is said."""

from core.conversation import Fetch, Reply, Step
from core.gaps import Gap
from core.market import Trade
from engine.feeds.bybit.past import Past
from engine.feeds.bybit.rest import Pace, RestDesk
from tests.support.bybit_rest import a_reply, recent_trades, the_query, told
from tests.support.facts import NOON, SECOND, a_trade


class Tape:
    """A venue where one symbol trades, and our end of it, connected or not."""

    def __init__(self, remembered: int = 1_000) -> None:
        self.past = Past(RestDesk(Pace()), ["ETHUSDT"], [], category="spot")
        self.now_ns = NOON
        self.steps: list[Step] = []
        self._memory = remembered
        self._all: list[Trade] = []
        self.is_heard = True

    def trades(self, *names: str) -> None:
        """These are executed now, in one frame; who listens hears them."""
        at_s = (self.now_ns - NOON) / SECOND
        frame = [a_trade(at_s=at_s, name=name) for name in names]
        self._all += frame
        if self.is_heard:
            self.repeats(frame)

    def repeats(self, frame: list[Trade]) -> None:
        self._take(self.past.live_trades(frame, self.now_ns))

    def lose(self) -> None:
        self.is_heard = False
        self._take(self.past.lost(self.now_ns))

    def connect(self) -> None:
        self.is_heard = True
        self._take(self.past.connected(self.now_ns))

    def later(self, seconds: float) -> None:
        self.now_ns += int(seconds * SECOND)
        self._take(self.past.tick(self.now_ns))

    def hole(self, since_s: float) -> None:
        since_ns = NOON + int(since_s * SECOND)
        self._take(self.past.hole("ETHUSDT", since_ns, "data withheld", self.now_ns))

    def questions(self) -> list[Fetch]:
        self._take(self.past.tick(self.now_ns))
        found = [step for step in self.steps if isinstance(step, Fetch)]
        return [fetch for fetch in found if fetch.purpose == "trades.ETHUSDT"]

    def answer(self, reply: Reply | None = None, *, lagging: int = 0) -> Fetch:
        """Answer the next request for trades; ``lagging`` leaves out the newest ones."""
        fetch = self.questions()[0]
        self.steps.remove(fetch)
        seen = self._all[: len(self._all) - lagging][-self._memory :]
        truth = recent_trades(seen, now_ns=self.now_ns)
        self._take(self.past.fetched(fetch, reply or truth, self.now_ns))
        return fetch

    @property
    def told(self) -> list[str]:
        return [trade.id for trade in told(self.steps, Trade)]

    @property
    def late(self) -> list[str]:
        return [trade.id for trade in told(self.steps, Trade) if trade.late_ns]

    @property
    def gaps(self) -> list[Gap]:
        return told(self.steps, Gap)

    def _take(self, steps: list[Step]) -> None:
        self.steps += steps


def a_tape_after_a_loss(*missed: str, remembered: int = 1_000) -> Tape:
    """Two trades were told, then the connection was away for a while, and stands again."""
    tape = Tape(remembered)
    tape.trades("a", "b")
    tape.later(1)
    tape.lose()
    tape.later(10)
    for name in missed:
        tape.trades(name)
        tape.later(1)
    tape.connect()
    return tape


def test_live_trades_pass_at_once_and_each_once() -> None:
    tape = Tape()

    tape.trades("a", "b")
    tape.repeats([a_trade(name="a"), a_trade(name="c")])

    assert tape.told == ["a", "b", "c"]
    assert tape.late == []


def test_the_same_millisecond_may_span_frames() -> None:
    tape = Tape()

    tape.trades("a", "b")
    tape.trades("c")

    assert tape.told == ["a", "b", "c"]


def test_what_traded_meanwhile_comes_before_the_first_live_trade() -> None:
    tape = a_tape_after_a_loss("c", "d")
    tape.trades("e", "f")
    waited = tape.told

    fetch = tape.answer()

    assert the_query(fetch)["limit"] == "60"
    assert waited == ["a", "b"]
    assert tape.told == ["a", "b", "c", "d", "e", "f"]
    assert tape.late == ["c", "d"]


def test_the_hole_is_a_row_that_opens_with_the_loss_and_closes_with_the_refill() -> None:
    tape = a_tape_after_a_loss("c", "d")
    opened_alone = tape.gaps[:]
    tape.trades("e")
    tape.answer()

    (opened,) = opened_alone
    assert (opened.topic, opened.since_ns, opened.until_ns) == ("publicTrade.ETHUSDT", NOON, None)
    (_, healed) = tape.gaps
    assert (healed.since_ns, healed.healing) == (NOON, "2 trades refilled")
    assert healed.until_ns == NOON + 13 * SECOND


def test_a_hole_in_which_nothing_traded_says_so() -> None:
    tape = a_tape_after_a_loss()
    tape.trades("c")

    tape.answer()

    assert tape.gaps[-1].healing == "no trade was missed"
    assert tape.told == ["a", "b", "c"]


def test_trades_beyond_the_venues_memory_are_not_passed_over_in_silence() -> None:
    tape = a_tape_after_a_loss("c", "d", "e", "f", remembered=3)
    tape.trades("g")

    tape.answer()

    assert tape.told == ["a", "b", "e", "f", "g"]
    row = tape.gaps[-1]
    assert row.healing.startswith("2 trades refilled, whole again from 2025-06-15 15:06:53 UTC")
    assert row.lost == "trades"
    assert row.until_ns == NOON + 13 * SECOND


def test_a_symbol_that_stays_silent_is_refilled_after_a_second_nevertheless() -> None:
    tape = a_tape_after_a_loss("c")
    before = tape.questions()

    tape.later(1)
    tape.answer()

    assert before == []
    assert tape.told == ["a", "b", "c"]
    assert tape.gaps[-1].healing == "1 trade refilled"


def test_what_traded_between_that_refill_and_the_first_live_trade_is_not_lost() -> None:
    tape = a_tape_after_a_loss("c")
    tape.later(1)
    tape.answer()
    tape.is_heard = False  # the venue has not begun to send yet
    tape.trades("d")
    tape.is_heard = True
    tape.later(1)

    tape.trades("e")
    tape.answer()

    assert tape.told == ["a", "b", "c", "d", "e"]
    assert [gap.healing for gap in tape.gaps[1:]] == ["1 trade refilled", "2 trades refilled"]


def test_as_long_as_nothing_comes_live_the_list_is_read_every_minute() -> None:
    tape = a_tape_after_a_loss("c")
    tape.later(1)
    tape.answer()
    tape.is_heard = False  # the venue never begins to send
    tape.trades("d")

    tape.later(60)
    tape.answer()

    assert tape.told == ["a", "b", "c", "d"]
    assert tape.gaps[-1].healing == "2 trades refilled"


def test_an_answer_that_lags_behind_the_stream_is_asked_for_again() -> None:
    tape = a_tape_after_a_loss("c", "d")
    tape.trades("e")

    tape.answer(lagging=2)
    too_early = tape.told
    tape.later(1)
    tape.answer()

    assert too_early == ["a", "b", "c"]
    assert tape.told == ["a", "b", "c", "d", "e"]
    assert tape.gaps[-1].healing == "2 trades refilled"


def test_live_trades_wait_three_seconds_at_most_and_the_missed_ones_follow() -> None:
    tape = a_tape_after_a_loss("c")
    tape.trades("d")
    tape.answer(Reply(status=503, body=b""))

    tape.later(3)
    after_patience = tape.told
    tape.trades("e")
    tape.answer()

    assert after_patience == ["a", "b", "d"]
    assert tape.told == ["a", "b", "d", "e", "c"]
    assert tape.late == ["c"]


def test_a_ban_of_ten_minutes_costs_only_what_the_venue_forgets_meanwhile() -> None:
    tape = a_tape_after_a_loss("c", "d", remembered=4)
    tape.trades("e")
    tape.answer(Reply(status=403, body=b"403, access too frequent"))
    tape.later(600)
    tape.trades("f")

    tape.answer()

    assert sorted(tape.told) == ["a", "b", "c", "d", "e", "f"]
    assert "whole again" in tape.gaps[-1].healing


def test_a_loss_before_the_refill_came_leaves_two_holes_that_one_answer_heals() -> None:
    tape = a_tape_after_a_loss("c")
    tape.trades("d")
    tape.lose()
    tape.later(2)
    tape.trades("e")
    tape.connect()
    tape.trades("f")

    tape.answer()

    assert sorted(tape.told) == ["a", "b", "c", "d", "e", "f"]
    assert len(tape.told) == 6
    assert [gap.until_ns is None for gap in tape.gaps] == [True, True, False, False]


def test_trades_that_wait_are_told_when_the_connection_ends() -> None:
    tape = a_tape_after_a_loss()
    tape.trades("c")

    tape.lose()

    assert tape.told == ["a", "b", "c"]


def test_a_topic_that_was_withheld_on_a_living_connection_is_refilled_too() -> None:
    tape = Tape()
    tape.trades("a")
    tape.later(5)
    tape.is_heard = False  # the venue withholds the topic
    tape.trades("b")
    tape.is_heard = True

    tape.hole(since_s=0)
    tape.later(1)
    tape.answer()

    assert tape.told == ["a", "b"]
    assert [gap.reason for gap in tape.gaps] == ["data withheld", "data withheld"]


def test_before_the_first_trade_of_all_nothing_is_known_to_be_missing() -> None:
    tape = Tape()
    tape.connect()
    tape.lose()
    tape.connect()

    tape.later(5)

    assert tape.questions() == []
    assert tape.gaps == []


def test_a_venue_that_refuses_leaves_the_hole_and_says_so() -> None:
    tape = a_tape_after_a_loss("c")
    tape.trades("d")

    tape.answer(a_reply(code=10_001, text="params error"))

    assert tape.told == ["a", "b", "d"]
    assert "refuses its last trades: 10001 params error" in tape.gaps[-1].healing
    assert tape.gaps[-1].lost == "trades"
    assert tape.gaps[-1].until_ns is not None


def test_a_crowd_of_live_trades_does_not_wait_without_bound() -> None:
    tape = a_tape_after_a_loss()

    for frame in range(6):
        tape.trades(*(f"{frame}-{number}" for number in range(1_000)))

    assert len(tape.told) > 5_000

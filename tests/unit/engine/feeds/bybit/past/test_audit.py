"""Specification of the audit: a trade that was lost on the way is found in the venue's own list."""

from core.conversation import Fetch, Step
from core.gaps import Gap
from core.market import Trade
from engine.feeds.bybit.past import Past
from engine.feeds.bybit.rest import Pace, RestDesk
from tests.support.bybit_rest import a_reply, fetches, recent_trades, the_query, told
from tests.support.facts import NOON, SECOND, a_trade


class Minute:
    """A symbol that trades once a second, and the audit that is asked within the minute."""

    def __init__(self) -> None:
        self.past = Past(RestDesk(Pace()), ["ETHUSDT"], [], category="linear")
        self.all: list[Trade] = []
        self.steps: list[Step] = []
        self.answers = False

    @property
    def now_ns(self) -> int:
        return NOON + len(self.all) * SECOND

    def trades(self, count: int, *, lost: tuple[int, ...] = ()) -> None:
        """So many seconds with a trade each; those of the named places do not reach us."""
        for place in range(count):
            trade = a_trade(at_s=len(self.all), name=f"t{len(self.all)}")
            self.all.append(trade)
            if place not in lost:
                self.steps += self.past.live_trades([trade], self.now_ns)
            steps = self.past.tick(self.now_ns)
            self.steps += steps
            if self.answers and any(fetch.purpose == "audit.ETHUSDT" for fetch in fetches(steps)):
                self.audit()

    def audit(self, trades: list[Trade] | None = None) -> Fetch:
        """Answer the last audit that was asked for; the newest trade is not in the list yet."""
        fetch = [step for step in fetches(self.steps) if step.purpose == "audit.ETHUSDT"][-1]
        rows = (self.all if trades is None else trades)[-int(the_query(fetch)["limit"]) :]
        self.steps += self.past.fetched(fetch, recent_trades(rows, now_ns=self.now_ns), self.now_ns)
        return fetch

    @property
    def names(self) -> list[str]:
        return [trade.id for trade in told(self.steps, Trade)]


def test_when_every_listed_trade_is_known_the_topic_is_proven() -> None:
    minute = Minute()
    minute.trades(70)
    before = minute.past.proven_ns["ETHUSDT"]

    minute.audit()

    assert before == 0
    assert minute.past.proven_ns["ETHUSDT"] == minute.now_ns
    assert told(minute.steps, Gap) == []
    assert len(minute.names) == 70


def test_a_trade_that_was_lost_on_the_way_is_told_late_and_entered_in_the_ledger() -> None:
    minute = Minute()
    minute.trades(70, lost=(30, 31))

    minute.audit()

    assert minute.names[-2:] == ["t30", "t31"]
    assert told(minute.steps, Trade)[-1].late_ns > 0
    (row,) = told(minute.steps, Gap)
    assert (row.topic, row.healing) == ("publicTrade.ETHUSDT", "2 trades refilled")
    assert (row.since_ns, row.until_ns) == (NOON + 30 * SECOND, NOON + 31 * SECOND)


def test_a_trade_that_may_still_be_on_its_way_is_not_called_lost() -> None:
    minute = Minute()
    minute.trades(70)
    ahead = a_trade(at_s=69, name="ahead of the stream")

    minute.audit([*minute.all, ahead])

    assert told(minute.steps, Gap) == []
    assert "ahead of the stream" not in minute.names


def test_a_topic_that_sends_nothing_any_more_becomes_a_hole() -> None:
    minute = Minute()
    minute.answers = True
    minute.trades(60)

    minute.trades(180, lost=tuple(range(180)))

    row = told(minute.steps, Gap)[0]
    assert row.reason == "trades that the venue lists were not sent"
    assert NOON + 59 * SECOND <= row.since_ns <= NOON + 60 * SECOND


def test_it_asks_once_a_minute_for_about_as_many_as_came() -> None:
    minute = Minute()
    minute.answers = True

    minute.trades(240)

    asked = [step for step in fetches(minute.steps) if step.purpose == "audit.ETHUSDT"]
    assert len(asked) == 4
    assert [the_query(fetch)["limit"] for fetch in asked[1:]] == ["110"] * 3


def test_after_a_minute_without_an_answer_the_list_is_as_much_longer() -> None:
    minute = Minute()
    minute.answers = True
    minute.trades(60)
    minute.answers = False

    minute.trades(180)

    asked = [step for step in fetches(minute.steps) if step.purpose == "audit.ETHUSDT"]
    assert int(the_query(asked[-1])["limit"]) == 50 + 180


def test_a_list_of_which_nothing_came_yet_proves_nothing_and_is_no_hole() -> None:
    minute = Minute()
    minute.trades(60)
    ahead = [a_trade(at_s=61 + place, name=f"ahead{place}") for place in range(2)]

    minute.audit(ahead)

    assert minute.past.proven_ns["ETHUSDT"] == 0
    assert told(minute.steps, Gap) == []


def test_what_was_before_the_first_trade_of_all_is_not_missing() -> None:
    minute = Minute()
    minute.trades(70)
    older = [a_trade(at_s=place - 100, name=f"old{place}") for place in range(50)]

    minute.audit([*older, *minute.all])

    assert told(minute.steps, Gap) == []
    assert len(minute.names) == 70


def test_while_a_hole_is_being_refilled_nothing_is_compared() -> None:
    minute = Minute()
    minute.trades(70)
    minute.past.lost(minute.now_ns)

    minute.audit()

    assert minute.past.proven_ns["ETHUSDT"] == 0


def test_a_list_that_is_refused_proves_nothing() -> None:
    minute = Minute()
    minute.trades(70)
    fetch = next(step for step in fetches(minute.steps) if step.purpose == "audit.ETHUSDT")

    minute.past.fetched(fetch, a_reply(code=10_001, text="params error"), minute.now_ns)

    assert minute.past.proven_ns["ETHUSDT"] == 0

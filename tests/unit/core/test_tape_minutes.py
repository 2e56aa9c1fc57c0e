"""Specification of the tape's whole minutes."""

from collections.abc import Iterable

import msgspec

from core.gaps import Gap
from core.market import BookSample, Candle, Trade
from core.tape_minutes import TapeMinute, TapeMinutes
from tests.support.facts import NOON, SECOND, a_trade

# The first minute after NOON that begins at a round time.
EVEN_S = 60 - NOON // SECOND % 60


def at(minute: int, second: float = 0.0, **what: object) -> Trade:
    return a_trade(at_s=EVEN_S + minute * 60 + second, **what)  # type: ignore[arg-type]


def a_hole(since: Trade, until: Trade | None = None, topic: str = "publicTrade.ETHUSDT") -> Gap:
    return Gap(
        source="bybit", subject="bybit:ETHUSDT", topic=topic, reason="lost", healing="asked",
        since_ns=since.at_ns, until_ns=until.at_ns if until else None, seen_ns=since.at_ns,
    )  # fmt: skip


def whole(facts: Iterable[Trade | BookSample | Candle | Gap]) -> list[TapeMinute]:
    minutes = TapeMinutes()
    return [minute for fact in facts if (minute := minutes.over(fact)) is not None]


def test_a_minute_is_handed_out_with_the_first_fact_of_the_next_one() -> None:
    bought, sold = at(1, 5, price=100, size=3), at(1, 50, price=100, size=1, side="sell")
    end = at(2, 0.5)

    (minute,) = whole([at(0), bought, sold, end])

    assert (minute.usd, minute.delta_usd, minute.trades) == (400, 200, 2)
    assert (minute.known_ns, minute.seen_ns) == (at(2).at_ns, end.seen_ns)


def test_the_first_minute_was_perhaps_joined_in_its_middle_and_is_let_go() -> None:
    assert whole([at(0, 30), at(1)]) == []


def test_after_a_silence_of_minutes_only_what_was_heard_from_its_beginning_counts() -> None:
    facts = [at(0), at(1), at(5), at(6), at(7)]

    assert [minute.at_ns for minute in whole(facts)] == [at(1).at_ns, at(6).at_ns]


def test_a_late_trade_is_in_no_sum_and_ends_no_minute() -> None:
    late = msgspec.structs.replace(at(1, 5), late_ns=1)
    late_of_the_next = msgspec.structs.replace(at(2, 5), late_ns=1)

    (minute,) = whole([at(0), at(1), late, late_of_the_next, at(2)])

    assert minute.trades == 1


def test_a_trade_whose_minute_is_over_is_left_out() -> None:
    (minute,) = whole([at(0), at(1), at(0, 59), at(2)])

    assert minute.trades == 1


def test_a_minute_with_a_hole_in_its_trades_is_let_go() -> None:
    opened, closed = a_hole(at(1, 10)), a_hole(at(1, 10), at(2, 10))

    facts: list[Trade | Gap] = [at(0), at(1), opened, at(2), closed, at(3), at(4)]

    assert [minute.at_ns for minute in whole(facts)] == [at(3).at_ns]


def test_a_hole_in_another_topic_takes_nothing_away() -> None:
    hole = a_hole(at(1, 10), topic="orderbook.50.ETHUSDT")

    assert len(whole([at(0), at(1), hole, at(2)])) == 1

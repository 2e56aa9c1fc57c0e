"""Specification of facts that wait for a slow stream."""

from itertools import pairwise

from core.facts import Fact
from core.gaps import Gap
from core.market import BookSample, Ticker
from engine.pipeline.conflation import Waiting
from tests.support.facts import NOON, SECOND, a_candle, a_trade, a_transfer


def a_sample(at_s: float, *, complete: bool = True, symbol: str = "ETHUSDT") -> BookSample:
    at_ns = NOON + int(at_s * SECOND)
    return BookSample(
        venue="bybit",
        symbol=symbol,
        at_ns=at_ns,
        seen_ns=at_ns,
        step=1.0,
        bins=(3500,),
        usd=(1.0,),
        best_bid=3500,
        best_ask=3501,
        complete=complete,
    )


def a_ticker(last: float) -> Ticker:
    return Ticker(venue="bybit", symbol="ETHUSDT", at_ns=NOON, seen_ns=NOON, last=last)


def a_gap() -> Gap:
    return Gap(
        source="bybit",
        subject="bybit:ETHUSDT",
        topic="orderbook.50.ETHUSDT",
        reason="lost",
        healing="a snapshot",
        since_ns=NOON,
        until_ns=None,
        seen_ns=NOON,
    )


def after(*facts: Fact, most: int = 4) -> tuple[list[Fact], Waiting]:
    """What comes out when these went in, and the line they went through."""
    line = Waiting(most)
    for fact in facts:
        line.add(fact, NOON)
    return line.take(len(facts)), line


def test_while_there_is_room_every_fact_waits() -> None:
    samples = [a_sample(second) for second in range(6)]

    out, line = after(*samples, most=100)

    assert out == samples
    assert not line.conflated


def test_under_pressure_the_newest_state_takes_the_place_of_the_one_before() -> None:
    out, line = after(a_sample(0), *(a_sample(second) for second in range(1, 6)))

    assert out == [a_sample(0), a_sample(5)]
    assert line.conflated == {"BookSample": 4}


def test_a_state_that_answers_for_an_incomplete_one_is_incomplete() -> None:
    out, _ = after(a_sample(0), a_sample(1, complete=False), a_sample(2), a_sample(3))

    assert out == [a_sample(0), a_sample(3, complete=False)]


def test_states_of_different_things_do_not_replace_each_other() -> None:
    states: list[Fact] = [
        a_sample(0),
        a_sample(0, symbol="BTCUSDT"),
        a_ticker(3500),
        a_candle(0, 1, 2, 0.5, 1.5, closed=False, timeframe="1m"),
        a_candle(0, 1, 2, 0.5, 1.5, closed=False, timeframe="5m"),
    ]

    out, _ = after(*states, most=2)

    assert out == states


def test_what_happened_is_never_dropped() -> None:
    happened: list[Fact] = [
        *(a_trade(at_s=second) for second in range(5)),
        *(a_transfer(tx=f"0x{number}") for number in range(5)),
        *(a_candle(place, 1, 2, 0.5, 1.5) for place in range(5)),
        a_gap(),
    ]

    out, line = after(*happened)

    assert out == happened
    assert not line.conflated


def test_the_facts_of_a_subject_keep_their_order() -> None:
    mixed: list[Fact] = []
    for second in range(50):
        mixed += [a_trade(at_s=second), a_sample(second)]

    out, _ = after(*mixed, most=10)

    assert all(before.at_ns <= later.at_ns for before, later in pairwise(out))
    assert sum(isinstance(fact, BookSample) for fact in out) < 10


def test_a_state_gets_out_however_long_the_pressure_lasts() -> None:
    line = Waiting(4)
    out: list[Fact] = []
    for second in range(100):
        line.add(a_trade(at_s=second), NOON)
        line.add(a_sample(second), NOON)
        out += line.take(1)

    assert any(isinstance(fact, BookSample) for fact in out)


def test_the_line_knows_since_when_its_first_waits() -> None:
    line = Waiting(4)
    empty_ns = line.oldest_ns
    line.add(a_trade(), NOON)
    line.add(a_trade(), NOON + SECOND)

    line.take(1)

    assert (empty_ns, line.oldest_ns) == (None, NOON + SECOND)

"""Specification of the tape, second by second."""

from core.tape import tape_of
from tests.support.facts import NOON, a_trade


def test_trades_of_one_second_add_up_by_the_takers_side() -> None:
    trades = [
        a_trade(100.0, at_s=0.1, size=2),
        a_trade(101.0, at_s=0.5, size=1, side="sell"),
        a_trade(102.0, at_s=0.9, size=1),
    ]

    (second,) = tape_of(trades)

    assert (second.buy_usd, second.buy_size) == (302.0, 3)
    assert (second.sell_usd, second.sell_size) == (101.0, 1)
    assert (second.last, second.at_ns) == (102.0, NOON)


def test_a_new_second_and_another_symbol_are_kept_apart() -> None:
    trades = [a_trade(at_s=0), a_trade(at_s=1), a_trade(at_s=1, symbol="BTCUSDT")]

    seconds = tape_of(trades)

    assert [second.subject for second in seconds] == [
        "bybit:ETHUSDT",
        "bybit:ETHUSDT",
        "bybit:BTCUSDT",
    ]


def test_a_trade_that_is_learned_late_is_not_the_last_price() -> None:
    live, late = a_trade(102.0, at_s=0.9), a_trade(100.0, at_s=0.4, size=2)

    (second,) = tape_of([live, late])

    assert (second.last, second.last_ns) == (102.0, live.at_ns)
    assert second.buy_size == 3

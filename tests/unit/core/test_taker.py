"""Specification of taker orders: prints that one aggressor made."""

from collections.abc import Iterable

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from core.market import BookSample, Candle, Trade
from core.taker import TakerOrder, TakerOrders
from tests.support.facts import NOON, SECOND, a_candle, a_trade


def a_sample(at_s: float) -> BookSample:
    at_ns = NOON + int(at_s * SECOND)
    return BookSample(
        venue="bybit", symbol="ETHUSDT", at_ns=at_ns, seen_ns=at_ns + 7, step=1.0, bins=(), usd=(),
        best_bid=3_499.9, best_ask=3_500.1, complete=True,
    )  # fmt: skip


def orders_of(facts: Iterable[Trade | BookSample | Candle]) -> list[TakerOrder]:
    orders = TakerOrders()
    return [order for fact in facts for order in orders.over(fact)]


def test_prints_of_one_time_and_side_are_one_order() -> None:
    prints = [a_trade(3_500, size=1), a_trade(3_501, size=2), a_trade(3_502, size=3)]

    (order,) = orders_of([*prints, a_trade(at_s=1)])

    assert (order.prints, order.size, order.usd) == (3, 6, 3_500 + 2 * 3_501 + 3 * 3_502)
    assert (order.first_price, order.low, order.high, order.levels) == (3_500, 3_500, 3_502, 3)


def test_an_order_is_known_only_with_the_fact_that_ends_it() -> None:
    (order,) = orders_of([a_trade(), a_trade(at_s=0.3)])

    assert (order.at_ns, order.known_ns) == (NOON, NOON + 300_000_000)


def test_buyers_and_sellers_of_one_moment_are_two_orders() -> None:
    prints = [a_trade(3_500), a_trade(3_499, side="sell"), a_trade(3_501)]

    buyer, seller = orders_of([*prints, a_trade(at_s=1)])

    assert (buyer.side, buyer.prints, seller.side, seller.prints) == ("buy", 2, "sell", 1)


def test_a_price_level_is_counted_once_however_many_makers_it_has() -> None:
    prices = (3_500, 3_500, 3_499, 3_500, 3_499, 3_498)

    (order,) = orders_of([*(a_trade(price, side="sell") for price in prices), a_trade(at_s=1)])

    assert (order.levels, order.prints) == (3, 6)
    assert round(order.walked_bps, 3) == round(2 / 3_500 * 10_000, 3)


def test_where_nobody_trades_a_book_sample_a_second_later_ends_it() -> None:
    too_soon, settled = a_sample(0.999), a_sample(1)

    (order,) = orders_of([a_trade(), too_soon, settled])

    assert (order.known_ns, order.seen_ns) == (settled.at_ns, settled.seen_ns)


def test_a_print_after_the_end_of_its_time_belongs_to_no_order() -> None:
    assert (
        len(orders_of([a_trade(), a_sample(1), a_trade(), a_trade(side="sell"), a_sample(9)])) == 1
    )


def test_a_trade_or_candle_that_was_learned_late_changes_nothing() -> None:
    late_trade = msgspec.structs.replace(a_trade(at_s=5, size=99), late_ns=1)
    late_candle = a_candle(0, 1, 1, 1, 1, late_s=3)

    assert orders_of([a_trade(), late_trade, late_candle]) == []


def test_a_trade_of_before_changes_nothing() -> None:
    (order,) = orders_of([a_trade(at_s=5), a_trade(at_s=4), a_trade(at_s=6)])

    assert (order.prints, order.at_ns) == (1, NOON + 5 * SECOND)


prints = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["buy", "sell"]), st.integers(1, 9)), max_size=40
)


@given(prints)
def test_no_print_is_lost_and_none_is_counted_twice(steps: list[tuple[int, str, int]]) -> None:
    now, trades = 0, []
    for step, side, size in steps:
        now += step
        trades.append(a_trade(at_s=now, side=side, size=size))

    found = orders_of([*trades, a_trade(at_s=now + 1)])

    expected: dict[tuple[int, str], float] = {}
    for trade in trades:
        key = (trade.at_ns, trade.side)
        expected[key] = expected.get(key, 0.0) + trade.size
    assert {(order.at_ns, order.side): order.size for order in found} == expected
    assert len(found) == len(expected)

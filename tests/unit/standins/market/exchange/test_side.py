"""Specification of one side of a book: its prices are in order, whatever comes and goes."""

import pytest

from standins.market.chance import chance
from standins.market.exchange.instruments import INSTRUMENTS
from standins.market.exchange.market import Market
from standins.market.exchange.side import BookSide

BID, ASK = 1, -1


def a_side(side: int, *prices: int) -> BookSide:
    made = BookSide(side)
    for price in prices:
        made.put(price, 5)
    return made


@pytest.mark.parametrize(("side", "best"), [(BID, 12), (ASK, 9)])
def test_the_best_price_comes_first_on_either_side(side: int, best: int) -> None:
    made = a_side(side, 10, 12, 9)

    assert made.best == best
    made.take(best)
    assert made.best == 10
    assert a_side(side).best is None


def test_it_stays_in_order_through_a_thousand_changes() -> None:
    made, luck = a_side(BID), chance("changes")

    for _ in range(1_000):
        price = luck.randint(1, 60)
        if luck.odds(0.6):
            made.put(price, luck.randint(1, 9))
        else:
            made.take(price)

    assert [-rank for rank in made.ranks] == sorted(made.levels, reverse=True)


def test_what_was_touched_is_known_and_what_was_not_there_was_not_touched() -> None:
    made = a_side(ASK, 10, 11)
    made.touched.clear()

    made.put(10, 7)
    made.take(11)
    made.take(99)

    assert made.touched == {10, 11}


def test_it_can_be_cut_at_both_ends() -> None:
    made = a_side(BID, 5, 6, 7, 8, 9)

    made.begin_at(8)
    made.end_at(6)

    assert sorted(made.levels) == [6, 7, 8]
    assert made.touched == {-5, -6, -7, -8, -9}


def test_a_market_that_lives_touches_every_level_it_changes() -> None:
    eth = INSTRUMENTS["ETHUSDT"]
    market = Market(eth, seed=2, open_ms=1_790_000_000_000, price=eth.start_ticks)

    for _ in range(1_500):
        before = [dict(side.levels) for side in market.book.sides]
        for side in market.book.sides:
            side.touched.clear()
        market.step(market.now_ms + 50)
        for side, was in zip(market.book.sides, before, strict=True):
            changed = {price for price, _ in was.items() ^ side.levels.items()}
            assert {price * side.way for price in changed} <= side.touched
            assert side.ranks == sorted(price * side.way for price in side.levels)

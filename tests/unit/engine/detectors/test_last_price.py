"""Specification of the last traded price."""

import msgspec

from core.detection import Move
from engine.detectors.last_price import LastPrice
from tests.support.facts import a_trade


def test_the_first_trade_only_gives_the_price_to_compare_with() -> None:
    assert LastPrice().update(a_trade(3500)) == []


def test_a_trade_at_another_price_is_a_move_that_names_the_trade() -> None:
    price = LastPrice()
    price.update(a_trade(3500, at_s=0))

    (move,) = price.update(a_trade(3501, at_s=1, name="t7"))

    assert isinstance(move, Move)
    assert (move.before, move.after, move.cause) == (3500, 3501, "t7")


def test_a_trade_that_was_refilled_makes_a_move_as_late_as_itself() -> None:
    price = LastPrice()
    price.update(a_trade(3500, at_s=0))

    (move,) = price.update(msgspec.structs.replace(a_trade(3501, at_s=1), late_ns=7))

    assert isinstance(move, Move)
    assert move.late_ns == 7


def test_a_trade_at_the_same_price_is_no_move() -> None:
    price = LastPrice()
    price.update(a_trade(3500, at_s=0))

    assert price.update(a_trade(3500, at_s=1)) == []


def test_a_trade_of_before_is_ignored() -> None:
    price = LastPrice()
    price.update(a_trade(3500, at_s=10))

    assert price.update(a_trade(9999, at_s=9)) == []

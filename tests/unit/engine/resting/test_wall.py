"""Specification of a wall's life: what takers got, what its owner took back, when it stands.

It shows 1,000 dollars at 100, in coins of a dollar each, so that a trade of 3 is worth 300.
"""

import pytest

from engine.resting.clusters import Cluster
from engine.resting.options import LiquidityOptions
from engine.resting.wall import Wall
from tests.support.facts import NOON, SECOND, a_trade

OPTIONS = LiquidityOptions()


class Life:
    """A wall of 1,000 dollars, and what happens to it second by second."""

    def __init__(self) -> None:
        self.wall = Wall.of(Cluster("bullish", 100, 101, 1_000.0), NOON)
        self._at_s = 0

    def sold(self, usd: float) -> "Life":
        trade = a_trade(100, at_s=self._at_s + 0.5, size=usd / 100, side="sell")
        self.wall.trade(trade, OPTIONS)
        return self

    def shows(self, usd: float) -> "Life":
        self._at_s += 1
        self.wall.show(NOON + self._at_s * SECOND, usd, OPTIONS)
        return self

    @property
    def end(self) -> str:
        return "stands" if self.wall.holds(OPTIONS) else self.wall.fate(OPTIONS)


@pytest.mark.parametrize(("usd", "end"), [(600, "stands"), (599, "pulled")])
def test_what_its_owner_took_back_may_be_two_fifths(usd: float, end: str) -> None:
    assert Life().shows(usd).end == end


@pytest.mark.parametrize(("left", "end"), [(200, "stands"), (199, "eaten")])
def test_what_is_bitten_off_stands_until_less_than_a_fifth_is_left(left: float, end: str) -> None:
    assert Life().sold(1_000 - left).shows(left).end == end


def test_a_wall_that_was_bitten_long_ago_is_not_pulled_by_its_neighbours_noise() -> None:
    life = Life().sold(390).shows(610)

    life.sold(15).shows(595).shows(605).shows(595)

    assert life.end == "stands"


def test_a_wall_bitten_by_half_and_then_taken_back_was_pulled() -> None:
    assert Life().sold(500).shows(500).shows(0).end == "pulled"


def test_a_wall_bitten_by_three_quarters_whose_rest_is_taken_back_was_eaten() -> None:
    assert Life().sold(750).shows(250).shows(0).end == "eaten"


def test_a_refilled_wall_that_is_then_taken_back_was_pulled() -> None:
    life = Life()
    for _ in range(5):
        life.sold(700).shows(300).shows(1_000)

    assert life.shows(0).end == "pulled"


def test_a_trade_that_is_heard_a_second_before_it_is_shown_counts() -> None:
    assert Life().sold(1_000).shows(1_000).shows(0).end == "eaten"


def test_a_trade_that_is_heard_after_its_loss_was_shown_counts() -> None:
    assert Life().shows(0).sold(1_000).shows(0).end == "eaten"


def test_a_trade_that_took_nothing_off_it_is_forgotten_after_a_second() -> None:
    assert Life().sold(1_000).shows(1_000).shows(1_000).shows(0).end == "pulled"


def test_what_vanished_while_nobody_looked_is_not_judged() -> None:
    life = Life()
    life.wall.hide()

    seen = life.wall.show(NOON + 9 * SECOND, 599, OPTIONS)

    assert not seen
    assert life.wall.usd == 1_000


def test_what_is_left_when_another_order_at_its_price_leaves_keeps_its_rest() -> None:
    wall = Life().shows(3_000).shows(3_000).shows(1_000).wall

    wall.settle(OPTIONS)

    assert wall.holds(OPTIONS)
    assert (wall.peak_usd, wall.rested_ns, wall.born_ns) == (1_000, 3 * SECOND, NOON)


def test_what_is_left_of_a_wall_that_was_smaller_before_has_rested_since_now() -> None:
    wall = Life().shows(3_000).shows(1_700).wall

    wall.settle(OPTIONS)

    assert (wall.rested_ns, wall.born_ns, wall.least_usd) == (0, NOON + 2 * SECOND, 1_700)

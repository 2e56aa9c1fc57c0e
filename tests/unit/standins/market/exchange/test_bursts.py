"""Specification of when takers come: in bursts, mostly on one side, as often as was said."""

import pytest

from standins.market.chance import chance
from standins.market.exchange.bursts import BRANCHING, CROSS, SELF, Bursts

RATE = 0.6
HOURS = 3_600 * 4
WINDOW_S = 20


def counts(window_s: float, *, seconds: int = HOURS) -> list[tuple[int, int]]:
    """Buyers and sellers in each window of a long quiet time, stepped as the market steps."""
    bursts = Bursts(chance(5, "bursts"))
    windows = []
    for _ in range(int(seconds / window_s)):
        arrivals = bursts.arrivals(window_s, RATE, RATE)
        buyers = sum(buys for _, buys in arrivals)
        windows.append((buyers, len(arrivals) - buyers))
    return windows


def fano(values: list[int]) -> float:
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values) / len(values) / mean


def test_each_taker_draws_three_quarters_of_another() -> None:
    windows = counts(WINDOW_S)

    mean = sum(buyers + sellers for buyers, sellers in windows) / len(windows) / WINDOW_S

    # A stream with branching ratio n and base rate mu has mu / (1 - n) a second.
    assert pytest.approx(0.75) == BRANCHING
    assert 1 - 2 * RATE / mean == pytest.approx(BRANCHING, abs=0.03)


def test_counts_vary_far_more_than_those_of_a_stream_without_memory() -> None:
    luck = chance(5, "poisson")
    memoryless = [
        sum(luck.random() < 2 * RATE * 4 / 100 for _ in range(WINDOW_S * 100)) for _ in range(300)
    ]

    drawn = fano([buyers + sellers for buyers, sellers in counts(WINDOW_S)])

    assert fano(memoryless) < 1.4
    # In the limit of long windows 1 / (1 - n)^2 = 16; at twenty seconds a little less.
    assert 9 < drawn < 18


def test_a_side_draws_its_own_more_than_the_other() -> None:
    windows = counts(1.0)
    leans = [buyers - sellers for buyers, sellers in windows]

    alternating = sum(abs(lean) for lean in leans) / len(leans)
    coins = sum((buyers + sellers) ** 0.5 * 0.8 for buyers, sellers in windows) / len(windows)

    assert SELF > CROSS
    assert alternating > 1.3 * coins, "fair coins would lean less"


def test_takers_come_in_order_inside_their_stretch() -> None:
    bursts = Bursts(chance(6, "bursts"))

    for _ in range(500):
        times = [at for at, _ in bursts.arrivals(0.2, 3.0, 3.0)]

        assert times == sorted(times)
        assert all(0 < at < 0.2 for at in times)


def test_more_buyers_come_when_buyers_are_wanted() -> None:
    bursts = Bursts(chance(7, "bursts"))
    arrivals = bursts.arrivals(600.0, 0.4, 0.1)

    buyers = sum(buys for _, buys in arrivals)

    assert buyers > 0.6 * len(arrivals)

"""Specification of what a perpetual has beside its price: premium, funding, open interest."""

import pytest

from standins.market.chance import chance
from standins.market.exchange.derivatives import CAP, FUNDING_MS, Perpetual
from standins.market.exchange.instruments import INSTRUMENTS
from standins.market.exchange.truth import Truth, selected
from tests.unit.standins.market.playing import played

ETH = INSTRUMENTS["ETHUSDT"]
EIGHT_O_CLOCK = 1_795_219_200_000 // FUNDING_MS * FUNDING_MS


def a_perpetual(*, premium: float = 0.0, truth: Truth | None = None) -> Perpetual:
    return Perpetual(ETH, price=350_000, luck=chance(3), truth=truth or Truth(), premium=premium)


@pytest.mark.parametrize(
    ("premium", "rate"),
    [
        (0.0, 0.0001),  # inside the reach of interest the rate is the interest
        (0.0004, 0.0001),
        (0.0010, 0.0005),  # above it, the premium less the reach
        (-0.0004, 0.0001),
        (-0.0010, -0.0005),
        (0.05, CAP),
        (-0.05, -CAP),
    ],
)
def test_the_rate_follows_the_premium_with_its_clamp_and_its_cap(
    premium: float, rate: float
) -> None:
    assert a_perpetual(premium=premium).funding_rate == pytest.approx(rate)


def test_funding_is_settled_at_midnight_eight_and_sixteen() -> None:
    truth = Truth()
    perpetual = a_perpetual(truth=truth)

    for ms in range(EIGHT_O_CLOCK - 60_000, EIGHT_O_CLOCK + 2 * FUNDING_MS, 60_000):
        perpetual.live(ms, ms + 60_000, 350_000)

    times = [record.at_ms for record in selected(truth, kind="funding")]
    assert times == [EIGHT_O_CLOCK + turn * FUNDING_MS for turn in range(3)]
    assert list(perpetual.settled) == times
    assert {ms // 3_600_000 % 24 for ms in times} == {0, 8, 16}


def test_index_and_mark_stay_by_the_price_and_follow_it_a_little_later() -> None:
    perpetual = a_perpetual()
    for ms in range(0, 30_000, 100):
        perpetual.live(ms, ms + 100, 350_000)

    perpetual.live(30_000, 30_100, 351_000)
    at_once = perpetual.index
    for ms in range(30_100, 60_000, 100):
        perpetual.live(ms, ms + 100, 351_000)

    assert at_once < 350_200
    assert perpetual.index == pytest.approx(351_000, rel=2e-4)
    assert perpetual.mark == pytest.approx(perpetual.index, rel=2e-4)


def test_what_is_closed_by_force_leaves_the_open_interest_on_both_sides() -> None:
    perpetual = a_perpetual()
    before = perpetual.open_interest

    perpetual.closed(500)

    assert before - perpetual.open_interest == 1_000


def test_open_interest_grows_in_a_trend() -> None:
    trending, resting = a_perpetual(), a_perpetual()
    begun = trending.open_interest

    for turn in range(3_600):
        trending.live(turn * 1_000, (turn + 1) * 1_000, 350_000 + turn * 2)
        resting.live(turn * 1_000, (turn + 1) * 1_000, 350_000)

    assert trending.open_interest - begun > 0.002 * begun
    assert trending.open_interest > resting.open_interest


def test_the_flip_of_the_scenario_is_in_the_ledger_when_the_rate_turns() -> None:
    found = played("funding-flip")

    flips = found.records("funding_flip")

    assert [flip.texts["side"] for flip in flips] == ["negative"]
    assert 60 < found.seconds(flips[0].known_ms) < 150
    assert found.market.perpetual.funding_rate < 0

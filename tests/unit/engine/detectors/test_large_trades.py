"""Specification of large trades."""

import pickle
from collections.abc import Iterable

import msgspec
import pytest

from core.detection import Detection
from core.market import Trade
from engine.detectors.large_trades import LargeTradeOptions, LargeTrades
from tests.support.facts import NOON, SECOND, a_trade
from tests.support.tapes import PERPETUAL, RECORDINGS, SPOT, recorded, tape_of
from tests.unit.standins.market.playing import played

SMALL = LargeTradeOptions(floor_usd=10_000, least_usd=1_000, share=0.9, least_orders=10)
END = a_trade(at_s=1_000, size=0.001)


def found_in(
    trades: Iterable[Trade], options: LargeTradeOptions = SMALL, detector: LargeTrades | None = None
) -> list[Detection]:
    large = detector or LargeTrades(options)
    found = [finding for trade in trades for finding in large.update(trade)]
    return [finding for finding in found if isinstance(finding, Detection)]


def ordinary(count: int = 30, *, usd: float = 500.0) -> list[Trade]:
    return [a_trade(100, size=usd / 100, at_s=place) for place in range(count)]


def test_an_order_of_the_floor_is_large_and_one_below_is_not() -> None:
    exactly, below = a_trade(100, size=100, at_s=1), a_trade(100, size=99.99, at_s=2)

    (large,) = found_in([exactly, below, END])

    assert (large.formed_ns, large.numbers["usd"]) == (exactly.at_ns, 10_000)
    assert large.texts == {"trade": exactly.id, "by": "floor"}


def test_prints_of_one_order_are_large_together() -> None:
    prints = [a_trade(price, size=40, side="sell", at_s=1) for price in (101, 100, 99)]

    (large,) = found_in([*prints, END])

    assert (large.side, large.low, large.high, large.level) == ("bearish", 99, 101, 100)
    assert (large.numbers["prints"], large.numbers["levels"]) == (3, 3)


def test_it_is_told_with_the_fact_that_ends_it_and_says_so() -> None:
    large, after = LargeTrades(SMALL), a_trade(at_s=3, size=0.001)

    assert large.update(a_trade(100, size=100, at_s=1)) == []
    (found,) = found_in([after], detector=large)

    assert (found.formed_ns, found.known_ns) == (NOON + SECOND, after.at_ns)


def test_an_order_above_the_usual_is_large_for_its_market() -> None:
    giant = a_trade(100, size=20, at_s=70)

    (large,) = found_in([*ordinary(), giant, END])

    assert large.texts["by"] == "share"
    assert large.numbers["usual_usd"] == pytest.approx(500, rel=0.01)


def test_the_usual_is_not_asked_before_enough_is_known() -> None:
    assert found_in([*ordinary(9), a_trade(100, size=20, at_s=70), END]) == []


def test_in_a_sleepy_market_small_money_stays_small() -> None:
    assert found_in([*ordinary(usd=10), a_trade(100, size=9.99, at_s=70), END]) == []


def test_an_order_is_never_compared_with_itself() -> None:
    giants = [a_trade(100, size=20, at_s=70), a_trade(100, size=20, at_s=71)]

    assert len(found_in([*ordinary(), *giants, END])) == 2


def test_after_a_day_the_usual_is_forgotten() -> None:
    next_day = a_trade(100, size=20, at_s=25 * 3_600)

    assert found_in([*ordinary(), next_day, a_trade(at_s=26 * 3_600, size=0.001)]) == []


def test_a_trade_that_was_learned_late_is_neither_told_nor_counted() -> None:
    late = [msgspec.structs.replace(trade, late_ns=1) for trade in ordinary()]
    large_one = msgspec.structs.replace(a_trade(100, size=500, at_s=60), late_ns=1)

    assert found_in([*late, large_one, a_trade(100, size=20, at_s=70), END]) == []


def test_it_goes_on_where_it_was_stopped() -> None:
    history = [*ordinary(), a_trade(100, size=20, at_s=70), END]
    stopped = LargeTrades(SMALL)
    found_in(history[:31], detector=stopped)

    again = pickle.loads(pickle.dumps(stopped))  # noqa: S301 - our own bytes

    assert found_in(history[31:], detector=again) == found_in(history)


@pytest.mark.parametrize(
    "options",
    [{"floor_usd": 5.0}, {"least_usd": 0.0}, {"share": 1.0}, {"least_orders": 0}],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="take"):
        LargeTradeOptions(**options)  # type: ignore[arg-type]


def test_a_calm_market_has_none_and_a_wall_is_thrown_at_with_large_ones() -> None:
    options = LargeTradeOptions(floor_usd=450_000)

    calm = found_in(tape_of(played("calm-day")), options)
    wall = found_in(tape_of(played("wall-absorption")), options)

    assert calm == []
    assert len(wall) >= 5


@pytest.mark.skipif(not RECORDINGS.is_dir(), reason="the recordings are not part of the project")
def test_eight_real_minutes_of_a_perpetual_have_three_and_eleven_of_spot_one() -> None:
    defaults = LargeTradeOptions()

    perpetual, spot = found_in(recorded(PERPETUAL), defaults), found_in(recorded(SPOT), defaults)

    assert sorted(round(each.numbers["usd"], -3) for each in perpetual) == [
        1_188_000,
        1_450_000,
        1_614_000,
    ]
    assert [round(each.numbers["usd"], -3) for each in spot] == [1_342_000]

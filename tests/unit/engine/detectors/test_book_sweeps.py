"""Specification of sweeps of the book."""

import pickle
from collections.abc import Iterable, Sequence

import msgspec
import pytest

from core.detection import Detection
from core.market import Trade
from engine.detectors.book_sweeps import BookSweeps, SweepOptions
from tests.support.facts import NOON, SECOND, a_trade
from tests.support.tapes import PERPETUAL, RECORDINGS, SPOT, recorded, tape_of
from tests.unit.standins.market.playing import played

THREE = SweepOptions(levels=3, bps=2.0, least_usd=3_000)
END = a_trade(at_s=1_000)


def found_in(
    trades: Iterable[Trade], options: SweepOptions = THREE, detector: BookSweeps | None = None
) -> list[Detection]:
    sweeps = detector or BookSweeps(options)
    found = [finding for trade in trades for finding in sweeps.update(trade)]
    return [finding for finding in found if isinstance(finding, Detection)]


def an_order(prices: Sequence[float], *, side: str = "buy", size: float = 1.0) -> list[Trade]:
    return [a_trade(price, side=side, size=size, at_s=1) for price in prices]


def test_an_order_through_enough_levels_is_a_sweep_of_what_it_took() -> None:
    (sweep,) = found_in([*an_order([10_000, 10_001, 10_002]), END])

    assert (sweep.kind, sweep.side, sweep.low, sweep.high) == (
        "book_sweep",
        "bullish",
        10_000,
        10_002,
    )
    assert sweep.numbers["levels"] == 3
    assert sweep.numbers["bps"] == pytest.approx(2)
    assert (sweep.formed_ns, sweep.known_ns) == (NOON + SECOND, END.at_ns)


def test_a_seller_sweeps_downwards() -> None:
    (sweep,) = found_in([*an_order([10_000, 9_999, 9_990], side="sell"), END])

    assert (sweep.side, sweep.low, sweep.high) == ("bearish", 9_990, 10_000)


@pytest.mark.parametrize(
    ("prices", "size"),
    [
        pytest.param([10_000, 10_002], 2.0, id="too few levels"),
        pytest.param([10_000, 10_001, 10_001.9], 1.0, id="too short a way"),
        pytest.param([10_000, 10_001, 10_002], 0.0999, id="too little money"),
    ],
)
def test_what_misses_one_of_the_three_bounds_is_none(prices: list[float], size: float) -> None:
    assert found_in([*an_order(prices, size=size), END]) == []


def test_the_same_way_in_three_orders_is_no_sweep() -> None:
    steps = [a_trade(price, at_s=place) for place, price in enumerate((10_000, 10_001, 10_002))]

    assert found_in([*steps, END]) == []


def test_a_print_that_was_learned_late_does_not_lengthen_an_order() -> None:
    *two, third = an_order([10_000, 10_001, 10_002])

    assert found_in([*two, msgspec.structs.replace(third, late_ns=1), END]) == []


def test_it_goes_on_where_it_was_stopped_in_the_middle_of_an_order() -> None:
    history = [*an_order([10_000, 10_001, 10_002]), END]
    stopped = BookSweeps(THREE)
    found_in(history[:2], detector=stopped)

    again = pickle.loads(pickle.dumps(stopped))  # noqa: S301 - our own bytes

    assert found_in(history[2:], detector=again) == found_in(history)


@pytest.mark.parametrize("options", [{"levels": 1}, {"bps": -1.0}, {"least_usd": float("nan")}])
def test_options_that_make_no_sense_are_refused(options: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="take"):
        SweepOptions(**options)  # type: ignore[arg-type]


def test_a_crash_sweeps_the_bids_and_a_calm_day_nothing() -> None:
    defaults = SweepOptions()

    calm = found_in(tape_of(played("calm-day")), defaults)
    crash = found_in(tape_of(played("flash-crash")), defaults)

    assert calm == []
    assert [sweep.side for sweep in crash] == ["bearish"] * len(crash)
    assert len(crash) >= 3


@pytest.mark.skipif(not RECORDINGS.is_dir(), reason="the recordings are not part of the project")
def test_the_real_recordings_hold_one_sweep() -> None:
    defaults = SweepOptions()

    perpetual, spot = found_in(recorded(PERPETUAL), defaults), found_in(recorded(SPOT), defaults)

    assert perpetual == []
    assert [(sweep.numbers["levels"], round(sweep.numbers["bps"], 1)) for sweep in spot] == [
        (110, 10.5)
    ]

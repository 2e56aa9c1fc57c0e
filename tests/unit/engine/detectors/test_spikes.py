"""Specification of spikes of volume and of delta."""

import pickle
from collections.abc import Iterable
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.detection import Detection
from core.market import Trade
from engine.detectors.spikes import SpikeOptions, Spikes
from tests.support.facts import NOON, SECOND, a_trade

EVEN_S = 60 - NOON // SECOND % 60
FEW = SpikeOptions(volume_z=5, delta_z=5, least_minutes=4, least_usd=0)


def a_minute(place: int, bought: float, sold: float) -> list[Trade]:
    at_s = EVEN_S + place * 60
    return [
        a_trade(1, size=bought, at_s=at_s + 10),
        a_trade(1, size=sold, side="sell", at_s=at_s + 20),
    ]


def tape(*minutes: tuple[float, float]) -> list[Trade]:
    """Minutes of (bought, sold) dollars: one before that nobody saw whole, and one after."""
    framed = [(1.0, 1.0), *minutes, (1.0, 1.0)]
    return [trade for place, sums in enumerate(framed) for trade in a_minute(place, *sums)]


def found_in(
    trades: Iterable[Trade], options: SpikeOptions = FEW, detector: Spikes | None = None
) -> list[Detection]:
    spikes = detector or Spikes(options)
    found = [finding for trade in trades for finding in spikes.update(trade)]
    return [finding for finding in found if isinstance(finding, Detection)]


# Volumes 20, 22, 24, 26 and deltas 0, 2, 0, 2.
CALM = [(10.0, 10.0), (12.0, 10.0), (12.0, 12.0), (14.0, 12.0)]


def test_a_minute_of_far_more_volume_is_a_spike_known_at_its_end() -> None:
    trades = tape(*CALM, (500.0, 499.0))

    (spike,) = found_in(trades)

    assert (spike.kind, spike.side, spike.numbers["usd"]) == ("volume_spike", None, 999)
    assert spike.numbers["median_usd"] == 23
    assert spike.numbers["z"] == pytest.approx((999 - 23) / (1.4826 * 2))
    assert spike.formed_ns == NOON + (EVEN_S + 5 * 60) * SECOND
    assert spike.known_ns == spike.formed_ns + 60 * SECOND
    assert spike.seen_ns == trades[-2].seen_ns


def test_a_minute_in_which_takers_only_sold_is_a_bearish_delta_spike() -> None:
    (spike,) = found_in(tape(*CALM, (1.0, 24.0)))

    assert (spike.kind, spike.side, spike.numbers["usd"]) == ("delta_spike", "bearish", -23)


def test_while_it_goes_on_it_is_the_same_spike() -> None:
    assert len(found_in(tape(*CALM, (500, 499), (600, 599), (550, 549)))) == 1


def test_after_a_calm_minute_the_next_one_is_another() -> None:
    kinds = [spike.kind for spike in found_in(tape(*CALM, (500, 499), (12, 11), (900, 899)))]

    assert kinds == ["volume_spike", "volume_spike"]


def test_a_delta_that_turns_round_is_another() -> None:
    found = found_in(tape(*CALM, (24, 1), (1, 24)))

    assert [spike.side for spike in found] == ["bullish", "bearish"]


def test_before_enough_is_known_nothing_is_unusual() -> None:
    assert found_in(tape(*CALM[:3], (500, 100))) == []


def test_where_all_minutes_are_equal_nothing_can_be_said() -> None:
    assert found_in(tape(*[(10, 10)] * 5, (500, 100))) == []


def test_small_money_is_no_spike() -> None:
    dear = SpikeOptions(volume_z=5, delta_z=5, least_minutes=4, least_usd=1_000)

    assert found_in(tape(*CALM, (500, 499)), dear) == []


def test_what_was_usual_a_day_ago_is_forgotten() -> None:
    two_days = 2 * 24 * 60
    later = [
        *a_minute(two_days, 1, 1),
        *a_minute(two_days + 1, 500, 1),
        *a_minute(two_days + 2, 1, 1),
    ]

    assert found_in([*tape(*CALM), *later]) == []


def test_it_goes_on_where_it_was_stopped_in_the_middle_of_a_minute() -> None:
    history = tape(*CALM, (500, 400), (600, 100))
    stopped = Spikes(FEW)
    before = found_in(history[:11], detector=stopped)

    again = pickle.loads(pickle.dumps(stopped))  # noqa: S301 - our own bytes

    assert before + found_in(history[11:], detector=again) == found_in(history)


@pytest.mark.parametrize(
    "options",
    [{"volume_z": 0.0}, {"delta_z": float("inf")}, {"least_minutes": 1}, {"least_usd": -1.0}],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="take"):
        SpikeOptions(**options)  # type: ignore[arg-type]


sums = st.lists(st.sampled_from([1.0, 2.0, 3.0, 30.0, 200.0]), min_size=5, max_size=30)


@settings(max_examples=40)
@given(sums)
def test_every_excursion_of_volume_is_told_once_as_a_look_at_all_minutes_says(
    bought: list[float],
) -> None:
    found = found_in(tape(*((usd, usd) for usd in bought)))

    volumes = [2 * usd for usd in bought]
    expected, away = [], False
    for place in range(4, len(volumes)):
        centre = median(volumes[:place])
        spread = 1.4826 * median(abs(usd - centre) for usd in volumes[:place])
        if not spread:
            continue
        z = (volumes[place] - centre) / spread
        if z >= 5 and not away:
            expected.append(NOON + (EVEN_S + (place + 1) * 60) * SECOND)
        away = z >= (2.5 if away else 5)
    assert [spike.formed_ns for spike in found if spike.kind == "volume_spike"] == expected

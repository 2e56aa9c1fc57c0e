"""Specification of moves of the price: far, within little time."""

import pickle
from collections.abc import Iterable

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.detection import Detection
from core.market import Trade
from engine.detectors.price_move import FarMove, PriceMoveOptions, PriceMoves
from tests.support.facts import a_trade

ONE_IN_FIVE = PriceMoveOptions(moves=(FarMove(minutes=5, percent=1.0),))
WINDOW_S = 300


def tape(*prices: tuple[float, float]) -> list[Trade]:
    """Trades of (second, price)."""
    return [
        a_trade(price, at_s=at_s, name=f"{number}") for number, (at_s, price) in enumerate(prices)
    ]


def found_in(trades: Iterable[Trade], options: PriceMoveOptions = ONE_IN_FIVE) -> list[Detection]:
    detector = PriceMoves(options)
    found = [finding for trade in trades for finding in detector.update(trade)]
    return [finding for finding in found if isinstance(finding, Detection)]


def test_a_rise_of_so_many_per_cent_from_the_lowest_is_told_with_where_it_began() -> None:
    trades = tape((0, 1_010), (60, 1_000), (120, 1_005), (240, 1_010))

    (rise,) = found_in(trades)

    assert (rise.kind, rise.side) == ("price_move", "bullish")
    assert (rise.low, rise.high, rise.level) == (1_000, 1_010, 1_010)
    assert rise.formed_ns == rise.known_ns == trades[-1].at_ns
    assert rise.numbers == {
        "percent": pytest.approx(1.0),
        "minutes": 5.0,
        "took_s": 180.0,
        "bound_percent": 1.0,
    }


def test_a_fall_is_reckoned_from_the_highest() -> None:
    (fall,) = found_in(tape((0, 1_000), (60, 990)))

    assert (fall.side, fall.low, fall.high) == ("bearish", 990, 1_000)
    assert fall.numbers["percent"] == pytest.approx(-1.0)


@pytest.mark.parametrize("price", [1_009.99, 990.01])
def test_a_hair_less_is_nothing(price: float) -> None:
    assert found_in(tape((0, 1_000), (60, price))) == []


def test_what_takes_longer_than_the_window_is_nothing() -> None:
    assert found_in(tape((0, 1_000), (WINDOW_S, 1_010))) == []
    assert len(found_in(tape((0, 1_000), (WINDOW_S - 1, 1_010)))) == 1


def test_a_price_that_trembles_around_the_bound_moved_once() -> None:
    trembling = [(10.0 * step, 1_010 if step % 2 else 1_006) for step in range(1, 20)]

    assert len(found_in(tape((0, 1_000), *trembling))) == 1


def test_after_less_than_half_of_it_the_next_is_another() -> None:
    half, less = 1_005.0, 1_004.9

    assert len(found_in(tape((0, 1_000), (10, 1_010), (20, half), (30, 1_010)))) == 1
    assert len(found_in(tape((0, 1_000), (10, 1_010), (20, less), (30, 1_010)))) == 2


def test_a_price_that_goes_far_and_comes_back_moved_twice() -> None:
    sides = [move.side for move in found_in(tape((0, 1_000), (10, 1_020), (20, 1_000)))]

    assert sides == ["bullish", "bearish"]


def test_each_window_tells_for_itself_under_names_of_their_own() -> None:
    both = PriceMoveOptions(moves=(FarMove(minutes=1, percent=1), FarMove(minutes=5, percent=1)))

    moves = found_in(tape((0, 1_000), (10, 1_010)), both)

    assert [move.numbers["minutes"] for move in moves] == [1.0, 5.0]
    assert moves[0].id != moves[1].id


def test_trades_learned_late_or_out_of_order_change_nothing() -> None:
    first, late, old = tape((100, 1_000), (110, 500), (90, 500))

    assert found_in([first, msgspec.structs.replace(late, late_ns=1), old]) == []


def test_it_goes_on_after_a_restart_where_it_was() -> None:
    before, after = tape((0, 1_000), (10, 1_010))[:1], tape((0, 1_000), (10, 1_010))[1:]
    detector = PriceMoves(ONE_IN_FIVE)
    detector.update(before[0])

    restarted = pickle.loads(pickle.dumps(detector))  # noqa: S301 - written on this line

    assert restarted.update(after[0]) == detector.update(after[0]) != []


@pytest.mark.parametrize(
    ("minutes", "percent", "message"),
    [(0, 1.0, "minutes 0"), (1_441, 1.0, "minutes 1441"), (5, 0.0, "percent 0"), (5, 100, "100")],
)
def test_a_move_that_cannot_be_is_refused(minutes: int, percent: float, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        FarMove(minutes=minutes, percent=percent)


def test_options_that_would_tell_twice_or_never_again_are_refused() -> None:
    five = FarMove(minutes=5, percent=1.0)

    with pytest.raises(ValueError, match="one percentage for each number of minutes"):
        PriceMoveOptions(moves=(five, five))
    with pytest.raises(ValueError, match=r"again 0.*: take more than 0"):
        PriceMoveOptions(again=0.0)


steps = st.lists(st.tuples(st.integers(0, 90), st.integers(-8, 8)), min_size=2, max_size=60)


@settings(max_examples=60)
@given(steps)
def test_it_tells_what_looking_through_all_trades_tells(walk: list[tuple[int, int]]) -> None:
    at_s, price, points = 0, 1_000, []
    for wait, step in walk:
        at_s, price = at_s + wait, price + step
        points.append((float(at_s), float(price)))
    trades = tape(*points)

    told = [(move.texts["trade"], move.side) for move in found_in(trades)]

    assert told == by_looking_through_all(trades)


def by_looking_through_all(trades: list[Trade]) -> list[tuple[str, str]]:
    """Rises and falls of one per cent in five minutes, by their words alone."""
    found, up, down = [], False, False
    for trade in trades:
        second = trade.at_ns // 10**9
        young = [
            other.price
            for other in trades[: trades.index(trade) + 1]
            if other.at_ns // 10**9 > second - WINDOW_S
        ]
        low, high = min(young), max(young)
        rises, falls = trade.price >= low * 1.01, trade.price <= high * 0.99
        found += [(trade.id, "bullish")] if rises and not up else []
        found += [(trade.id, "bearish")] if falls and not down else []
        up = rises or (up and trade.price >= low * 1.005)
        down = falls or (down and trade.price <= high * 0.995)
    return found

"""Specification of the gallery's track record: nothing is said with what came later."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from core.market import Candle
from core.time_units import DAY_NS, HOUR_NS
from whale.charts.bent import flat, holed, priced
from whale.charts.forecasts import by_own_kind, of_touches
from whale.charts.made_up import made_up_candles
from whale.charts.signals import Signal, close_by_time, rising_days, signals


def candles(days: int = 20) -> Sequence[Candle]:
    return made_up_candles("ETHUSDT", "15m", seed=7)[-days * 96 :]


def a_signal(at_day: float, after: float, *, kind: str = "FVG", way: int = 1) -> Signal:
    known_ns = round(at_day * DAY_NS)
    return Signal(kind=kind, known_ns=known_ns, way=way, after_1h=0.0, after_24h=after)


def test_a_signal_is_judged_by_the_close_a_day_later_counted_its_way() -> None:
    closes = close_by_time(candles())

    for each in signals(candles()):
        price, day = closes[each.known_ns], closes[each.known_ns + DAY_NS]
        assert each.after_24h == pytest.approx((day / price - 1) * 100)
        assert each.after_1h == pytest.approx((closes[each.known_ns + HOUR_NS] / price - 1) * 100)
        assert each.right == ((day - price) * each.way > 0)


def test_signals_of_the_last_day_and_before_a_hole_are_left_to_nobody_s_judgement() -> None:
    whole, torn = signals(candles()), signals(holed(candles(), 96, 193))

    newest_ns = candles()[-1].at_ns
    assert whole
    assert max(each.known_ns for each in whole) <= newest_ns - DAY_NS
    judged_in_hole = [
        each
        for each in torn
        if newest_ns - 2 * DAY_NS < each.known_ns + DAY_NS < newest_ns - DAY_NS
    ]
    assert not judged_in_hole


def test_a_chance_counts_only_what_was_over_when_it_was_given() -> None:
    past = [a_signal(at * 0.01, 1.0) for at in range(30)]

    too_early = by_own_kind([*past, a_signal(0.9, 1.0)])
    later = by_own_kind([*past, a_signal(1.5, 1.0)])

    assert len(too_early) == 0
    assert later.said == [0.969]
    assert later.happened == [True]


def test_what_happens_later_changes_no_earlier_chance() -> None:
    signals_ = [
        a_signal(at / 4, (-1.0) ** at, kind="FVG" if at % 3 else "BOS") for at in range(300)
    ]
    bent = [*signals_[:200], *(a_signal(at / 4, 9.0) for at in range(200, 300))]

    one, other = by_own_kind(signals_), by_own_kind(bent)

    same = sum(at_ns <= signals_[200].known_ns for at_ns in one.at_ns)
    assert same > 50
    assert one.said[:same] == other.said[:same]


def test_touch_chances_fall_with_distance_and_know_nothing_of_later_candles() -> None:
    usual = list(candles(6))
    jumped = [*usual[:-16], *(replace(each, high=each.high * 2) for each in usual[-16:])]

    one, other = of_touches(usual), of_touches(jumped)

    assert one.said[0:10:2] == sorted(one.said[0:10:2], reverse=True)
    assert one.said == other.said
    assert sum(other.happened) > sum(one.happened)


def test_a_market_that_stands_still_has_no_chance_of_touching_anything() -> None:
    still = of_touches(flat(candles(4)))

    assert set(still.said) == {0.005}
    assert not any(still.happened)


def test_the_base_rate_is_how_often_days_rise_and_needs_a_day() -> None:
    share = rising_days(close_by_time(candles()))

    assert 0.2 < share < 0.8
    with pytest.raises(ValueError, match="less than a day"):
        rising_days(close_by_time(candles()[:50]))


def test_bent_candles_keep_their_moves_and_take_the_price_asked_for() -> None:
    usual = candles(2)

    tiny = priced(usual, "TINY", 0.00001234)

    assert tiny[-1].close == pytest.approx(0.00001234)
    assert tiny[0].high / tiny[0].low == pytest.approx(usual[0].high / usual[0].low)
    assert len(holed(usual, 5, 9)) == len(usual) - 4

"""Specification of what stands: each thing a chart told of, followed to its end."""

from itertools import count

import pytest
from hypothesis import given

from core.detection import Detection, DetectionId
from core.market import TIMEFRAME_NS, Candle
from engine.structure.options import StructureOptions
from tests.support.facts import NOON, a_candle
from tests.support.structure import of_kinds, read, walks
from usecases.chart_marks import DealingRange
from usecases.dealing_range import dealing_range
from usecases.standing_structure import KINDS, standing

STEP = TIMEFRAME_NS["15m"]
CANDLES = [a_candle(place, 100.0, 101.0, 99.0, 100.0) for place in range(3)]
SHORT = StructureOptions(swing_length=2, internal_length=0, atr_length=1, equal_atr=1.0)
number = count()


def told(kind: str, place: int = 0, *, of: Detection | None = None, **fields: object) -> Detection:
    """A detection of one candle, with only what matters."""
    usual: dict[str, object] = {
        "side": "bullish",
        "low": 90.0,
        "high": 92.0,
        "level": 90.0,
        "of": of.id if of else None,
    }
    return Detection(
        id=DetectionId(f"d{next(number)}"),
        kind=kind,
        subject="bybit:ETHUSDT",
        formed_ns=NOON + place * STEP,
        known_ns=NOON + (place + 1) * STEP,
        seen_ns=NOON + (place + 1) * STEP,
        timeframe="15m",
        **(usual | fields),  # type: ignore[arg-type]
    )


def test_a_gap_stands_until_it_is_filled() -> None:
    gap, other = told("fvg"), told("fvg", low=80.0)
    half, filled = told("fvg_half", of=gap), told("fvg_filled", of=gap)

    before = standing([gap, other, half], CANDLES)
    after = standing([gap, other, half, filled], CANDLES)

    assert [(zone.low, zone.tested) for zone in before.zones] == [(90.0, True), (80.0, False)]
    assert [zone.low for zone in after.zones] == [80.0]


def test_a_block_that_price_closed_through_gives_way_to_its_breaker_and_that_to_nothing() -> None:
    block = told("order_block")
    over = told("order_block_invalidated", of=block)
    breaker = told("breaker_block", of=block, side="bearish")
    end = told("breaker_block_invalidated", of=breaker)

    lives = [
        standing([block, over, breaker, end][:told_of], CANDLES).zones for told_of in (1, 3, 4)
    ]

    assert [[(zone.kind, zone.side) for zone in zones] for zones in lives] == [
        [("order_block", "bullish")],
        [("breaker", "bearish")],
        [],
    ]


def test_what_the_internal_track_told_is_inner_and_has_a_life_of_its_own() -> None:
    main, inner = told("order_block"), told("internal_order_block", low=91.0)
    over = told("internal_order_block_invalidated", of=inner)

    both, one = (standing(found, CANDLES).zones for found in ([main, inner], [main, inner, over]))

    assert [zone.inner for zone in both] == [False, True]
    assert [zone.inner for zone in one] == [False]


def test_a_break_reaches_from_its_swing_or_from_where_that_was_counted() -> None:
    swing = told("swing_high", 2, level=105.0)
    near = told("choch", 9, of=swing, level=105.0)
    far = told("internal_bos", 9, of=told("internal_swing_high"), numbers={"candles": 30.0})

    found = standing([swing, near, far], CANDLES).breaks

    assert [(each.kind, each.inner) for each in found] == [("choch", False), ("bos", True)]
    assert [each.from_ns for each in found] == [swing.formed_ns, near.formed_ns - 30 * STEP]
    assert {each.to_ns for each in found} == {near.formed_ns}


def test_a_pool_reaches_from_one_swing_to_the_other_and_is_gone_once_swept() -> None:
    older, newer = told("swing_high", 1, level=105.0), told("swing_high", 5, level=104.5)
    pool = told(
        "equal_highs", 5, low=104.5, high=105.0, level=105.0, texts={"swing": str(newer.id)}
    )
    swept = told("pool_swept", 9, of=pool, level=105.0, side="bearish", numbers={"beyond": 0.5})

    [stands] = standing([older, newer, pool], CANDLES).pools
    after = standing([older, newer, pool, swept], CANDLES)

    assert (stands.from_ns, stands.from_price) == (older.formed_ns, 105.0)
    assert (stands.to_ns, stands.to_price) == (newer.formed_ns, 104.5)
    assert (stands.gone, after.pools[0].gone) == (False, True)
    assert [(each.side, each.price) for each in after.sweeps] == [("bearish", 105.5)]


def test_a_pool_whose_older_swing_is_out_of_reach_is_left_out() -> None:
    newer = told("swing_low", 5, level=90.0)
    pool = told("equal_lows", 5, low=90.0, high=90.5, texts={"swing": str(newer.id)})

    assert standing([newer, pool], CANDLES).pools == []


def test_a_sweep_ends_where_its_wick_ends() -> None:
    low = told("sweep", level=90.0, numbers={"beyond": 1.5})
    high = told("previous_day_high_swept", side="bearish", level=110.0, numbers={"beyond": 2.0})

    found = standing([low, high], CANDLES).sweeps

    assert [(each.side, each.price) for each in found] == [("bullish", 88.5), ("bearish", 112.0)]


def test_a_strong_low_is_key_until_structure_breaks_it() -> None:
    swing = told("swing_low", 3)
    strong = told("strong_low", 8, of=swing, level=90.0)
    swept, broken = told("sweep", 9, of=swing), told("choch", 10, of=swing)

    before = standing([swing, strong, swept], CANDLES).keys
    after = standing([swing, strong, swept, broken], CANDLES).keys

    assert [(key.kind, key.extreme, key.price) for key in before] == [("strong", "low", 90.0)]
    assert before[0].from_ns == swing.formed_ns
    assert after == []


def test_the_newest_high_of_the_structure_takes_the_place_of_those_before() -> None:
    first = told("weak_high", 4, of=told("swing_high"), level=105.0)
    second = told("strong_high", 8, of=told("swing_high"), level=103.0)

    keys = standing([first, second], CANDLES).keys

    assert [(key.kind, key.price) for key in keys] == [("strong", 103.0)]


def test_the_high_of_the_day_before_outlives_a_sweep_and_ends_with_a_close_beyond() -> None:
    yesterday = told("previous_day_high", level=105.0)
    swept = told("previous_day_high_swept", 1, of=yesterday)
    broken = told("previous_day_high_broken", 2, of=yesterday)
    today = told("previous_day_high", 96, level=107.0)

    stories = ([yesterday, swept], [yesterday, swept, broken], [yesterday, broken, today])

    assert [[key.price for key in standing(story, CANDLES).keys] for story in stories] == [
        [105.0],
        [],
        [107.0],
    ]


def test_the_zone_of_entry_stands_while_its_range_does() -> None:
    swings = [told("swing_low", -9, level=95.0), told("swing_high", -5, level=105.0)]
    entry = told(
        "ote_entered", low=95.0, high=105.0, numbers={"zone_low": 97.1, "zone_high": 98.82}
    )
    beyond = a_candle(3, 100.0, 106.0, 99.0, 100.0)

    [zone] = standing([*swings, entry], CANDLES).zones

    assert (zone.kind, zone.low, zone.high) == ("ote", 97.1, 98.82)
    assert standing([*swings, entry], [*CANDLES, beyond]).zones == []


def test_the_range_needs_a_swing_of_each_kind_since_the_last_hole() -> None:
    low, high = told("swing_low", 0, level=95.0), told("swing_high", 0, level=105.0)
    after_hole = [a_candle(7, 100.0, 101.0, 99.0, 100.0)]

    assert dealing_range([low], CANDLES) is None
    assert dealing_range([low, high], CANDLES) == DealingRange(95.0, 105.0)
    assert dealing_range([low, high], CANDLES + after_hole) is None


@given(walks)
def test_the_range_is_the_one_the_detector_judges_by(candles: list[Candle]) -> None:
    found = read(candles, SHORT)

    halves = of_kinds(found, "premium_entered", "discount_entered", "equilibrium_crossed")

    for half in halves:
        until = [each for each in candles if each.open_ns <= half.formed_ns]
        known = [each for each in found if each.known_ns <= half.known_ns]
        assert dealing_range(known, until) == DealingRange(half.low or 0.0, half.high or 0.0)


@given(walks)
def test_no_candle_has_gone_through_a_gap_that_stands(candles: list[Candle]) -> None:
    found = [each for each in read(candles, SHORT) if each.kind in KINDS]

    gaps = [zone for zone in standing(found, candles).zones if zone.kind == "fvg"]

    for gap in gaps:
        after = [each for each in candles if each.open_ns > gap.from_ns + STEP]
        assert all(
            each.low > gap.low if gap.side == "bullish" else each.high < gap.high for each in after
        )


@given(walks)
def test_the_order_in_which_one_candle_told_things_does_not_matter(candles: list[Candle]) -> None:
    found = [each for each in read(candles, SHORT) if each.kind in KINDS]

    one = standing(sorted(found, key=lambda each: (each.known_ns, each.id)), candles)
    other = standing(sorted(found, key=lambda each: (each.known_ns, each.kind)), candles)

    assert (one.range, one.keys) == (other.range, other.keys)
    assert len(one.zones) == len(other.zones)


def test_nothing_told_is_nothing_standing() -> None:
    empty = standing([], CANDLES)

    assert (empty.zones, empty.breaks, empty.pools, empty.sweeps, empty.keys) == (
        [],
        [],
        [],
        [],
        [],
    )
    assert empty.range is None


@pytest.mark.parametrize("kind", ["fvg", "internal_breaker_block", "previous_week_low_broken"])
def test_what_must_be_known_is_asked_for_by_name(kind: str) -> None:
    assert kind in KINDS
    assert len(set(KINDS)) == len(KINDS)

"""Specification of the structure picture: few marks, the newest and the nearest, all of them named.

What stands is made up here, mark by mark, on candles that stay near 100.
"""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.charts import USUAL, describe, structure
from bot.charts.kit.candles import Candles
from bot.charts.kit.canvas import Canvas
from bot.charts.kit.look import Look
from bot.charts.structure import StructureScene
from bot.charts.structure.key_prices import KeyPrice
from bot.charts.structure.layout import StructureLayout
from bot.charts.structure.marks import Break, Pool, Sweep
from bot.charts.structure.ruler import Range
from bot.charts.structure.zones import Side, Zone, ZoneKind
from bot.charts.theme import THEMES
from tests.unit.bot.charts import scenes

BARS = scenes.candles(90, seed=4, price=100.0, move=0.004)
LAST = float(BARS.close[-1])


def at(place: int) -> int:
    return int(BARS.open_time_ns[place])


def scene(candles: Candles = BARS, **marks: object) -> StructureScene:
    usual: dict[str, object] = {
        "symbol": "ETHUSDT",
        "venue": "Bybit perp",
        "timeframe": "15 m",
        "tick_decimals": 2,
        "candles": candles,
    }
    return StructureScene(**(usual | marks))  # type: ignore[arg-type]


def zone(
    away: float,
    kind: ZoneKind = "fvg",
    side: Side = "bearish",
    high: float = 0.4,
    *,
    tested: bool = False,
) -> Zone:
    """A zone that begins so many points above the price, and its height."""
    low = LAST + away
    return Zone(kind=kind, side=side, low=low, high=low + high, from_time_ns=at(60), tested=tested)


def a_break(place: int, *, inner: bool = False, side: Side = "bullish", span: int = 8) -> Break:
    prices = BARS.high if side == "bullish" else BARS.low
    first = place - span
    return Break(
        kind="bos",
        side=side,
        level=float(prices[first]),
        from_time_ns=at(first),
        to_time_ns=at(place),
        inner=inner,
    )


def words(drawn: StructureScene) -> list[str]:
    return [word.text for word in structure.render(drawn, USUAL).words]


def layout(drawn: StructureScene) -> StructureLayout:
    return StructureLayout.of(drawn, USUAL)


def collisions(canvas: Canvas) -> list[tuple[str, str]]:
    outside = [(word.text, "") for word in canvas.words if not canvas.frame.holds(word.box)]
    return outside + [
        (one.text, other.text)
        for one, other in combinations(canvas.words, 2)
        if one.box.overlaps(other.box)
    ]


def test_of_many_zones_the_nearest_three_gaps_and_two_blocks_of_a_side_are_drawn() -> None:
    gaps = [zone(0.6 * step) for step in range(1, 6)]
    blocks = [zone(0.6 * step, "order_block", high=0.2) for step in range(1, 6)]

    drawn = layout(scene(zones=(*gaps[::-1], *blocks))).zones

    assert [each for each in drawn if each.kind == "fvg"] == gaps[:3]
    assert [each for each in drawn if each.kind == "order_block"] == blocks[:2]


def test_a_breaker_takes_the_place_of_a_block_that_is_not_there() -> None:
    breakers = [zone(0.6 * step, "breaker") for step in (1, 2)]
    blocks = [zone(0.6 * step, "order_block") for step in (3, 4)]

    alone = layout(scene(zones=tuple(breakers))).zones
    beside_one = layout(scene(zones=(*breakers, blocks[0]))).zones
    beside_two = layout(scene(zones=(*breakers, *blocks))).zones

    assert alone == breakers[:1]
    assert beside_one == [breakers[0], blocks[0]]
    assert beside_two == blocks


def test_of_zones_that_are_mostly_the_same_prices_one_is_drawn() -> None:
    outer, inside, other_side = (
        zone(0.5, "order_block", high=1.0),
        zone(0.6, "order_block", high=0.5),
        zone(0.5, "order_block", "bullish", high=1.0),
    )

    drawn = layout(scene(zones=(inside, outer, other_side))).zones

    assert sorted(each.side for each in drawn) == ["bearish", "bullish"]


def test_a_zone_too_thin_to_be_seen_leaves_its_place_to_the_next() -> None:
    thin, thick = zone(0.2, high=0.001), zone(1.0)

    assert layout(scene(zones=(thin, thick))).zones == [thick]


def test_a_block_that_price_was_in_the_middle_of_is_a_detail() -> None:
    tested = zone(0.5, "order_block", tested=True)

    usual, detail = (scene(zones=(tested,), detail=detail) for detail in (False, True))

    assert "OB−" not in words(usual)
    assert "OB−" in words(detail)
    assert "Structure in detail · Bybit perp · 15 m" in words(detail)


def test_the_main_structure_comes_first_and_the_inner_one_fills_what_is_left() -> None:
    inner = [a_break(place, inner=True) for place in range(30, 90, 5)]
    main = [a_break(place, span=15) for place in (21, 42)]

    drawn = layout(scene(breaks=(*inner, *main))).breaks

    assert drawn[0] == inner[-1]
    assert set(drawn) == {*inner[-3:], *main}


def test_a_candle_that_broke_an_inner_and_a_main_swing_is_told_of_the_main_one() -> None:
    main, inner = a_break(50, span=30), a_break(50, inner=True)

    assert layout(scene(breaks=(inner, main))).breaks == [main]


def test_inner_breaks_are_explained_where_there_are_any() -> None:
    with_inner, without = (scene(breaks=(a_break(50, inner=inner),)) for inner in (True, False))

    assert "zones stand until mitigated · dashed = inner swings" in words(with_inner)
    assert "zones stand until mitigated" in words(without)
    assert ". Inner bullish BOS 14:00 UTC" in describe(with_inner)
    assert "Inner bullish BOS 14:00" in words(with_inner)


def test_a_break_of_long_candles_or_of_long_ago_is_told_by_its_day() -> None:
    day = 86_400 * scenes.NS
    columns = {name: getattr(BARS, name) for name in BARS.__dataclass_fields__}
    days = Candles(**columns | {"open_time_ns": np.arange(90, dtype=np.int64) * day})
    broken = Break(
        kind="choch",
        side="bullish",
        level=float(days.high[70]),
        from_time_ns=70 * day,
        to_time_ns=89 * day,
    )

    assert ". Bullish CHoCH 31 Mar" in describe(scene(days, breaks=(broken,)))


@pytest.mark.parametrize("seed", range(12))
def test_the_newest_break_is_named_however_crowded_the_chart_is(seed: int) -> None:
    crowded = scenes.structure(seed, marks=300)
    newest = layout(crowded).breaks[0]

    canvas = structure.render(crowded, USUAL)

    assert newest.to_time_ns == max(mark.to_time_ns for mark in layout(crowded).breaks)
    assert newest.words in [word.text for word in canvas.words]


def test_hundreds_of_marks_leave_a_calm_picture() -> None:
    marks = [
        word.text
        for seed in range(8)
        for word in structure.render(scenes.structure(seed, marks=300), USUAL).words
    ]

    assert sum(text in {"BOS", "CHoCH"} for text in marks) <= 8 * 5
    assert marks.count("sweep") <= 8 * 3
    assert sum(text.startswith(("FVG", "OB", "BB", "OTE")) for text in marks) <= 8 * 8


def test_key_prices_at_one_height_share_a_line_and_a_label() -> None:
    price = float(BARS.high.max())
    keys = tuple(
        KeyPrice(kind=kind, extreme="high", price=price, from_time_ns=at(20))
        for kind in ("weak", "day", "week")
    )

    text = [word for word in words(scene(keys=keys)) if word.startswith("Weak high")]

    assert text == [f"Weak high · PDH · PWH {price:.2f}"]


def test_a_key_price_out_of_sight_is_left_out() -> None:
    far = KeyPrice(kind="day", extreme="low", price=LAST / 2, from_time_ns=at(0))

    assert not [word for word in words(scene(keys=(far,))) if word.startswith("PDL")]


def test_the_range_is_the_given_one_and_not_what_is_in_sight() -> None:
    wide = scene(range=Range(LAST - 1, LAST + 3))

    assert "25% of range · discount" in describe(wide)
    assert {"premium", "discount", "EQ 50%"} <= set(words(wide))


def test_of_a_range_far_beyond_the_picture_only_the_half_in_sight_is_named() -> None:
    cheap = scene(range=Range(LAST * 0.97, LAST * 2))

    said = words(cheap)

    assert "discount" in said
    assert not {"premium", "EQ 50%"} & set(said)


def test_a_chart_of_which_nothing_was_told_says_so() -> None:
    assert describe(scene()).endswith(". No structure in sight.")
    assert "No structure in sight" in words(scene())


def test_a_hole_is_explained_before_anything_else() -> None:
    holed = BARS.since(40)
    kept = np.r_[0:20, 30:50]
    columns = {name: getattr(holed, name)[kept] for name in holed.__dataclass_fields__}

    said = words(scene(Candles(**columns), breaks=(a_break(85, inner=True),)))

    assert "hatched = no data · dashed = inner swings" in said


def test_without_a_range_nothing_is_said_of_premium_and_discount() -> None:
    said = words(scene())

    assert not {"premium", "discount", "EQ 50%"} & set(said)
    assert "range" not in describe(scene())


def test_sweeps_and_pools_in_sight_are_named_as_far_as_there_is_room() -> None:
    top, low = int(np.argmax(BARS.high)), int(np.argmin(BARS.low))
    pool = Pool(
        kind="highs",
        from_price=float(BARS.high[top]),
        from_time_ns=at(top),
        to_price=float(BARS.high[top]),
        to_time_ns=at(top + 6),
    )
    sweep = Sweep(side="bullish", price=float(BARS.low[low]), time_ns=at(low))
    old = Sweep(side="bullish", price=LAST, time_ns=at(0) - 10**15)

    said = words(scene(pools=(pool,), sweeps=(sweep, old)))

    assert (said.count("EQH"), said.count("sweep")) == (1, 1)


def test_the_next_zone_is_told_by_its_nearer_edge_where_prices_are_long() -> None:
    tiny = scenes.candles(90, price=0.00001234)
    last = float(tiny.close[-1])
    below = Zone(
        kind="order_block", side="bullish", low=last * 0.98, high=last * 0.99, from_time_ns=at(60)
    )
    broken = Break(
        kind="bos",
        side="bullish",
        level=float(tiny.high[40]),
        from_time_ns=at(40),
        to_time_ns=at(50),
        inner=True,
    )
    span = Range(last * 0.97, last * 1.03)

    said = words(scene(tiny, zones=(below,), breaks=(broken,), range=span, tick_decimals=10))

    [told] = [text for text in said if text.startswith("next OB+")]
    assert told == f"next OB+ {last * 0.99:.9f}"


@pytest.mark.parametrize("price", [float("nan"), 0.0, -3.0, float("inf")])
def test_impossible_prices_are_refused_by_name(price: float) -> None:
    with pytest.raises(ValueError, match="a key price must be positive"):
        KeyPrice(kind="day", extreme="low", price=price, from_time_ns=0)
    with pytest.raises(ValueError, match="the ends of a range must be positive"):
        Range(1.0, price)
    with pytest.raises(ValueError, match="the level of a break must be positive"):
        Break(kind="bos", side="bullish", level=price, from_time_ns=0, to_time_ns=1)
    with pytest.raises(ValueError, match="the price of a sweep must be positive"):
        Sweep(side="bullish", price=price, time_ns=0)


def test_a_range_upside_down_is_refused() -> None:
    with pytest.raises(ValueError, match="a range ends above its beginning, not 2 to 1"):
        Range(2, 1)


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    count=st.integers(1, 200),
    marks=st.integers(0, 120),
    price=st.sampled_from([0.00001234, 0.5, 3_590.0, 100_000.0]),
    move=st.sampled_from([0.0, 1e-5, 0.002, 0.03]),
    detail=st.booleans(),
    theme=st.sampled_from(sorted(THEMES)),
)
def test_no_word_covers_another_whatever_stands(
    *, seed: int, count: int, marks: int, price: float, move: float, detail: bool, theme: str
) -> None:
    bars = scenes.candles(count, seed=seed, price=price, move=move)
    crowded = scenes.structure(seed, candles=bars, marks=marks, detail=detail, tick_decimals=10)

    canvas = structure.render(crowded, Look.of(theme=theme))

    assert not collisions(canvas)

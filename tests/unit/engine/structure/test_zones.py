"""Specification of open zones: who is waited for, in which order, and how many."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.detection import Detection, DetectionId, Direction
from engine.structure.bar import Bar
from engine.structure.course import Course, Stage, Zone
from engine.structure.teller import Teller
from engine.structure.zones import Zones

TOUCHED = Stage(kind="touched", depth="near")
PIERCED = Stage(kind="pierced", depth="beyond")
OVER = Stage(kind="over", depth="beyond", by="close", flips=True)
STAGES = (TOUCHED, PIERCED, OVER)


def a_zone(low: float, high: float, side: Direction = "bullish", name: str = "") -> Zone:
    return Zone(name=DetectionId(name or f"{low}-{high}"), side=side, low=low, high=high)


def a_bar(low: float, high: float, close: float) -> Bar:
    return Bar(
        index=0,
        open_ns=0,
        close_ns=60,
        seen_ns=60,
        late_ns=0,
        open=close,
        high=high,
        low=low,
        close=close,
        volume=1,
        atr=None,
        after_hole=False,
    )


def a_course(*stages: Stage, kind: str = "zone", heir: Course | None = None) -> Course:
    return Course(Teller("bybit:ETHUSDT", "15m"), kind, stages, heir=heir)


def open_zones(*zones: Zone, most: int = 500, course: Course | None = None) -> Zones:
    opened = Zones("bybit:ETHUSDT", "15m", most=most)
    for zone in zones:
        opened.add(zone, course or a_course(*STAGES))
    return opened


def told_by(zones: Zones, bar: Bar) -> list[Detection]:
    found: list[Detection] = []
    zones.read(bar, found)
    return found


def reached(zones: Zones, bar: Bar) -> list[tuple[str, str]]:
    return [(told.kind, str(told.of)) for told in told_by(zones, bar)]


def test_a_wick_at_the_edge_touches_and_one_at_the_far_edge_does_not_pierce() -> None:
    zones = open_zones(a_zone(90, 95))

    assert reached(zones, a_bar(90, 100, 99)) == [("touched", "90-95")]
    assert reached(zones, a_bar(89.9, 100, 90)) == [("pierced", "90-95")]
    assert reached(zones, a_bar(89.9, 100, 89.9)) == [("over", "90-95")]


def test_a_bearish_zone_is_reached_from_below() -> None:
    zones = open_zones(a_zone(90, 95, "bearish"))

    assert reached(zones, a_bar(80, 90, 85)) == [("touched", "90-95")]
    assert reached(zones, a_bar(80, 95.1, 95)) == [("pierced", "90-95")]
    assert reached(zones, a_bar(80, 96, 95.1)) == [("over", "90-95")]


def test_the_nearest_zone_is_told_first_in_whatever_order_they_came() -> None:
    zones = open_zones(a_zone(80, 85), a_zone(90, 95), a_zone(70, 75))

    assert reached(zones, a_bar(82, 100, 99)) == [
        ("touched", "90-95"),
        ("pierced", "90-95"),
        ("touched", "80-85"),
    ]


def test_a_stage_that_flips_is_told_with_the_other_side() -> None:
    zones = open_zones(a_zone(90, 95))

    *_, over = told_by(zones, a_bar(88, 100, 89))

    assert (over.kind, over.side, over.of, over.level) == ("over", "bearish", "90-95", 90)
    assert over.numbers == {"price": 89}


def test_the_farthest_zone_is_let_go_when_there_are_too_many() -> None:
    zones = open_zones(a_zone(80, 85), a_zone(70, 75), a_zone(90, 95), most=2)

    names = {name for _, name in reached(zones, a_bar(1, 100, 1))}

    assert names == {"80-85", "90-95"}


def test_zones_of_several_courses_stand_in_one_order() -> None:
    zones = open_zones(a_zone(80, 85), a_zone(90, 95))
    zones.add(a_zone(87, 88, name="other"), a_course(Stage(kind="reached", depth="half")))

    assert reached(zones, a_bar(84, 100, 99)) == [
        ("touched", "90-95"),
        ("pierced", "90-95"),
        ("reached", "other"),
        ("touched", "80-85"),
    ]


def test_what_ends_is_told_as_what_it_becomes_and_lives_on_as_that() -> None:
    heir = a_course(Stage(kind="heir_touched", depth="near"), kind="heir")
    zones = open_zones(a_zone(90, 95), course=a_course(OVER, heir=heir))

    over, born = told_by(zones, a_bar(85, 100, 86))
    (touched,) = told_by(zones, a_bar(85, 90, 86))

    assert (born.kind, born.side, born.of) == ("heir", "bearish", over.of)
    assert (born.low, born.high, born.numbers) == (90, 95, {"size": 5})
    assert (touched.kind, touched.of) == ("heir_touched", born.id)


prices = st.integers(80, 120)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(prices, st.integers(1, 5), st.booleans()), max_size=12),
    st.lists(st.tuples(prices, st.integers(0, 9), st.integers(0, 9)), max_size=12),
)
def test_any_zones_live_as_a_look_at_each_of_them_says(
    places: list[tuple[int, int, bool]], moves: list[tuple[int, int, int]]
) -> None:
    zones = [
        a_zone(low, low + size, "bullish" if up else "bearish", str(number))
        for number, (low, size, up) in enumerate(places)
    ]
    bars = [a_bar(close - below, close + above, close) for close, below, above in moves]

    opened = open_zones(*zones)
    found = [sorted(reached(opened, bar)) for bar in bars]

    left = {(stage.kind, zone.name) for stage in STAGES for zone in zones}
    for bar, told in zip(bars, found, strict=True):
        now = {
            (stage.kind, zone.name)
            for stage in STAGES
            for zone in zones
            if (stage.kind, zone.name) in left and comes_to(bar, stage, zone)
        }
        assert told == sorted(now)
        left -= now


def comes_to(bar: Bar, stage: Stage, zone: Zone) -> bool:
    up = zone.side == "bullish"
    edge = zone.high if (stage.depth == "near") == up else zone.low
    price = bar.close if stage.by == "close" else bar.low if up else bar.high
    if stage.depth != "beyond":
        return price <= edge if up else price >= edge
    return price < edge if up else price > edge

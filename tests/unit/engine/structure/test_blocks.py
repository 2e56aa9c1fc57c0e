"""Specification of order blocks and the breakers that they become."""

from typing import Literal

import pytest
from hypothesis import given, settings

from core.detection import Detection
from core.market import Candle
from engine.structure.options import StructureOptions
from tests.support.facts import a_candle
from tests.support.structure import a_road, of_kinds, read, walks

KINDS = (
    "order_block",
    "order_block_touched",
    "order_block_mitigated",
    "order_block_invalidated",
    "breaker_block",
    "breaker_block_touched",
    "breaker_block_invalidated",
)
ONE = StructureOptions(swing_length=1, internal_length=0, atr_length=3)

# A high of 12.5 at place 2; down to a low of 9.5 at places 4 and 5; up through the high at 8,
# after a last step down at place 6: from 11 to 10.5, wicks at 11.5 and 10.
UP = a_road(10, 11, 12, 11, 10, 11, 10.5, 12, 14)


def blocks(candles: list[Candle], options: StructureOptions = ONE) -> list[Detection]:
    return of_kinds(read(candles, options), *KINDS)


def mirrored(candles: list[Candle]) -> list[Candle]:
    return [
        a_candle(place, 30 - c.open, 30 - c.low, 30 - c.high, 30 - c.close)
        for place, c in enumerate(candles)
    ]


def after(*prices: float) -> list[Candle]:
    return [*UP, *a_road(*prices, first=len(UP))]


def test_the_last_candle_down_before_a_break_up_is_the_block() -> None:
    (block,) = blocks(UP)

    assert (block.kind, block.side, block.low, block.high) == ("order_block", "bullish", 10, 11.5)
    assert block.texts == {"break": "bos"}


def test_it_is_formed_at_its_candle_and_known_at_the_close_of_the_break() -> None:
    (block,) = blocks(UP)

    assert block.formed_ns == UP[6].open_ns
    assert (block.known_ns, block.seen_ns) == (UP[8].at_ns, UP[8].seen_ns)


def test_the_last_candle_up_before_a_break_down_is_the_block() -> None:
    (block,) = blocks(mirrored(UP))

    assert (block.side, block.low, block.high) == ("bearish", 18.5, 20)
    assert block.formed_ns == UP[6].open_ns


def test_by_the_other_reading_the_lowest_candle_is_the_block() -> None:
    extreme = StructureOptions(swing_length=1, internal_length=0, order_block="extreme")

    (block,) = blocks(UP, extreme)

    assert (block.formed_ns, block.low, block.high) == (UP[5].open_ns, 9.5, 11.5)


def test_of_equal_extremes_the_last_is_the_block() -> None:
    extreme = StructureOptions(swing_length=1, internal_length=0, order_block="extreme")
    twice = a_road(10, 11, 12, 11, 10, 11, 10, 12, 14)

    (block,) = blocks(twice, extreme)

    # The low of 9.5 is made at the fall of place 4, the rise of 5, the fall of 6 and the rise of 7.
    assert block.formed_ns == twice[7].open_ns


def test_the_body_alone_may_be_the_zone() -> None:
    body = StructureOptions(swing_length=1, internal_length=0, order_block_zone="body")

    (block,) = blocks(UP, body)

    assert (block.low, block.high) == (10.5, 11)


def test_a_break_without_a_candle_against_it_leaves_no_block() -> None:
    # The candles between the high at place 2 and its break close where they opened, or higher.
    straight = [*UP[:3], a_candle(3, 12, 12, 10, 12), a_candle(4, 12, 14, 11.5, 13.5)]

    assert len(of_kinds(read(straight, ONE), "bos")) == 1
    assert blocks(straight) == []


def test_it_tells_the_numbers_that_made_it() -> None:
    (block,) = blocks(UP)

    assert block.numbers["volume"] == 100
    assert block.numbers["size"] == 1.5
    assert block.numbers["candles"] == 2
    # The break's body of 2 is the largest since the block.
    assert block.numbers["displacement_atr"] == pytest.approx(2 / block.numbers["atr"])


def test_a_block_that_price_did_not_leave_with_force_may_be_left_out() -> None:
    def forced(least: float) -> list[Detection]:
        return blocks(
            UP,
            StructureOptions(
                swing_length=1,
                internal_length=0,
                atr_length=3,
                order_block_displacement=True,
                displacement_atr=least,
            ),
        )

    assert len(forced(0.9)) == 1
    assert forced(1.5) == []


def test_touch_and_mitigation_are_told_once_each_and_name_the_block() -> None:
    # Lows of 12.5, 11.5 (just the near edge), 10.75 (just the middle) and 10.
    block, *life = blocks(after(13, 12, 11.25, 10.5))

    assert [(event.kind, event.level, event.numbers["price"]) for event in life] == [
        ("order_block_touched", 11.5, 11.5),
        ("order_block_mitigated", 10.75, 10.75),
    ]
    assert {event.of for event in life} == {block.id}


def test_a_close_at_the_far_edge_does_not_end_it_and_one_below_does() -> None:
    at_the_edge, below = after(12, 10), after(12, 9.9)

    assert "order_block_invalidated" not in [event.kind for event in blocks(at_the_edge)]
    assert "order_block_invalidated" in [event.kind for event in blocks(below)]


def test_a_wick_below_ends_it_only_where_that_is_chosen() -> None:
    def ends(by: Literal["close", "wick"]) -> bool:
        options = StructureOptions(swing_length=1, internal_length=0, block_break_by=by)
        candles = [*UP, a_candle(9, 14, 14, 9.9, 12)]
        return "order_block_invalidated" in [event.kind for event in blocks(candles, options)]

    assert ends("wick")
    assert not ends("close")


def test_a_block_that_fails_is_a_breaker_of_the_other_side() -> None:
    found = blocks(after(12, 9.8))

    breaker = found[-1]
    assert [event.kind for event in found[-2:]] == ["order_block_invalidated", "breaker_block"]
    assert (breaker.side, breaker.low, breaker.high) == ("bearish", 10, 11.5)
    assert breaker.of == found[0].id


def test_a_breaker_is_touched_from_the_other_side_and_ends_beyond_it() -> None:
    candles = [
        *after(12, 9.5),
        a_candle(11, 9.5, 9.9, 9, 9.5),
        a_candle(12, 9.5, 10, 9.4, 9.6),
        a_candle(13, 9.6, 11.6, 9.6, 11.6),
    ]

    found = of_kinds(
        blocks(candles), "breaker_block", "breaker_block_touched", "breaker_block_invalidated"
    )

    breaker, touched, ended = found[:3]
    assert (touched.known_ns, touched.level) == (candles[12].at_ns, 10)
    assert (ended.known_ns, ended.level) == (candles[13].at_ns, 11.5)
    assert {touched.of, ended.of} == {breaker.id}


@settings(max_examples=40)
@given(walks)
def test_every_block_is_what_a_look_at_the_whole_leg_finds(candles: list[Candle]) -> None:
    for rule in ("opposite", "extreme"):
        options = StructureOptions(
            swing_length=1,
            internal_length=0,
            order_block="extreme" if rule == "extreme" else "opposite",
        )
        everything = read(candles, options)
        found = [
            (block.side, block.formed_ns, block.known_ns)
            for block in of_kinds(everything, "order_block")
        ]

        assert found == by_brute_force(candles, everything, rule)


def by_brute_force(
    candles: list[Candle], everything: list[Detection], rule: str
) -> list[tuple[str | None, int, int]]:
    swings = {swing.id: swing.formed_ns for swing in everything}
    found: list[tuple[str | None, int, int]] = []
    for broken in of_kinds(everything, "bos", "choch"):
        assert broken.of is not None
        up = broken.side == "bullish"
        leg = [c for c in candles if swings[broken.of] < c.open_ns < broken.formed_ns]
        if rule == "opposite":
            leg = [c for c in leg if (c.close < c.open if up else c.close > c.open)]
        else:
            leg = [
                c
                for c in leg
                if (c.low == min(x.low for x in leg) if up else c.high == max(x.high for x in leg))
            ]
        told = {event[:2] for event in found}
        if leg and (broken.side, leg[-1].open_ns) not in told:
            found.append((broken.side, leg[-1].open_ns, broken.known_ns))
    return found


@settings(max_examples=40)
@given(walks)
def test_every_life_is_what_a_look_at_every_later_candle_finds(candles: list[Candle]) -> None:
    found = blocks(candles)
    told = {(event.kind, event.of, event.known_ns) for event in found if event.of is not None}

    expected = set()
    names = {event.of: event for event in found if event.kind == "breaker_block"}
    for zone in found:
        if zone.kind not in {"order_block", "breaker_block"}:
            continue
        assert zone.low is not None
        assert zone.high is not None
        up, later = zone.side == "bullish", [c for c in candles if c.at_ns > zone.known_ns]
        near, far = (zone.high, zone.low) if up else (zone.low, zone.high)
        edges = {f"{zone.kind}_touched": near}
        if zone.kind == "order_block":
            edges["order_block_mitigated"] = (near + far) / 2
        for kind, edge in edges.items():
            reached = [c for c in later if (c.low <= edge if up else c.high >= edge)]
            expected |= {(kind, zone.id, c.at_ns) for c in reached[:1]}
        passed = [c for c in later if (c.close < far if up else c.close > far)]
        expected |= {(f"{zone.kind}_invalidated", zone.id, c.at_ns) for c in passed[:1]}
        if zone.kind == "order_block":
            expected |= {("breaker_block", zone.id, c.at_ns) for c in passed[:1]}
            assert (zone.id in names) == bool(passed)
    assert told == expected

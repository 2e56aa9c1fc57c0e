"""Specification of mitigation blocks: a swing that failed before structure broke."""

from hypothesis import given, settings

from core.detection import Detection
from core.market import Candle
from engine.structure.options import StructureOptions
from tests.support.facts import a_candle
from tests.support.structure import a_road, of_kinds, read, walks

ONE = StructureOptions(swing_length=1, internal_length=0)

# A high of 14.5 at place 2, a low of 10.5 at place 4, a lower high of 13.5 at place 6, the break of
# the low at place 9. The last candle up before the lower high is its own: from 12 to 13.
DOWN = a_road(12, 13, 14, 12, 11, 12, 13, 12, 11, 10)


def blocks(candles: list[Candle], options: StructureOptions = ONE) -> list[Detection]:
    found = read(candles, options)
    return [finding for finding in found if finding.kind.startswith("mitigation_block")]


def mirrored(candles: list[Candle]) -> list[Candle]:
    return [
        a_candle(place, 30 - c.open, 30 - c.low, 30 - c.high, 30 - c.close)
        for place, c in enumerate(candles)
    ]


def test_the_last_push_to_a_lower_high_is_a_bearish_block_when_the_low_breaks() -> None:
    (block,) = blocks(DOWN)

    assert (block.kind, block.side) == ("mitigation_block", "bearish")
    assert (block.low, block.high) == (11.5, 13.5)


def test_the_last_push_to_a_higher_low_is_a_bullish_block_when_the_high_breaks() -> None:
    (block,) = blocks(mirrored(DOWN))

    assert (block.side, block.low, block.high) == ("bullish", 16.5, 18.5)


def test_it_is_formed_at_the_push_and_known_at_the_break() -> None:
    (block,) = blocks(DOWN)

    assert (block.formed_ns, block.known_ns) == (DOWN[6].open_ns, DOWN[9].at_ns)


def test_a_high_that_took_the_one_before_it_is_no_failure() -> None:
    higher = a_road(12, 13, 14, 12, 11, 13, 15, 13, 11, 10)

    assert len(of_kinds(read(higher, ONE), "bos", "choch")) > 0
    assert blocks(higher) == []


def test_a_high_that_equals_the_one_before_it_is_no_failure() -> None:
    equal = a_road(12, 13, 14, 12, 11, 13, 14, 13, 11, 10)

    assert blocks(equal) == []


def test_the_body_alone_may_be_the_zone() -> None:
    body = StructureOptions(swing_length=1, internal_length=0, order_block_zone="body")

    (block,) = blocks(DOWN, body)

    assert (block.low, block.high) == (12, 13)


def test_it_tells_the_numbers_that_made_it() -> None:
    (block,) = blocks(DOWN)

    assert block.numbers == {"swing": 13.5, "size": 2, "volume": 100, "candles": 3}


def test_its_return_and_its_end_are_told_once_each_and_name_it() -> None:
    later = a_road(11, 13.5, 14, first=10)

    block, *life = blocks([*DOWN, *later])

    assert [(event.kind, event.level, event.known_ns) for event in life] == [
        ("mitigation_block_touched", 11.5, later[0].at_ns),
        ("mitigation_block_invalidated", 13.5, later[2].at_ns),
    ]
    assert {event.of for event in life} == {block.id}


@settings(max_examples=40)
@given(walks)
def test_every_block_is_what_a_look_back_from_the_break_finds(candles: list[Candle]) -> None:
    everything = read(candles, ONE)
    found = [
        (block.side, block.formed_ns, block.known_ns)
        for block in of_kinds(everything, "mitigation_block")
    ]

    assert sorted(found, key=str) == sorted(by_brute_force(candles, everything), key=str)


def by_brute_force(
    candles: list[Candle], everything: list[Detection]
) -> list[tuple[str | None, int, int]]:
    swings = of_kinds(everything, "swing_high", "swing_low")
    formed = {swing.id: swing.formed_ns for swing in swings}
    found: list[tuple[str | None, int, int]] = []
    used = set()
    for broken in of_kinds(everything, "bos", "choch"):
        down = broken.side == "bearish"
        kind, label = ("swing_high", "LH") if down else ("swing_low", "HL")
        known = [s for s in swings if s.kind == kind and s.known_ns <= broken.known_ns]
        if not known or known[-1].texts.get("label") != label or known[-1].id in used:
            continue
        assert broken.of is not None
        pushes = [
            c
            for c in candles
            if formed[broken.of] < c.open_ns <= known[-1].formed_ns
            and (c.close > c.open if down else c.close < c.open)
        ]
        if pushes:
            used.add(known[-1].id)
            found.append((broken.side, pushes[-1].open_ns, broken.known_ns))
    return found

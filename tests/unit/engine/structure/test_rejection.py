"""Specification of rejection blocks: the long wick of a turning point."""

import pytest
from hypothesis import given, settings

from core.detection import Detection
from core.market import Candle
from engine.structure.options import StructureOptions
from tests.support.facts import a_candle
from tests.support.structure import of_kinds, read, walks

ONE = StructureOptions(swing_length=1, internal_length=0)

# The middle candle reaches from 10 to 14; its body ends at 12, its upper wick is half of it.
TURN = [a_candle(0, 10, 11, 10, 11), a_candle(1, 11, 14, 10, 12), a_candle(2, 12, 12, 10, 11)]


def blocks(candles: list[Candle], options: StructureOptions = ONE) -> list[Detection]:
    found = read(candles, options)
    return [finding for finding in found if finding.kind.startswith("rejection_block")]


def test_the_long_wick_of_a_swing_high_is_a_bearish_block() -> None:
    (block,) = blocks(TURN)

    assert (block.kind, block.side, block.low, block.high) == ("rejection_block", "bearish", 12, 14)


def test_the_long_wick_of_a_swing_low_is_a_bullish_block() -> None:
    turn = [a_candle(0, 10, 12, 9, 10), a_candle(1, 9, 13, 5, 10), a_candle(2, 10, 14, 9, 10)]

    (block,) = blocks(turn)

    assert (block.side, block.low, block.high) == ("bullish", 5, 9)


def test_it_is_known_when_its_swing_is() -> None:
    (block,) = blocks(TURN)

    assert (block.formed_ns, block.known_ns) == (TURN[1].open_ns, TURN[2].at_ns)


def test_a_wick_of_just_the_smallest_share_counts_and_a_shorter_one_does_not() -> None:
    longer = StructureOptions(swing_length=1, internal_length=0, rejection_wick=0.51)

    assert len(blocks(TURN)) == 1
    assert blocks(TURN, longer) == []


def test_a_swing_without_a_wick_leaves_none_however_small_it_may_be() -> None:
    any_wick = StructureOptions(swing_length=1, internal_length=0, rejection_wick=0)
    bare = [TURN[0], a_candle(1, 11, 14, 10, 14), TURN[2]]

    assert blocks(bare, any_wick) == []


def test_it_tells_the_numbers_that_made_it() -> None:
    (block,) = blocks(TURN)

    assert block.numbers == {"size": 2, "share": 0.5, "volume": 100}


def test_its_return_and_its_end_are_told_once_each_and_name_it() -> None:
    later = [
        a_candle(3, 11, 12, 10, 11),
        a_candle(4, 11, 14.5, 11, 14),
        a_candle(5, 14, 15, 13, 14.1),
    ]

    block, *life = [each for each in blocks([*TURN, *later]) if each.side == "bearish"]

    assert [(event.kind, event.level, event.known_ns) for event in life[:2]] == [
        ("rejection_block_touched", 12, later[0].at_ns),
        ("rejection_block_invalidated", 14, later[2].at_ns),
    ]
    assert {event.of for event in life[:2]} == {block.id}


@pytest.mark.parametrize("wrong", [-0.1, 1.1, float("nan")])
def test_a_share_that_cannot_be_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="rejection_wick"):
        StructureOptions(rejection_wick=wrong)


@settings(max_examples=40)
@given(walks)
def test_every_block_is_the_wick_of_the_swing_candle(candles: list[Candle]) -> None:
    options = StructureOptions(swing_length=2, internal_length=0)
    at = {candle.open_ns: candle for candle in candles}
    everything = read(candles, options)

    expected = []
    for swing in of_kinds(everything, "swing_high", "swing_low"):
        turn = at[swing.formed_ns]
        top, bottom = max(turn.open, turn.close), min(turn.open, turn.close)
        low, high = (top, turn.high) if swing.kind == "swing_high" else (turn.low, bottom)
        if high > low and 2 * (high - low) >= turn.high - turn.low:
            expected.append((low, high, swing.known_ns))

    found = of_kinds(everything, "rejection_block")
    assert [(block.low, block.high, block.known_ns) for block in found] == expected

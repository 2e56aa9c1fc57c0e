"""Specification of the charts beside PyIndicators: where it is right, ours say the same.

On the same real candles; what differs has a reason, and the reason is what is asserted. The table
stands in ``docs/detectors.md``.
"""

from pathlib import Path

import pytest

from core.market import Timeframe
from tests.support.peer_charts import Answer, answers, marks, of_recordings
from tests.support.peer_rules import blocks_by_extreme, equal_near, half_as_far_back
from tests.support.real_charts import FRAMES, SIDES, chart

pytestmark = of_recordings

each_chart = pytest.mark.parametrize("timeframe", FRAMES)


@pytest.fixture(scope="module")
def peer(peers_python: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Timeframe, Answer]:
    return answers(peers_python, "pyindicators", tmp_path_factory.mktemp("candles"))


@each_chart
def test_it_finds_the_same_gaps_and_stamps_them_when_they_are_known(
    timeframe: Timeframe, peer: dict[Timeframe, Answer]
) -> None:
    ours = chart(timeframe)

    gaps = {(ours.known(gap), SIDES[gap.side]) for gap in ours.told("fvg")}

    # It does not ask for the middle candle's colour; on a venue whose candles open at the close
    # before a gap always has it.
    assert marks(peer[timeframe]["gaps"]) == gaps


@each_chart
def test_its_swings_are_the_same_but_for_equal_prices(
    timeframe: Timeframe, peer: dict[Timeframe, Answer]
) -> None:
    its = marks(peer[timeframe]["swings"])

    different = its ^ chart(timeframe).swings()

    assert all(equal_near(timeframe, at) for at in different)


@each_chart
def test_its_order_blocks_are_those_of_its_rule_and_its_shorter_swings(
    timeframe: Timeframe, peer: dict[Timeframe, Answer]
) -> None:
    swings = half_as_far_back(timeframe)

    made = blocks_by_extreme(timeframe, swings, of_equals="first", until="before")

    assert peer[timeframe]["blocks"] == [
        [block.broken, of, block.low, block.high]
        for side in (1, -1)
        for (_, of), block in sorted(made.items(), key=lambda item: item[1].broken)
        if of == side
    ]


@each_chart
def test_an_order_block_of_a_swing_that_both_have_is_the_same_but_for_equal_extremes(
    timeframe: Timeframe, peer: dict[Timeframe, Answer]
) -> None:
    ours = chart(timeframe, "extreme").blocks()
    swings = half_as_far_back(timeframe)

    its = blocks_by_extreme(timeframe, swings, of_equals="first", until="before")

    shared = its.keys() & ours.keys()
    assert len(shared) > 0.6 * len(ours)
    for row, side in shared:
        mine, other = ours[row, side], its[row, side]
        edge = "low" if side == 1 else "high"
        assert mine.broken == other.broken
        assert mine == other or (
            getattr(mine, edge) == getattr(other, edge) and mine.row > other.row
        )


@each_chart
def test_an_order_block_that_one_alone_has_is_of_a_swing_that_only_its_shorter_look_allows(
    timeframe: Timeframe, peer: dict[Timeframe, Answer]
) -> None:
    ours = chart(timeframe, "extreme")
    mine, swings = ours.blocks(), half_as_far_back(timeframe)

    its = blocks_by_extreme(timeframe, swings, of_equals="first", until="before")

    assert not (its.keys() - mine.keys()) & ours.swings()
    for row, side in mine.keys() - its.keys():
        newer = {(at, side) for at in range(row + 1, mine[row, side].broken + 1)}
        assert newer & swings, "it has let the swing go for a newer one"

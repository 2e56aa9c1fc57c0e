"""Specification of the charts beside pyvsmc: where it is right, ours say the same.

On the same real candles; what differs has a reason, and the reason is what is asserted. The table
stands in ``docs/detectors.md``.
"""

from pathlib import Path

import pytest

from core.market import Timeframe
from tests.support.peer_charts import Answer, answers, marks, of_recordings
from tests.support.peer_rules import equal_near, seen
from tests.support.real_charts import FRAMES, LENGTH, SIDES, chart

pytestmark = of_recordings

each_chart = pytest.mark.parametrize("timeframe", FRAMES)


@pytest.fixture(scope="module")
def peer(peers_python: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Timeframe, Answer]:
    return answers(peers_python, "pyvsmc", tmp_path_factory.mktemp("candles"))


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
def test_it_breaks_the_same_levels_at_the_same_candles_where_it_breaks_them_once(
    timeframe: Timeframe, peer: dict[Timeframe, Answer]
) -> None:
    ours = chart(timeframe)
    mine = {(ours.formed(each), SIDES[each.side], each.level) for each in ours.told("bos", "choch")}

    its = {(row, side, level) for row, side, level, _ in peer[timeframe]["breaks"]}

    broken_at = {(side, level): row for row, side, level in sorted(mine, reverse=True)}
    of_equals = {
        side * seen(timeframe, side).tops[row]
        for row, side in marks(peer[timeframe]["swings"]) - ours.swings()
    }
    for row, side, level in its - mine:
        again = broken_at.get((side, level), row) < row
        assert again or level in of_equals, "a level breaks again when price has come back"
    for row, side, _ in mine - its:
        newer = {(at, side) for at in range(row - LENGTH, row)}
        assert newer & ours.swings(), "it has let a level go for a swing that nobody knows yet"


@each_chart
def test_the_last_opposite_candle_before_a_break_that_both_have_is_the_same_order_block(
    timeframe: Timeframe, peer: dict[Timeframe, Answer]
) -> None:
    ours = chart(timeframe)
    mine = {
        (block.row, side, block.low, block.high, block.broken)
        for (_, side), block in ours.blocks().items()
    }

    its = {tuple(block) for block in peer[timeframe]["blocks"]}

    breaks = {(row, side) for row, side, *_ in peer[timeframe]["breaks"]}
    our_breaks = {(row, side) for (_, side), row in ours.breaks().items()}
    assert all((broken, side) in our_breaks & breaks for _, side, *_, broken in mine & its)
    assert not any((broken, side) in breaks for _, side, *_, broken in mine - its)
    assert not any((broken, side) in our_breaks for _, side, *_, broken in its - mine)
    assert len(mine & its) > 0.95 * len(mine)

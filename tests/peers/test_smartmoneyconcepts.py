"""Specification of the charts beside smartmoneyconcepts: where it is right, ours say the same.

On the same real candles; what differs has a reason, and the reason is what is asserted. The table
of gaps, swings and breaks stands in ``docs/detectors.md``; that of order blocks is ``BLOCKS``.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.market import Timeframe
from tests.support.peer_charts import Answer, answers, marks, of_recordings
from tests.support.peer_rules import (
    BEGINS,
    INVENTED,
    blocks_by_extreme,
    one_candle_short,
    seen,
    survivors,
    tallest,
    without_neighbours,
)
from tests.support.real_charts import FRAMES, LENGTH, SIDES, Block, Mark, Marks, chart

pytestmark = of_recordings

SAME = "same swing, same break, same candle, same zone"
SHORTER = "its alone: its look-back is one candle shorter, so it has a swing more"
INVENTING = "its alone: it invents a swing on the first candle"
TURNED = "its alone: ours has let the swing go for a newer one, which its clean-up took"
TAKEN = "ours alone: its clean-up took the swing"
LATE = "ours alone: it takes no swing of the first candles"
EARLY = "ours alone: it has let the swing go for a newer one, long before that is known"
MORE = "ours alone: it has let the swing go for one that only its shorter look-back allows"

BLOCKS = {  # at 5m, 15m and 1h
    SAME: (245, 238, 233),
    SHORTER: (11, 8, 6),
    INVENTING: (1, 1, 1),
    TURNED: (27, 29, 26),
    TAKEN: (75, 77, 64),
    LATE: (0, 1, 0),
    EARLY: (5, 9, 5),
    MORE: (4, 3, 1),
}

each_chart = pytest.mark.parametrize("timeframe", FRAMES)


@pytest.fixture(scope="module")
def peer(peers_python: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Timeframe, Answer]:
    return answers(peers_python, "smartmoneyconcepts", tmp_path_factory.mktemp("candles"))


@each_chart
def test_it_finds_the_same_gaps_and_the_same_first_touches(
    timeframe: Timeframe, peer: dict[Timeframe, Answer]
) -> None:
    ours = chart(timeframe)

    touched = {each.of: ours.formed(each) for each in ours.told("fvg_touched")}

    assert len(peer[timeframe]["gaps"]) > 1_000
    assert [
        [ours.formed(gap), SIDES[gap.side], gap.low, gap.high, touched.get(gap.id, 0)]
        for gap in ours.told("fvg")
    ] == peer[timeframe]["gaps"]


@each_chart
def test_it_has_the_same_swings_but_for_its_shorter_look_back_and_its_clean_up(
    timeframe: Timeframe, peer: dict[Timeframe, Answer]
) -> None:
    ours = chart(timeframe)

    by_its_rules = set(without_neighbours(timeframe, one_candle_short(timeframe)))

    assert marks(peer[timeframe]["swings"]) - INVENTED == by_its_rules
    assert ours.swings() == {
        (row, side)
        for row, side in tallest(timeframe, before=LENGTH, after=LENGTH)
        if seen(timeframe, side).above_all_before(row)
    }


@each_chart
def test_a_break_of_a_swing_that_both_have_is_at_the_same_candle(
    timeframe: Timeframe, peer: dict[Timeframe, Answer]
) -> None:
    broken = chart(timeframe).breaks()

    breaks = peer[timeframe]["breaks"]
    shared = [(broken[row, side], at) for row, side, at, _ in breaks if (row, side) in broken]

    assert len(shared) > len(breaks) * 0.7
    assert sum(mine == its for mine, its in shared) / len(shared) >= 0.995


@each_chart
def test_its_order_blocks_are_those_of_its_rule_less_those_that_it_erases(
    timeframe: Timeframe, peer: dict[Timeframe, Answer]
) -> None:
    swings = marks(peer[timeframe]["swings"])

    made = blocks_by_extreme(timeframe, swings, of_equals="last", until="at")

    assert survivors(timeframe, made) == peer[timeframe]["blocks"]
    assert len(made) > 5 * len(peer[timeframe]["blocks"])


@each_chart
def test_every_order_block_is_the_same_or_has_one_of_few_reasons(
    timeframe: Timeframe, peer: dict[Timeframe, Answer]
) -> None:
    ours = chart(timeframe, "extreme")
    its_swings = marks(peer[timeframe]["swings"])

    its = blocks_by_extreme(timeframe, its_swings, of_equals="last", until="at")

    differ = _Differ(timeframe, ours.swings(), its_swings)
    mine = ours.blocks()
    assert Counter(differ.why(at, mine.get(at), its.get(at)) for at in its | mine) == Counter(
        {reason: counts[FRAMES.index(timeframe)] for reason, counts in BLOCKS.items()}
    )


@dataclass(frozen=True)
class _Differ:
    """Why one of the two has a block of a swing, and the other none or another one."""

    timeframe: Timeframe
    ours: Marks
    its: Marks

    def why(self, at: Mark, mine: Block | None, its: Block | None) -> str:
        if its is None:
            assert mine is not None
            return self._ours_alone(at, mine)
        if mine is None:
            return self._its_alone(at, its)
        return SAME if mine == its else "both have one, and they differ"

    def _its_alone(self, at: Mark, block: Block) -> str:
        row, side = at
        if at in self.ours:
            known = {(newer, side) for newer in range(row + 1, block.broken - LENGTH)}
            return TURNED if known & self.ours - self.its else "unexplained"
        if at in INVENTED:
            return INVENTING
        above = seen(self.timeframe, side).above_all_before(row)
        return "unexplained" if above else SHORTER

    def _ours_alone(self, at: Mark, block: Block) -> str:
        row, side = at
        if at not in self.its:
            candidates = one_candle_short(self.timeframe)
            if row < BEGINS:
                return LATE
            return TAKEN if at in candidates else "unexplained"
        newer = {(each, side) for each in range(row + 1, block.broken)} & self.its
        if newer & self.ours:
            return EARLY
        return MORE if newer else "unexplained"

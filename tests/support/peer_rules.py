"""The rules of other chart libraries, put on raw candles.

Where a library differs from ours, these say by which of its rules; each is checked against the
library's own answer before it explains anything.
"""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

import numpy as np

from core.market import Timeframe
from tests.support.real_charts import CANDLES, LENGTH, Block, Mark, Marks, recorded

INVENTED: Marks = {(row, side) for row in (0, CANDLES - 1) for side in (1, -1)}
"""smartmoneyconcepts puts a swing on the first and the last candle, whatever they are."""

BEGINS = 2 * LENGTH - 1
"""Its first row that can be a swing."""


@dataclass(frozen=True)
class Seen:
    """A chart as one side sees it, so that ``tops`` are broken upwards and ``closes`` do it."""

    side: int
    tops: list[float]
    bottoms: list[float]
    closes: list[float]

    def above_all_before(self, row: int) -> bool:
        """Whether a row is strictly above the candles before it, as ours asks of a swing."""
        return self.tops[row] > max(self.tops[row - LENGTH : row])

    def zone(self, row: int) -> tuple[float, float]:
        """The low and the high of a candle."""
        low, high = sorted((self.side * self.bottoms[row], self.side * self.tops[row]))
        return low, high


@cache
def seen(timeframe: Timeframe, side: int) -> Seen:
    """The lows' side is the highs' upside down."""
    names = ("high", "low", "close") if side == 1 else ("low", "high", "close")
    rows = recorded(timeframe)
    tops, bottoms, closes = ([side * float(row[name]) for row in rows] for name in names)
    return Seen(side, tops, bottoms, closes)


def tallest(timeframe: Timeframe, *, before: int, after: int) -> Marks:
    """Rows as far out as all of so many before and after them, of either side."""
    return {
        (row, side)
        for side in (1, -1)
        for tops in [seen(timeframe, side).tops]
        for row in range(before, CANDLES - after)
        if tops[row] == max(tops[row - before : row + after + 1])
    }


@cache
def one_candle_short(timeframe: Timeframe) -> list[Mark]:
    """Candidates of smartmoneyconcepts: one candle less before than after, a high before a low."""
    all_of_them = tallest(timeframe, before=LENGTH - 1, after=LENGTH)
    one_a_row = {row: side for row, side in sorted(all_of_them) if row >= BEGINS}
    return sorted(one_a_row.items())


def without_neighbours(timeframe: Timeframe, marked: list[Mark]) -> list[Mark]:
    """Its clean-up: of neighbours of one kind the more extreme stays; of equal ones the first."""
    tops = {side: seen(timeframe, side).tops for side in (1, -1)}
    kept: list[Mark] = []
    for row, side in marked:
        if not kept or kept[-1][1] != side:
            kept.append((row, side))
        elif tops[side][row] > tops[side][kept[-1][0]]:
            kept[-1] = row, side
    return kept


def half_as_far_back(timeframe: Timeframe) -> Marks:
    """Swings of PyIndicators' order blocks: half the length before, one candle short after."""
    rows = tallest(timeframe, before=LENGTH // 2, after=LENGTH - 1)
    return {(row, side) for row, side in rows if LENGTH <= row < CANDLES - LENGTH}


def equal_near(timeframe: Timeframe, at: Mark) -> bool:
    """Whether a swing's price stands a second time among the candles that it is compared with."""
    row, side = at
    tops = seen(timeframe, side).tops
    return tops[row] in tops[row - LENGTH : row] + tops[row + 1 : row + LENGTH + 1]


def blocks_by_extreme(
    timeframe: Timeframe,
    swings: Marks,
    *,
    of_equals: Literal["first", "last"],
    until: Literal["before", "at"],
) -> dict[Mark, Block]:
    """The block of each swing that a candle closes beyond while it is the newest of its kind.

    Parameters
    ----------
    swings
        As known in hindsight: each takes the older one's place long before it is confirmed.
    of_equals
        Which of equally extreme candles is the block.
    until
        Whether the older swing can still be broken ``at`` the newer one's own candle.
    """
    made = {}
    for side in (1, -1):
        sight = seen(timeframe, side)
        rows = sorted(row for row, of in swings if of == side)
        for pivot, newer in pairwise([*rows, CANDLES]):
            watched = range(pivot + 1, min(newer + (until == "at"), CANDLES))
            broken = next((row for row in watched if sight.closes[row] > sight.tops[pivot]), None)
            if broken is not None:
                made[pivot, side] = _block(sight, pivot, broken, of_equals)
    return made


def _block(sight: Seen, pivot: int, broken: int, of_equals: Literal["first", "last"]) -> Block:
    between = range(pivot + 1, broken)
    if not between:  # it happens to an invented swing only: the zone is upside down
        return Block(broken, pivot, *sight.zone(pivot)[::-1])
    rows = between if of_equals == "first" else reversed(between)
    row = min(rows, key=sight.bottoms.__getitem__)
    return Block(broken, row, *sight.zone(row))


def survivors(timeframe: Timeframe, made: dict[Mark, Block]) -> list[list[float]]:
    """What smartmoneyconcepts shows of its blocks in the end: row, side, low, high, turned at.

    A wick beyond the far edge turns a block; a later one beyond the other edge erases it, as if it
    had never been. Edges are rounded to 32 bits; the turn of a bullish one is stamped one candle
    early; 0 stands for a block that never turned.
    """
    sights = {side: seen(timeframe, side) for side in (1, -1)}
    kept: dict[int, list[float]] = {}
    for (_, side), block in made.items():
        sight, low, high = sights[side], _rounded(block.low), _rounded(block.high)
        far, near = (low, high) if side == 1 else (-high, -low)
        later = range(block.broken + 1, CANDLES)
        turned = next((row for row in later if sight.bottoms[row] < far), None)
        after = range(turned + 1, CANDLES) if turned is not None else ()
        if not any(sight.tops[row] > near for row in after):
            stamp = 0 if turned is None else turned - (side == 1)
            kept[block.row] = [block.row, side, low, high, stamp]
    return [kept[row] for row in sorted(kept)]


def _rounded(price: float) -> float:
    return float(np.float32(price))

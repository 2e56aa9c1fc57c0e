"""Specification of the charts beside other people's: where they are right, ours say the same.

Each library runs in a process of its own on the same real candles. What differs has a reason, and
the reason is what is asserted; the table stands in ``docs/detectors.md``.
"""

import csv
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.market import Timeframe
from tests.support.real_charts import CANDLES, DATA, LENGTH, SIDES, Chart, Marks, chart

CLIENTS = Path(__file__).parent / "clients"
FRAMES: tuple[Timeframe, ...] = ("5m", "15m", "1h")

pytestmark = [
    pytest.mark.timeout(120),
    pytest.mark.skipif(
        not DATA.is_dir(), reason="the recordings are not part of the project and are not here"
    ),
]


@pytest.fixture(params=FRAMES)
def ours(request: pytest.FixtureRequest) -> Chart:
    return chart(request.param)


def theirs(python: Path, name: str, ours: Chart, folder: Path) -> dict[str, list[Any]]:
    """What a library prints about the same candles."""
    path = folder / "candles.csv"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, ours.rows[0].keys())
        writer.writeheader()
        writer.writerows(ours.rows)
    done = subprocess.run(  # noqa: S603  a program of ours
        [python, CLIENTS / f"{name}_charts.py", path, str(LENGTH)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


def marks(rows: list[Any]) -> Marks:
    return {(row, side) for row, side, *_ in rows}


def test_smartmoneyconcepts_finds_the_same_gaps_and_the_same_first_touches(
    ours: Chart, peers_python: Path, tmp_path: Path
) -> None:
    touched = {each.of: ours.formed(each) for each in ours.told("fvg_touched")}

    peer = theirs(peers_python, "smartmoneyconcepts", ours, tmp_path)

    assert len(peer["gaps"]) > 1_000
    assert [
        [ours.formed(gap), SIDES[gap.side], gap.low, gap.high, touched.get(gap.id, 0)]
        for gap in ours.told("fvg")
    ] == peer["gaps"]


@pytest.mark.parametrize("name", ["pyvsmc", "pyindicators"])
def test_others_find_the_same_gaps_and_stamp_them_when_they_are_known(
    name: str, ours: Chart, peers_python: Path, tmp_path: Path
) -> None:
    gaps = {(ours.known(gap), SIDES[gap.side]) for gap in ours.told("fvg")}

    peer = theirs(peers_python, name, ours, tmp_path)

    # Neither asks for the middle candle's colour; on a venue whose candles open at the close before
    # a gap always has it.
    assert marks(peer["gaps"]) == gaps


def test_smartmoneyconcepts_has_the_same_swings_but_for_its_shorter_look_back_and_its_clean_up(
    ours: Chart, peers_python: Path, tmp_path: Path
) -> None:
    highs, lows = ours.prices("high"), [-price for price in ours.prices("low")]

    peer = theirs(peers_python, "smartmoneyconcepts", ours, tmp_path)

    candidates = _one_candle_short(highs, lows)
    real = marks(peer["swings"]) - {(0, 1), (0, -1), (CANDLES - 1, 1), (CANDLES - 1, -1)}
    assert real == set(_without_neighbours(candidates, highs, lows))
    assert {
        (at, side)
        for at, side in [*_tops(highs, 1), *_tops(lows, -1)]
        if _first_above(highs if side == 1 else lows, at)
    } == ours.swings()


def test_a_break_of_a_pivot_that_smartmoneyconcepts_shares_is_at_the_same_candle(
    ours: Chart, peers_python: Path, tmp_path: Path
) -> None:
    swings = {each.id: ours.formed(each) for each in ours.told("swing_high", "swing_low")}
    broken = {
        (swings[each.of], SIDES[each.side]): ours.formed(each)
        for each in ours.told("bos", "choch")
        if each.of
    }

    peer = theirs(peers_python, "smartmoneyconcepts", ours, tmp_path)

    shared = [
        (broken[row, side], at) for row, side, at, _ in peer["breaks"] if (row, side) in broken
    ]
    assert len(shared) > len(peer["breaks"]) * 0.7
    assert sum(mine == its for mine, its in shared) / len(shared) >= 0.995


@pytest.mark.parametrize("name", ["pyvsmc", "pyindicators"])
def test_symmetric_swings_are_the_same_but_for_equal_prices(
    name: str, ours: Chart, peers_python: Path, tmp_path: Path
) -> None:
    peer = theirs(peers_python, name, ours, tmp_path)

    different = marks(peer["swings"]) ^ ours.swings()

    assert all(_has_an_equal_near(ours, at, side) for at, side in different)


def test_pyvsmc_breaks_the_same_levels_at_the_same_candles_where_it_breaks_them_once(
    ours: Chart, peers_python: Path, tmp_path: Path
) -> None:
    mine = {(ours.formed(each), SIDES[each.side], each.level) for each in ours.told("bos", "choch")}

    peer = theirs(peers_python, "pyvsmc", ours, tmp_path)

    its = {(row, side, level) for row, side, level, _ in peer["breaks"]}
    broken_at = {(side, level): row for row, side, level in sorted(mine, reverse=True)}
    of_equals = {_price(ours, at, side) for at, side in marks(peer["swings"]) - ours.swings()}
    for row, side, level in its - mine:
        again = broken_at.get((side, level), row) < row
        assert again or level in of_equals, "a level breaks again when price has come back"
    for row, side, _ in mine - its:
        newer = {(at, side) for at in range(row - LENGTH, row)}
        assert newer & ours.swings(), "it has let a level go for a swing that nobody knows yet"


def _tops(prices: list[float], side: int, *, short: int = 0) -> Iterator[tuple[int, int]]:
    """Rows at least as high as those around them, with ``short`` candles fewer before."""
    for at in range(LENGTH * 2 - 1 if short else LENGTH, len(prices) - LENGTH):
        if prices[at] == max(prices[at - LENGTH + short : at + LENGTH + 1]):
            yield at, side


def _one_candle_short(highs: list[float], lows: list[float]) -> list[tuple[int, int]]:
    """The library's candidates: one candle less before than after, a high before a low."""
    found = dict(_tops(lows, -1, short=1)) | dict(_tops(highs, 1, short=1))
    return sorted(found.items())


def _without_neighbours(
    marked: list[tuple[int, int]], highs: list[float], lows: list[float]
) -> list[tuple[int, int]]:
    """Of neighbours of one kind the more extreme stays; of equal ones the first."""
    kept: list[tuple[int, int]] = []
    for at, side in marked:
        prices = highs if side == 1 else lows
        if not kept or kept[-1][1] != side:
            kept.append((at, side))
        elif prices[at] > prices[kept[-1][0]]:
            kept[-1] = at, side
    return kept


def _first_above(prices: list[float], at: int) -> bool:
    return prices[at] > max(prices[at - LENGTH : at])


def _price(ours: Chart, at: int, side: int) -> float:
    return ours.prices("high" if side == 1 else "low")[at]


def _has_an_equal_near(ours: Chart, at: int, side: int) -> bool:
    prices = ours.prices("high" if side == 1 else "low")
    near = prices[at - LENGTH : at] + prices[at + 1 : at + LENGTH + 1]
    return prices[at] in near

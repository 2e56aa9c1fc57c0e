"""Specification of ``whale scan candles``: what can be chosen, and how wrong choices are told."""

import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from core.errors import MisconfiguredError
from whale.cli import app

HEADER = "ts_ms,open,high,low,close,volume"
QUARTER_MS = 900_000
WIDE = (2.0, 5.0)
"""The edges of the only gap of ``A_GAP``."""

A_GAP = [(1, 2, 1, 2), (2, 6, 2, 6), (6, 7, 5, 6)]


def a_file(folder: Path, bodies: Iterable[tuple[float, ...]], *, header: str = HEADER) -> str:
    rows = [
        ",".join(map(str, (number * QUARTER_MS, *prices, 1)))
        for number, prices in enumerate(bodies)
    ]
    path = folder / "candles.csv.gz"
    path.write_bytes(gzip.compress("\n".join([header, *rows]).encode()))
    return str(path)


def scan(file: str, *options: str) -> Result:
    return CliRunner().invoke(app, ["scan", "candles", file, *options])


def found(file: str, *options: str) -> list[dict[str, Any]]:
    result = scan(file, *options, "--json")
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_gap_is_told_for_a_person_too(tmp_path: Path) -> None:
    lines = scan(a_file(tmp_path, A_GAP)).stdout.splitlines()
    (line,) = (line for line in lines if " fvg " in line)

    opened, timeframe, side, kind, *edges, _ = line.split()

    assert (opened, timeframe, side, kind) == (str(2 * QUARTER_MS), "15m", "bullish", "fvg")
    assert edges == [str(WIDE[0]), "-", str(WIDE[1])]


def test_a_smallest_gap_leaves_out_what_is_smaller(tmp_path: Path) -> None:
    calm: list[tuple[float, ...]] = [(10, 11, 9, 10)] * 20
    file = a_file(tmp_path, [*calm, (10, 12, 10, 12), (12, 13, 11.5, 12)])

    def gaps(*options: str) -> int:
        return sum(each["kind"] == "fvg" for each in found(file, *options))

    assert (gaps(), gaps("--min-atr", "0.2"), gaps("--min-atr", "0.3")) == (1, 1, 0)


def test_who_names_a_swing_length_gets_that_one_structure_alone(tmp_path: Path) -> None:
    peak = [(10 + abs(5 - at), 11 - abs(5 - at) / 9, 1, 10) for at in range(11)]
    file = a_file(tmp_path, [(5, high, 5 - high / 20, 5) for _, high, *_ in peak])

    kinds = {each["kind"] for each in found(file, "--swing-length", "4")}
    both = {each["kind"] for each in found(file, "--swing-length", "4", "--internal-length", "2")}

    assert "swing_high" in kinds
    assert not any(kind.startswith("internal_") for kind in kinds)
    assert "internal_swing_high" in both


def test_nothing_is_known_before_it_was_formed(tmp_path: Path) -> None:
    days = [(5, 6 + at % 7, 4, 5) for at in range(96 * 3)]

    told = found(a_file(tmp_path, days))

    assert "previous_day_high" in {each["kind"] for each in told}
    assert all(each["formed_at"] <= each["known_at"] for each in told)


def test_longer_candles_are_built_and_read_beside_those_of_the_file(tmp_path: Path) -> None:
    hours = [(10, 11, 9, 10), (10, 20, 10, 20), (20, 21, 15, 20)]
    quarters = [hour if part == 0 else (hour[3],) * 4 for hour in hours for part in range(4)]
    file = a_file(tmp_path, quarters)

    told = found(file, "--also", "1h")

    (gap,) = (each for each in told if each["kind"] == "fvg" and each["timeframe"] == "1h")
    assert (gap["low"], gap["high"]) == (11, 15)
    assert (gap["formed_at"], gap["known_at"]) == (4 * QUARTER_MS, 8 * QUARTER_MS)


def test_columns_may_stand_in_any_order_and_among_others(tmp_path: Path) -> None:
    path = tmp_path / "candles.csv"
    rows = [f"{o},{h},{low},{c},1,7,{at * QUARTER_MS}" for at, (o, h, low, c) in enumerate(A_GAP)]
    path.write_text("\n".join(["open,high,low,close,volume,trades,ts_ms", *rows]))

    (gap,) = (each for each in found(str(path)) if each["kind"] == "fvg")

    assert (gap["low"], gap["high"]) == WIDE


def test_what_a_life_tells_later_stands_later(tmp_path: Path) -> None:
    file = a_file(tmp_path, [*A_GAP, (6, 6, 1, 1)])

    lives = [each for each in found(file) if each["kind"].startswith("fvg")]

    assert [each["known_at"] for each in lives] == sorted(each["known_at"] for each in lives)
    assert lives[0]["kind"] == "fvg"
    assert {each["of"] for each in lives[1:]} == {lives[0]["id"]}


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--swing-length", "0"), "swing_length 0: take 1"),
        (("--swing-length", "5", "--internal-length", "5"), "less than swing_length 5"),
        (("--min-atr", "-1"), "min_gap_atr -1.0: take 0 or more"),
        (("--equal-atr", "nan"), "equal_atr nan: take 0 or more"),
        (("--min-sweep-atr", "-1"), "min_sweep_atr -1.0: take 0 or more"),
        (("--displacement", "inf"), "displacement_atr inf: take 0 or more"),
        (("--timeframe", "7m"), "--timeframe 7m: take one of 1m"),
        (("--also", "1h,7h"), "--also 7h: take one of 1m"),
        (("--also", "5m"), "--also 5m: 5m candles from 15m ones: take a longer multiple"),
    ],
)
def test_a_wrong_choice_is_refused_with_what_would_be_right(
    tmp_path: Path, options: tuple[str, ...], reason: str
) -> None:
    result = scan(a_file(tmp_path, A_GAP), *options)

    assert isinstance(result.exception, MisconfiguredError)
    assert reason in str(result.exception)


def test_a_file_that_is_not_one_of_candles_says_what_it_lacks(tmp_path: Path) -> None:
    result = scan(a_file(tmp_path, A_GAP, header="time,open,high,low,close,vol"))

    assert isinstance(result.exception, MisconfiguredError)
    assert "ts_ms, volume" in str(result.exception)

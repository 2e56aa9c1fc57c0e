"""Specification of replaying real recordings: nothing is missed, and what is missing is seen."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.support.facts import NOON
from tests.support.recordings import a_recorder, an_archive, frames_in, lines_in
from whale.cli import app

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "bybit"
BOOK = DATA / "usdm_20240718T2357_478s.orderbook.50.ETHUSDT.jsonl.gz"
TRADES = DATA / "usdm_20240718T2357_478s.publicTrade.ETHUSDT.jsonl.gz"
ALL_DEPTHS = sorted(DATA.glob("usdm_*.orderbook.*"))

pytestmark = pytest.mark.skipif(
    not BOOK.is_file(), reason="the recordings are not part of the project and are not here"
)


def summary(*paths: Path) -> dict[str, Any]:
    result = CliRunner().invoke(app, ["replay", *map(str, paths), "--json"])
    found: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return found


def frames_of(path: Path) -> list[bytes]:
    return gzip.decompress(path.read_bytes()).splitlines()


def test_eight_real_minutes_have_no_gap_and_every_trade() -> None:
    trades = sum(len(json.loads(frame)["data"]) for frame in frames_of(TRADES))

    found = summary(BOOK, TRADES)

    assert (found["gaps"], found["unreadable"], found["broken_lines"]) == ([], [], 0)
    assert found["facts"]["trade"] == trades
    assert (
        found["books"]["orderbook.50.ETHUSDT"]["last_u"]
        == json.loads(frames_of(BOOK)[-1])["data"]["u"]
    )


def test_all_depths_of_a_real_book_agree_with_each_other() -> None:
    found = summary(*ALL_DEPTHS)

    assert [gap["reason"] for gap in found["gaps"]] == []
    assert [book["in_sync"] for book in found["books"].values()] == [True] * len(ALL_DEPTHS)


def test_one_frame_lost_from_an_archive_is_found(tmp_path: Path) -> None:
    frames = frames_of(BOOK)
    lost = json.loads(frames[4_000])["data"]["u"]
    path = an_archive(tmp_path / "ETHUSDT.data.zip", [*frames[:4_000], *frames[4_001:]])

    found = summary(path)

    assert [gap["reason"] for gap in found["gaps"]] == [
        f"update id {lost + 1} came where {lost} was due"
    ]


def test_real_frames_come_back_byte_for_byte(tmp_path: Path) -> None:
    frames = frames_of(BOOK)[:2_000]
    with a_recorder(tmp_path, most_waiting=64_000_000) as recorder:
        for place, frame in enumerate(frames):
            recorder.frame("bybit", frame, NOON + place)

    assert lines_in(frames_in(tmp_path, "bybit")) == frames

"""Specification of replaying the venue's own archive: files of frames that say nothing else."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tests.support.ethereum import a_block
from tests.support.recordings import a_book_frame, a_trade_frame, an_archive
from whale.cli import app

BOOK = "2025-06-15_ETHUSDT_ob50.data.zip"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["replay", *map(str, arguments)])


def told(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def summary(*arguments: object) -> dict[str, Any]:
    return told(run(*arguments, "--json"))[-1]


def test_the_venues_archive_is_read_unchanged(tmp_path: Path) -> None:
    path = an_archive(tmp_path / BOOK, map(a_book_frame, range(1, 11)))

    found = summary(path)

    assert (found["frames"], found["unreadable"], found["gaps"]) == (10, [], [])
    assert found["books"]["orderbook.50.ETHUSDT"] == {
        "in_sync": True,
        "last_u": 1_010,
        "bid": 3_010.0,
        "ask": 4_000.0,
    }
    assert found["prices"]["bybit:ETHUSDT"] == {"first": [3001.0, 4000.0], "last": [3009.0, 4000.0]}


def test_a_file_for_each_topic_is_merged_by_time(tmp_path: Path) -> None:
    book = an_archive(tmp_path / BOOK, map(a_book_frame, range(1, 11)))
    trades = tmp_path / "trades.jsonl.gz"
    trades.write_bytes(gzip.compress(b"\n".join(map(a_trade_frame, range(1, 11)))))

    facts = told(run(book, trades, "--json"))[:-1]

    kinds = {fact["type"] for fact in facts}
    assert kinds == {"trade", "book_sample"}
    assert [fact["seen_ns"] for fact in facts] == sorted(fact["seen_ns"] for fact in facts)


def test_a_lost_frame_is_a_gap_and_the_book_ends_out_of_sync(tmp_path: Path) -> None:
    frames = [a_book_frame(update_id) for update_id in (1, 2, 3, 5, 6)]
    path = an_archive(tmp_path / BOOK, frames)

    found = summary(path)

    assert [gap["reason"] for gap in found["gaps"]] == ["update id 1005 came where 1004 was due"]
    assert not found["books"]["orderbook.50.ETHUSDT"]["in_sync"]


def test_a_snapshot_heals_a_gap_and_that_is_told_once(tmp_path: Path) -> None:
    frames = [a_book_frame(1), a_book_frame(3), a_book_frame(1)]
    path = an_archive(tmp_path / BOOK, frames)

    found = summary(path)

    assert [gap["healing"] for gap in found["gaps"]] == ["healed by a snapshot"]
    assert found["facts"]["gap"] == 2
    assert found["books"]["orderbook.50.ETHUSDT"]["in_sync"]


def test_only_one_market_may_be_asked_for(tmp_path: Path) -> None:
    frames = [a_trade_frame(1), a_trade_frame(2, symbol="BTCUSDT"), a_trade_frame(3)]
    path = an_archive(tmp_path / "trades.zip", frames)

    facts = told(run(path, "--json", "--symbol", "BTCUSDT"))[:-1]

    assert [fact["id"] for fact in facts] == ["t2"]


def test_the_page_for_people_says_the_same(tmp_path: Path) -> None:
    frames = [a_book_frame(update_id) for update_id in (1, 2, 4)]

    page = run(an_archive(tmp_path / BOOK, frames)).stdout

    assert "3 frames, 0.0 MB, 2025-06-15 15:06:40 to 2025-06-15 15:06:42 UTC (1.8 s)" in page
    assert "0 of 1 in sync at the end" in page
    assert "orderbook.50.ETHUSDT not in sync since update 1002" in page
    assert "1, 1 not healed" in page
    assert "update id 1004 came where 1003 was due" in page


def test_what_cannot_be_read_is_named_and_the_exit_status_says_so(tmp_path: Path) -> None:
    bad = b'{"topic":"orderbook.50.ETHUSDT","type":"delta","ts":1,"data":{}}'
    path = an_archive(tmp_path / BOOK, [a_book_frame(1), bad, b"nonsense", a_book_frame(2)])

    result = run(path, "--json")

    assert result.exit_code == 1
    assert told(result)[-1]["broken_lines"] == 1
    assert len(told(result)[-1]["unreadable"]) == 1
    assert f"{path}:3: no frame" in result.stderr


def test_it_can_pass_as_fast_as_it_happened(tmp_path: Path) -> None:
    path = an_archive(tmp_path / BOOK, map(a_book_frame, range(1, 4)))

    found = summary(path, "--speed", "10x")

    # 1.2 s of the venue's time at ten times the speed.
    assert found["frames_per_s"] <= 3 / 0.12


@pytest.mark.parametrize("speed", ["fast", "0", "-1x", "inf"])
def test_a_speed_that_is_none_is_refused(tmp_path: Path, speed: str) -> None:
    path = an_archive(tmp_path / BOOK, [a_book_frame(1)])

    result = run(path, f"--speed={speed}")

    assert f"--speed {speed}: take max, or a number above zero like 10x" in str(result.exception)


def test_blocks_are_told_as_by_a_node_that_has_no_others(tmp_path: Path) -> None:
    path = tmp_path / "blocks.jsonl"
    blocks = [a_block(7, eth=100), a_block(8, eth=200), a_block(12, eth=300)]
    path.write_text("".join(json.dumps(line) + "\n" for line in [*blocks, {"number": "0x9"}]))

    found = summary(path)

    assert found["facts"]["block"] == 3
    assert found["detections"]["transfer"] == 3
    assert found["unreadable"] == ["not a block: KeyError('hash')"]
    assert [gap["reason"] for gap in found["gaps"] if gap["topic"] == "newHeads"] == [
        "3 blocks after 8 are not fetched (limit 0)"
    ]


def test_files_of_neither_frames_nor_blocks_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text('{"number":"0x1"}\n')

    result = run(other)

    assert f"{other}: no block, and no frame with a topic" in str(result.exception)


def test_a_missing_file_and_an_empty_folder_are_named(tmp_path: Path) -> None:
    missing, empty = run(tmp_path / "none.zip"), run(tmp_path)

    assert str(missing.exception) == f"{tmp_path}/none.zip: there is no such file of frames"
    assert str(empty.exception) == f"{tmp_path}: no recording in this folder"

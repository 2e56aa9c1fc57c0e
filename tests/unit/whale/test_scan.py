"""Specification of reading recorded files."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tests.support.ethereum import a_block
from whale.cli import app

HEADER = "ts_ms,open,high,low,close,volume\n"
QUARTER_MS = 900_000


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["scan", *arguments])


def objects(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def a_file(folder: Path, *lines: object, name: str = "file.jsonl") -> str:
    path = folder / name
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(texts) + "\n")
    return str(path)


def a_frame(update_id: int, *, kind: str = "delta", bid: str = "3499.9") -> dict[str, Any]:
    data = {"s": "ETHUSDT", "b": [[bid, "2"]], "a": [["3500.1", "1"]], "u": update_id, "seq": 1}
    return {"topic": "orderbook.50.ETHUSDT", "type": kind, "ts": 1, "data": data, "cts": 1}


def test_every_transfer_from_the_threshold_up_is_one_object(tmp_path: Path) -> None:
    file = a_file(tmp_path, a_block(7, eth=100), a_block(8, eth=99.999), a_block(9, eth=250))

    found = objects(run("blocks", file, "--min-eth", "100", "--json"))

    assert found == [
        {
            "kind": "transfer",
            "hash": f"0xa{number}-tx",
            "from": "0xf1",
            "to": "0xf2",
            "value_wei": eth * 10**18,
            "block": number,
            "status": "unknown",
        }
        for number, eth in ((7, 100), (9, 250))
    ]


def test_a_contract_creation_has_no_recipient_and_receipts_tell_the_status(tmp_path: Path) -> None:
    block = a_block(7)
    block["transactions"][0]["to"] = None
    block["receipts"] = [{"transactionHash": "0xa7-tx", "status": "0x0"}]

    (found,) = objects(run("blocks", a_file(tmp_path, block), "--json"))

    assert (found["to"], found["status"]) == (None, "failed")


def test_a_json_rpc_envelope_and_gzip_are_read_as_well(tmp_path: Path) -> None:
    path = tmp_path / "blocks.jsonl.gz"
    envelope = {"jsonrpc": "2.0", "id": 1, "result": a_block(7)}
    path.write_bytes(gzip.compress(json.dumps(envelope).encode()))

    assert len(objects(run("blocks", str(path), "--json"))) == 1


def test_a_broken_line_is_named_and_the_rest_is_still_read(tmp_path: Path) -> None:
    file = a_file(tmp_path, a_block(7), '{"hash": 1}', a_block(9))

    result = run("blocks", file, "--json")

    assert [found["block"] for found in objects(result)] == [7, 9]
    assert "file.jsonl:2: not a block" in result.stderr
    assert result.exit_code == 1


def test_a_file_that_is_cut_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "cut.gz"
    path.write_bytes(gzip.compress((json.dumps(a_block(7)) + "\n").encode() * 200)[:-20])

    result = run("blocks", str(path), "--json")

    assert objects(result)
    assert "the file ends here" in result.stderr


def test_the_final_book_is_shown_in_the_venues_own_text(tmp_path: Path) -> None:
    file = a_file(tmp_path, a_frame(5, kind="snapshot"), a_frame(6, bid="3499.80"))

    (found,) = objects(run("book", file, "--json"))

    assert found == {
        "symbol": "ETHUSDT",
        "depth": 50,
        "frames": 2,
        "gaps": 0,
        "resyncs": 0,
        "crossed_after_frame": 0,
        "last_u": 6,
        "in_sync": True,
        "bids": [["3499.9", "2"], ["3499.80", "2"]],
        "asks": [["3500.1", "1"]],
    }


def test_a_dropped_line_is_one_gap_and_one_resync(tmp_path: Path) -> None:
    frames = [a_frame(5, kind="snapshot"), *map(a_frame, (6, 8, 9, 10))]

    (found,) = objects(run("book", a_file(tmp_path, *frames), "--json"))

    assert (found["gaps"], found["resyncs"], found["crossed_after_frame"]) == (1, 1, 0)
    assert (found["in_sync"], found["last_u"]) == (False, 6)


def test_a_file_without_a_book_says_so(tmp_path: Path) -> None:
    result = run("book", a_file(tmp_path, {"op": "pong"}))

    assert "no frame of an order book" in result.stderr
    assert result.exit_code == 1


def test_a_gap_in_candles_is_told_with_the_candle_at_which_it_was_known(tmp_path: Path) -> None:
    rows = ["0,9,10,8,10,1", f"{QUARTER_MS},10,13,10,12,1", f"{2 * QUARTER_MS},12,14,11,13,1"]
    file = a_file(tmp_path, HEADER.strip(), *rows, name="candles.csv")

    (found,) = objects(run("candles", file, "--timeframe", "15m", "--json"))

    assert found == {
        "kind": "fvg",
        "side": "bullish",
        "timeframe": "15m",
        "symbol": "ETHUSDT",
        "formed_at": QUARTER_MS,
        "known_at": 2 * QUARTER_MS,
        "low": 10,
        "high": 11,
        "level": None,
        "id": found["id"],
        "of": None,
    }


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("900000,nan,13,10,12,1", "positive number is wanted"),
        ("900000,0,13,10,12,1", "positive number is wanted"),
        ("900000,10,11,10,12,1", "open or close lies outside"),
        ("0,10,13,10,12,1", "not after"),
        ("900000,10,13", "missing or wrong"),
        ("now,10,13,10,12,1", "missing or wrong"),
    ],
)
def test_a_candle_that_cannot_be_is_refused_with_its_line(
    tmp_path: Path, row: str, reason: str
) -> None:
    file = a_file(tmp_path, HEADER.strip(), "0,9,10,8,10,1", row, name="candles.csv")

    result = run("candles", file)

    assert "candles.csv:3:" in result.stderr
    assert reason in result.stderr

"""Specification of reading real recordings: the same answers as a few lines without our code."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from whale.cli import app

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
WEI_100 = 100 * 10**18
BOOKS = [
    "linear_XRPUSDT_ob500_20241201_50frames.jsonl.gz",
    "spot_20240808T2354_650s.orderbook.50.ETHUSDT.jsonl.gz",
    "usdm_20240718T2357_478s.orderbook.50.ETHUSDT.jsonl.gz",
    "usdm_20240718T2357_478s.orderbook.1000.ETHUSDT.jsonl.gz",
]

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="the recordings are not part of the project and are not here"
)


def lines_of(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt") as file:
        yield from file


def scan(*arguments: str) -> list[dict[str, object]]:
    result = CliRunner().invoke(app, ["scan", *arguments, "--json"])
    return [json.loads(line) for line in result.stdout.splitlines()]


def final_book(lines: Iterator[str]) -> tuple[list[list[str]], list[list[str]]]:
    sides: dict[str, dict[str, str]] = {"b": {}, "a": {}}
    for line in lines:
        frame = json.loads(line)
        if frame["type"] == "snapshot":
            sides = {"b": {}, "a": {}}
        for name, side in sides.items():
            side.update(frame["data"][name])
            for price in [price for price, size in side.items() if size == "0"]:
                del side[price]
    bids = sorted(sides["b"].items(), key=lambda level: -float(level[0]))
    asks = sorted(sides["a"].items(), key=lambda level: float(level[0]))
    return [list(level) for level in bids[:10]], [list(level) for level in asks[:10]]


def test_every_large_transfer_of_real_blocks_is_found_in_order() -> None:
    path = DATA / "ethereum" / "mainnet_blocks.jsonl.gz"

    found = scan("blocks", str(path), "--min-eth", "100")

    expected = [
        (transaction["hash"], int(transaction["value"], 16))
        for line in lines_of(path)
        for transaction in json.loads(line)["transactions"]
        if int(transaction["value"], 16) >= WEI_100
    ]
    assert len(expected) == 56
    assert [(transfer["hash"], transfer["value_wei"]) for transfer in found] == expected


def test_every_internal_move_of_real_traces_is_found_in_order() -> None:
    path = DATA / "ethereum" / "traced_blocks_with_receipts.jsonl.gz"

    found = scan("traced", str(path), "--min-eth", "100")

    expected = [move for line in lines_of(path) for move in internal_moves(json.loads(line))]
    assert len(expected) == 14
    assert [(move["hash"], move["step"], move["value_wei"]) for move in found] == expected


def internal_moves(block: dict[str, Any]) -> Iterator[tuple[str, list[int], int]]:
    """Calls with value below a transaction's own, of which no step around failed."""
    traces = block["traces"]
    failed = {(t["transaction_hash"], tuple(t["trace_address"])) for t in traces if t["error"]}
    for trace in traces:
        step, wei = trace["trace_address"], int(trace["action"].get("value", "0x0"), 16)
        around = {(trace["transaction_hash"], tuple(step[:end])) for end in range(len(step) + 1)}
        moved = trace["type"] == "create" or trace["action"].get("callType") == "call"
        if step and wei >= WEI_100 and moved and not around & failed:
            yield trace["transaction_hash"], step, wei


@pytest.mark.parametrize("name", BOOKS)
def test_the_final_book_is_what_all_frames_lead_to(name: str) -> None:
    path = DATA / "bybit" / name

    (found,) = scan("book", str(path))

    bids, asks = final_book(lines_of(path))
    assert (found["bids"], found["asks"]) == (bids, asks)
    assert (found["gaps"], found["crossed_after_frame"], found["in_sync"]) == (0, 0, True)


@pytest.mark.parametrize("dropped", [1, 777, 4_000, 8_100])
def test_any_dropped_frame_is_one_gap_one_resync_and_never_a_crossed_book(
    dropped: int, tmp_path: Path
) -> None:
    lines = list(lines_of(DATA / "bybit" / BOOKS[2]))
    path = tmp_path / "dropped.jsonl"
    path.write_text("".join(lines[:dropped] + lines[dropped + 1 :]))

    (found,) = scan("book", str(path))

    assert (found["gaps"], found["resyncs"], found["crossed_after_frame"]) == (1, 1, 0)
    assert not found["in_sync"]

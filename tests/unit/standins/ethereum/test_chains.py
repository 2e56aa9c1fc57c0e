"""Specification of the two chains a node can have: one that goes on, one that was recorded."""

import gzip
import json
import logging
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from standins.ethereum.recorded import RecordedChain
from standins.ethereum.simulated import SimulatedChain

NOW_MS = 1_790_000_000_000


def a_chain(folder: Path | None = None, *, now_ms: int = NOW_MS, seed: int = 1) -> SimulatedChain:
    return SimulatedChain(seed=seed, now_ms=now_ms, folder=folder)


def grow(chain: SimulatedChain, blocks: int) -> None:
    for _ in range(blocks):
        chain.advance()


def linked(chain: SimulatedChain, count: int) -> None:
    blocks = [chain.by_number(n) for n in range(chain.head - count, chain.head + 1)]
    for parent, block in pairwise(blocks):
        assert parent is not None
        assert block is not None
        assert block["parentHash"] == parent["hash"]
        assert int(str(block["timestamp"]), 16) >= int(str(parent["timestamp"]), 16)


def test_blocks_come_every_twelve_seconds() -> None:
    chain = a_chain()

    assert chain.due() == NOW_MS + 12_000
    chain.advance()
    assert chain.due() == NOW_MS + 24_000
    assert chain.time_of(chain.head) == NOW_MS // 1_000 + 12


def test_the_chain_goes_on_behind_its_last_block_after_a_restart(tmp_path: Path) -> None:
    first = a_chain(tmp_path)
    grow(first, 30)
    known = {n: first.by_number(n) for n in range(first.head - 60, first.head + 1)}
    first.close()

    second = a_chain(tmp_path, now_ms=NOW_MS + 3_600_000)

    assert second.head == first.head
    assert {number: second.by_number(number) for number in known} == known
    grow(second, 10)
    linked(second, 100)


def test_a_restart_remembers_reorganisations(tmp_path: Path) -> None:
    first = a_chain(tmp_path)
    grow(first, 10)
    gone, come = first.reorganise(3)
    first.close()

    second = a_chain(tmp_path, now_ms=NOW_MS + 120_000)
    grow(second, 2)

    assert [second.chain.hash_at(first.head - back) for back in (2, 1, 0)] == come
    assert second.by_hash(gone[0]) is not None
    linked(second, 30)


def test_blocks_are_written_down_as_they_come_so_a_crash_forgets_none(tmp_path: Path) -> None:
    first = a_chain(tmp_path)
    grow(first, 5)

    assert a_chain(tmp_path).head == first.head


def test_a_chain_of_another_seed_starts_afresh(tmp_path: Path) -> None:
    grow(a_chain(tmp_path), 5)

    assert a_chain(tmp_path, seed=2).head == a_chain(seed=2).head


def test_a_block_needs_time() -> None:
    with pytest.raises(ValueError, match="above zero"):
        SimulatedChain(seed=1, now_ms=NOW_MS, block_seconds=0)


def a_block(number: int, timestamp: int, **more: object) -> dict[str, object]:
    return {
        "number": hex(number),
        "hash": f"0x{number:064x}",
        "parentHash": f"0x{number - 1:064x}",
        "timestamp": hex(timestamp),
        "transactions": [{"hash": f"0x{number:062x}ff", "value": "0x1"}],
        **more,
    }


def a_recording(folder: Path, *lines: Any, name: str = "blocks.jsonl") -> RecordedChain:  # noqa: ANN401
    text = "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines)
    path = folder / name
    path.write_bytes(gzip.compress(text.encode()) if name.endswith("gz") else text.encode())
    return RecordedChain(path)


@pytest.mark.parametrize("name", ["blocks.jsonl", "blocks.jsonl.gz"])
def test_recorded_blocks_are_served_as_they_are_once_published(tmp_path: Path, name: str) -> None:
    blocks = [a_block(7, 100), a_block(20, 105)]
    chain = a_recording(tmp_path, blocks[0], {"id": 1, "result": blocks[1]}, name=name)

    assert (chain.head, chain.by_number(7)) == (6, None)
    chain.advance()
    assert (chain.head, chain.by_number(7), chain.by_number(20)) == (7, blocks[0], None)
    chain.advance()
    assert chain.by_hash(str(blocks[1]["hash"])) == blocks[1]
    assert (chain.head, chain.by_number(8), chain.due()) == (20, None, None)


def test_recorded_pauses_are_cut_to_twelve_seconds(tmp_path: Path) -> None:
    chain = a_recording(tmp_path, a_block(1, 100), a_block(2, 105), a_block(9, 9_000))

    dues = []
    while (due := chain.due()) is not None:
        dues.append(due)
        chain.advance()

    assert dues == [100_000, 105_000, 117_000]


def test_receipts_are_null_when_none_were_recorded(tmp_path: Path) -> None:
    receipts = [{"transactionHash": "0x1", "status": "0x1"}]
    chain = a_recording(tmp_path, a_block(1, 100), a_block(2, 105, receipts=receipts))
    chain.advance()
    chain.advance()

    assert chain.receipts(f"0x{1:064x}") is None
    assert chain.receipts(f"0x{2:064x}") == receipts
    assert "receipts" not in (chain.by_number(2) or {})
    assert chain.block_of(f"0x{2:062x}ff") == f"0x{2:064x}"


def test_a_recording_says_which_chain_it_is_of(tmp_path: Path) -> None:
    transactions = [{"hash": "0x1", "value": "0x1", "chainId": "0x2105"}]
    base = a_recording(tmp_path, a_block(1, 100, transactions=transactions))

    assert base.chain_id == 8453
    assert a_recording(tmp_path, a_block(1, 100)).chain_id == 1


def test_recorded_call_trees_are_served_and_flat_traces_are_none(tmp_path: Path) -> None:
    trees = [{"txHash": "0x1", "result": {"type": "CALL"}}]
    flat = [{"type": "call", "trace_address": []}]
    chain = a_recording(tmp_path, a_block(1, 100, traces=trees), a_block(2, 105, traces=flat))
    chain.advance()
    chain.advance()

    assert chain.traces(f"0x{1:064x}") == trees
    assert chain.traces(f"0x{2:064x}") is None
    assert "traces" not in (chain.by_number(1) or {})


def test_a_line_without_a_block_is_skipped_and_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        chain = a_recording(tmp_path, a_block(1, 100), "{", '{"number":"0x2"}', "null")

    chain.advance()
    assert chain.due() is None
    assert [
        f"line {n} skipped" in r.getMessage()
        for n, r in zip((2, 3, 4), caplog.records, strict=True)
    ] == [True] * 3


def test_a_file_without_a_block_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no block in"):
        a_recording(tmp_path, "nothing")


def test_a_recording_cannot_be_reorganised(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be reorganised"):
        a_recording(tmp_path, a_block(1, 100)).reorganise(1)

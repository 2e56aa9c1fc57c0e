"""Specification of recorded conversations with a node: the blocks and receipts in them."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from standins.ethereum.recorded import RecordedChain
from standins.ethereum.recording import read_blocks

HEAD = {"method": "eth_subscription", "params": {"result": {"number": "0x2"}}}


def a_block(number: int, *, full: bool = True) -> dict[str, Any]:
    transaction = {"hash": f"0x{number}ff", "value": "0x1"}
    return {
        "hash": f"0xAB{number}",
        "number": hex(number),
        "timestamp": hex(100 + number),
        "transactions": [transaction if full else transaction["hash"]],
    }


def receipts_of(number: int) -> list[dict[str, Any]]:
    return [{"blockHash": f"0xab{number}", "transactionHash": f"0x{number}ff", "status": "0x1"}]


def an_answer(result: object) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": 1, "result": result}


def a_conversation(folder: Path, *frames: object) -> Path:
    path = folder / "ethereum.jsonl"
    path.write_text("".join(json.dumps(frame) + "\n" for frame in frames))
    return path


def test_blocks_and_receipts_are_found_in_what_a_node_answered(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = a_conversation(
        tmp_path,
        an_answer("0x9ce5"),
        an_answer(a_block(1, full=False)),
        an_answer(a_block(1)),
        {"jsonrpc": "2.0", **HEAD},
        an_answer(receipts_of(1)),
        an_answer(None),
        {"jsonrpc": "2.0", "id": 9, "error": {"code": 429}},
        an_answer(a_block(2)),
    )

    chain = RecordedChain(path)
    chain.advance()
    chain.advance()

    assert caplog.records == []
    assert (chain.head, chain.due()) == (2, None)
    assert (chain.by_number(1), chain.by_number(2)) == (a_block(1), a_block(2))
    assert (chain.receipts("0xab1"), chain.receipts("0xab2")) == (receipts_of(1), None)


def test_a_block_that_was_answered_twice_is_played_once(tmp_path: Path) -> None:
    path = a_conversation(tmp_path, an_answer(a_block(1)), an_answer(a_block(1)))

    assert read_blocks(path) == [a_block(1)]


def test_a_broken_answer_is_skipped_and_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = a_conversation(tmp_path, an_answer({"hash": "0x1"}), an_answer(a_block(2)))

    with caplog.at_level(logging.WARNING):
        blocks = read_blocks(path)

    assert blocks == [a_block(2)]
    assert "line 1 skipped" in caplog.text

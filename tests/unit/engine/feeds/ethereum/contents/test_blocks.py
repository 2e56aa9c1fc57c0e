"""Specification of reading a block, and of the block as a fact."""

import json

import pytest

from core.chain import Block
from core.errors import BrokenInputError
from engine.feeds.ethereum.contents.blocks import block_fact, read_block
from tests.support.evm import Json, a_block, a_transaction


def a_header(**changed: object) -> Json:
    header = {"hash": "0xb7", "parentHash": "0xb6", "number": "0x7", "timestamp": "0x64"}
    return {**header, "transactions": [], **changed}


def test_a_block_is_read_in_its_envelope_or_without() -> None:
    header = a_header()
    envelope = {"jsonrpc": "2.0", "id": 1, "result": header}

    read = [read_block(json.dumps(text).encode()) for text in (header, envelope)]

    assert [(block.height, block.at_ns) for block in read] == [(7, 100 * 10**9)] * 2


def test_the_block_itself_is_a_fact_that_counts_its_transactions() -> None:
    block = a_block(a_transaction(), a_transaction("0x02"))

    assert block_fact(block, chain="base", seen_ns=9, late_ns=3) == Block(
        chain="base",
        block_number=7,
        block_hash="0xb7",
        parent_hash="0xb6",
        at_ns=100 * 10**9,
        seen_ns=9,
        late_ns=3,
        transactions=2,
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"number": ""}, "number: '' is no hex quantity"),
        ({"timestamp": "noon"}, "timestamp: 'noon' is no hex quantity"),
        ({"transactions": ["0x01"]}, r"\$.transactions\[0\]"),
        ({"hash": None}, r"\$.hash"),
    ],
)
def test_what_is_no_block_is_refused_with_the_field_that_is_wrong(changed: Json, said: str) -> None:
    with pytest.raises(BrokenInputError, match=said):
        read_block(json.dumps(a_header(**changed)).encode())

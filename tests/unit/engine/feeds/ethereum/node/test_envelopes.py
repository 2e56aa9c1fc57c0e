"""Specification of opening a node's frames: what is long is not read twice, and never misread."""

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.feeds.ethereum.node.envelopes import opened
from engine.feeds.ethereum.node.rpc import Answer, answers

LONG = {"transactions": [{"input": "0x" + "ab" * 4_000}]}
TEXT = json.dumps(LONG, separators=(",", ":"))

SPELLINGS = {
    "the number first, as most nodes have it": f'{{"jsonrpc":"2.0","id":7,"result":{TEXT}}}',
    "the result first": f'{{"jsonrpc":"2.0","result":{TEXT},"id":7}}',
    "the version last": f'{{"id":7,"result":{TEXT},"jsonrpc":"2.0"}}',
    "a line's end behind it": f'{{"jsonrpc":"2.0","id":7,"result":{TEXT}}}\n',
    "spaces between": f'{{ "jsonrpc": "2.0", "id": 7, "result": {TEXT} }}',
}


def read(answer: Answer) -> object:
    return msgspec.json.decode(answer.result)


@pytest.mark.parametrize("frame", SPELLINGS.values(), ids=SPELLINGS)
def test_a_long_answer_is_told_however_the_node_spells_its_envelope(frame: str) -> None:
    answer = opened(frame.encode())

    assert answer.id == 7
    assert answer.error is None
    assert read(answer) == LONG


@pytest.mark.parametrize(
    "frame",
    [
        f'{{"jsonrpc":"2.0","id":7,"result":{TEXT}',
        f'{{"jsonrpc":"2.0","id":7,"result":{TEXT[:-9]}}}}}',
        f'{{"jsonrpc":"2.0","id":7,"result":{TEXT},"more":{{}}}}',
    ],
    ids=["cut short", "cut inside", "with something behind it"],
)
def test_a_long_answer_that_is_broken_is_refused_at_the_latest_with_its_result(frame: str) -> None:
    with pytest.raises(msgspec.DecodeError):
        read(opened(frame.encode()))


def test_a_long_error_is_an_error() -> None:
    error = {"code": -32000, "message": "trace " * 2_000, "data": {}}
    frame = json.dumps({"jsonrpc": "2.0", "id": 7, "error": error}, separators=(",", ":"))

    answer = opened(frame.encode())

    assert answer.error is not None
    assert (answer.id, answer.error.code) == (7, -32000)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=8), inner),
)


@given(number=st.integers(0, 2**40), result=JSON, first=st.booleans(), long=st.booleans())
def test_whatever_a_node_answers_is_read_as_the_general_decoder_reads_it(
    number: int, result: object, *, first: bool, long: bool
) -> None:
    value = ["0x" + "00" * 4_096, result] if long else result
    fields = {"id": number, "result": value} if first else {"result": value, "id": number}
    frame = json.dumps({"jsonrpc": "2.0", **fields}, separators=(",", ":")).encode()

    found, plain = opened(frame), answers.decode(frame)

    assert found.id == plain.id
    assert read(found) == read(plain)

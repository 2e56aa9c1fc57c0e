"""Specification of reading what no node should send: it is read, or refused in words.

A block and its receipt are spoiled in one place; what comes out is a refusal that says why, or
facts that can be handed on.
"""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.chain import GasPrice, Transfer
from core.errors import BrokenInputError
from core.facts import decode, encode
from engine.feeds.ethereum.contents.blocks import read_block
from engine.feeds.ethereum.contents.reading import read_facts
from engine.feeds.ethereum.networks.chains import NETWORKS
from engine.feeds.ethereum.networks.thresholds import Thresholds
from tests.support.evm import BOB, a_log, a_receipt, a_transaction

NETWORK = NETWORKS["ethereum"]
LEAST = Thresholds.of(NETWORK, ether_wei=1)
SPOILT = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=12),
    st.sampled_from(["0x", "0xzz", "0xé", "-0x1", "0x" + "f" * 16, "0x" + "f" * 300]),
    st.lists(st.text(max_size=3), max_size=4),
)


def whole() -> dict[str, Any]:
    return {
        "hash": "0xb7",
        "parentHash": "0xb6",
        "number": "0x7",
        "timestamp": "0x64",
        "gasLimit": "0x64",
        "gasUsed": "0x32",
        "baseFeePerGas": "0x5",
        "transactions": [a_transaction(eth=1, input="0xa9059cbb00")],
        "withdrawals": [{"index": "0x1", "address": BOB, "amount": "0x9"}],
        "receipts": [a_receipt("0x01", a_log(5, number=1))],
    }


def places(value: object, way: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The ways to all the values inside of a value."""
    inside: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    return [way] * bool(way) + [
        deeper for key, one in inside for deeper in places(one, (*way, key))
    ]


def spoiled(way: tuple[str | int, ...], value: object) -> bytes:
    block = at = whole()
    for key in way[:-1]:
        at = at[key]  # type: ignore[index]
    at[way[-1]] = value  # type: ignore[index]
    return json.dumps(block).encode()


def read(line: bytes) -> list[Transfer | GasPrice] | None:
    try:
        block = read_block(line)
        return read_facts(block, block.receipts, network=NETWORK, least=LEAST, seen_ns=1)
    except BrokenInputError:
        return None


def test_the_block_is_read_whole_as_it_is() -> None:
    told = read(json.dumps(whole()).encode())

    assert told is not None
    assert [type(fact).__name__ for fact in told] == ["Transfer"] * 3 + ["GasPrice"]


@given(way=st.sampled_from(places(whole())), value=SPOILT)
def test_one_spoilt_value_is_read_around_or_refused_in_words(
    way: tuple[str | int, ...], value: object
) -> None:
    told = read(spoiled(way, value))

    assert told is None or all(decode(encode(fact)) == fact for fact in told)


@given(line=st.binary(max_size=60))
def test_any_bytes_are_refused_in_words(line: bytes) -> None:
    assert read(line) is None

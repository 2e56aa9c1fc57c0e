"""Specification of internal transfers: what our reader of traces finds is what was planted.

A trace cannot tell that unwrapped ether only came home; that is for whoever reports it.
"""

from typing import Any

import msgspec
import pytest

from engine.feeds.ethereum.contents.assets import METHOD, internal_of, params_of
from engine.feeds.ethereum.contents.call_trees import TRACER, moves_of_calls
from engine.feeds.ethereum.contents.moves import InternalMove
from engine.feeds.ethereum.contents.traces import internal_moves_of, read_traces
from tests.unit.standins.ethereum.client import Client

BLOCKS = 400
MIN_WEI = 100 * 10**18

Move = tuple[str, str, str, int]


@pytest.fixture(scope="module")
def client() -> Client:
    return Client()


def found(client: Client, number: int) -> list[InternalMove]:
    """What our reader makes of a block's traces."""
    question = {"jsonrpc": "2.0", "id": 1, "method": "trace_block", "params": [hex(number)]}
    answer = msgspec.json.encode(client.send(question))
    return list(internal_moves_of(read_traces(answer), min_wei=MIN_WEI))


def planted(client: Client) -> list[dict[str, Any]]:
    """The ledger's internal moves before the head."""
    head = client.chain.head
    rows = client.chain.planted(head - BLOCKS, head)
    large: Any = [row for row in rows if row["channel"] == "internal"]
    return [row for row in large if row["value"] >= MIN_WEI]


def test_every_planted_move_is_found_and_no_call_that_moved_nothing(client: Client) -> None:
    rows = planted(client)
    moves = {
        (move.tx_hash, move.sender, move.recipient, move.value_wei)
        for number in {row["number"] for row in rows}
        for move in found(client, number)
    }
    told: set[Move] = {
        (row["hash"], row["sender"], row["to"], row["value"])
        for row in rows
        if row["plan"] != "lookalike"
    }
    moved_nothing: set[Move] = {
        (row["hash"], row["sender"], row["to"], row["value"])
        for row in rows
        if row["kind"] in {"reverted-call", "delegatecall"}
    }

    assert told
    assert moved_nothing
    assert told <= moves
    assert not moved_nothing & moves


def a_large_move(client: Client) -> dict[str, Any]:
    return next(row for row in planted(client) if row["plan"] == "whale")


def test_call_trees_tell_the_same_moves_step_by_step(client: Client) -> None:
    number = a_large_move(client)["number"]
    hashes_only = False
    block = client.call("eth_getBlockByNumber", hex(number), hashes_only)

    trees = client.call("debug_traceBlockByHash", block["hash"], TRACER)
    moves = moves_of_calls(
        msgspec.json.encode(trees),
        block_number=number,
        transactions=block["transactions"],
        min_wei=MIN_WEI,
    )

    assert moves
    assert moves == found(client, number)


def test_alchemys_transfers_tell_the_same_moves(client: Client) -> None:
    number = a_large_move(client)["number"]

    answer = client.call(METHOD, *params_of(number))
    page = internal_of(msgspec.json.encode(answer), min_wei=MIN_WEI)

    assert page.next_key is None
    assert [(move.tx_hash, move.sender, move.recipient, move.value_wei) for move in page.moves] == [
        (move.tx_hash, move.sender, move.recipient, move.value_wei)
        for move in found(client, number)
    ]

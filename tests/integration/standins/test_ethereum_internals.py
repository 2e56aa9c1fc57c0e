"""Specification of internal transfers: what our reader of traces finds is what was planted.

A trace cannot tell that unwrapped ether only came home; that is for whoever reports it.
"""

from typing import Any

import msgspec
import pytest

from engine.feeds.ethereum.traces import InternalMove, internal_moves_of, read_traces
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


def test_alchemys_transfers_tell_the_same_moves(client: Client) -> None:
    row = next(row for row in planted(client) if row["plan"] == "whale")
    number = hex(row["number"])
    wanted = {"fromBlock": number, "toBlock": number, "category": ["internal"]}

    answer = client.call("alchemy_getAssetTransfers", wanted)
    transfers = {
        (one["hash"], one["from"], one["to"], int(one["rawContract"]["value"], 16))
        for one in answer["transfers"]
        if int(one["rawContract"]["value"], 16) >= MIN_WEI
    }

    assert transfers == {
        (move.tx_hash, move.sender, move.recipient, move.value_wei)
        for move in found(client, row["number"])
    }

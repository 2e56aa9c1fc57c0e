"""Specification of reading real receipts and call trees: the same as others found in them.

What we find in two mainnet blocks is compared with what ethereum-etl found in them, and with a few
lines of arithmetic.
"""

import gzip
import json
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

import msgspec
import pytest

from core.chain import GasPrice, Transfer
from engine.feeds.ethereum.contents.call_trees import moves_of_calls
from engine.feeds.ethereum.contents.moves import InternalMove
from engine.feeds.ethereum.contents.reading import read_facts
from engine.feeds.ethereum.contents.traces import internal_moves_of, read_traces
from engine.feeds.ethereum.networks.chains import NETWORKS
from engine.feeds.ethereum.networks.thresholds import Thresholds
from engine.feeds.ethereum.networks.tokens import Token
from tests.support.exported_blocks import DATA, Row, answers, rows

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="the recordings are not part of the project and are not here"
)


@pytest.fixture(scope="module")
def found() -> list[Transfer | GasPrice]:
    """All that is in the two blocks, every token of theirs being known, down to the last wei."""
    contracts = {row["token_address"] for row in rows("token_transfers")}
    tokens = [Token(contract=one, coin=one, decimals=0, per_ether=1) for one in contracts]
    network = NETWORKS["ethereum"].reading(tokens)
    least = Thresholds.of(network, ether_wei=0)
    return [
        fact
        for block, receipts in answers()
        for fact in read_facts(block, receipts, network=network, least=least, seen_ns=1)
    ]


def of_way(found: list[Transfer | GasPrice], way: str) -> list[Transfer]:
    return [fact for fact in found if isinstance(fact, Transfer) and fact.way == way]


def test_every_transfer_of_a_token_is_found_and_no_piece_of_a_collection(
    found: list[Transfer | GasPrice],
) -> None:
    topics = {(row["block_number"], row["log_index"]): len(row["topics"]) for row in rows("logs")}
    theirs = [
        (row["transaction_hash"], f"log:{row['log_index']}", row["token_address"],
         row["from_address"], row["to_address"], row["value"])
        for row in rows("token_transfers")
        if topics[row["block_number"], row["log_index"]] == 3 and row["value"]
    ]  # fmt: skip

    ours = [
        (one.tx_hash, one.place, one.contract, one.sender, one.recipient, one.units)
        for one in of_way(found, "token")
    ]

    assert len(topics) == 681
    assert len(theirs) > 270
    assert sorted(ours) == sorted(theirs)


def test_every_value_is_found_with_its_status(found: list[Transfer | GasPrice]) -> None:
    said = {1: "success", 0: "failed"}
    theirs = [
        (row["hash"], row["transaction_index"], row["value"], said[row["receipt_status"]])
        for row in rows("transactions")
        if row["value"]
    ]

    ours = [(one.tx_hash, one.index, one.units, one.status) for one in of_way(found, "transaction")]

    assert sorted(ours) == sorted(theirs)


def test_nine_transactions_of_298_had_failed() -> None:
    statuses = [receipt.status for _, receipts in answers() for receipt in receipts]

    assert (len(statuses), statuses.count("0x0")) == (298, 9)


def test_every_withdrawal_is_found_and_is_in_gwei(found: list[Transfer | GasPrice]) -> None:
    theirs = [
        (f"withdrawal:{one['index']}", one["address"], one["amount"] * 10**9)
        for block in rows("blocks")
        for one in block["withdrawals"]
    ]

    ours = [(one.place, one.recipient, one.units) for one in of_way(found, "withdrawal")]

    assert len(theirs) == 32
    assert ours == theirs


def test_the_price_of_gas_is_what_fee_history_is_defined_as(
    found: list[Transfer | GasPrice],
) -> None:
    prices = [fact for fact in found if isinstance(fact, GasPrice)]

    assert [fact.priority_wei for fact in prices] == [
        tuple(_tips(block, (10, 50, 90))) for block in rows("blocks")
    ]


def _tips(block: Row, percentiles: tuple[int, ...]) -> Iterator[int]:
    """Tips in order, each as wide as its gas; where the gas reaches the percentile, that tip."""
    paid = sorted(
        (row["receipt_effective_gas_price"] - block["base_fee_per_gas"], row["receipt_gas_used"])
        for row in rows("transactions")
        if row["block_number"] == block["number"]
    )
    reached = list(accumulate(gas for _, gas in paid))
    for percentile in percentiles:
        yield paid[bisect_left(reached, int(block["gas_used"] * percentile / 100))][0]


def test_the_price_in_a_mined_transaction_is_what_was_paid() -> None:
    """So that tips can be told from a block alone, where a node has no receipts."""
    with gzip.open(DATA / "mainnet_blocks.jsonl.gz", "rt") as file:
        blocks = [json.loads(line) for line in file]
    capped = [
        (int(block["baseFeePerGas"], 16), transaction)
        for block in blocks
        for transaction in block["transactions"]
        if transaction.get("maxFeePerGas")
    ]

    paid = [
        min(int(one["maxFeePerGas"], 16), base + int(one["maxPriorityFeePerGas"], 16))
        for base, one in capped
    ]

    assert len(capped) > 9_000
    assert paid == [int(one["gasPrice"], 16) for _, one in capped]


def test_call_trees_tell_the_same_moves_as_flat_traces() -> None:
    """Eighteen blocks with flat traces, and the same calls hung into one another as geth does."""
    with gzip.open(DATA / "traced_blocks_with_receipts.jsonl.gz", "rb") as file:
        flat = [(read_traces(line), json.loads(line)) for line in file]

    found = [list(_moves_in_trees(recorded)) for _, recorded in flat]

    expected = [list(internal_moves_of(traces, min_wei=10**17)) for traces, _ in flat]
    assert sum(map(len, expected)) == 494
    assert found == expected


def _moves_in_trees(recorded: Row) -> Iterator[InternalMove]:
    traces = [trace for trace in recorded["traces"] if trace["transaction_hash"]]
    for index, tx_hash in enumerate(dict.fromkeys(trace["transaction_hash"] for trace in traces)):
        calls = {
            tuple(trace["trace_address"]): _call(trace)
            for trace in traces
            if trace["transaction_hash"] == tx_hash
        }
        for step in sorted(step for step in calls if step):
            calls[step[:-1]]["calls"].append(calls[step])
        tree = json.dumps([{"result": calls[()]}]).encode()
        number = recorded["block_number"]
        for move in moves_of_calls(
            tree, block_number=number, transactions=[tx_hash], min_wei=10**17
        ):
            yield msgspec.structs.replace(move, index=index)


def _call(trace: Row) -> Row:
    """A flat trace in geth's words."""
    action, kind = trace["action"], trace["type"]
    words: Row = {"calls": []}
    if trace.get("error"):
        words["error"] = trace["error"]
    if kind == "suicide":
        ends = {"from": action["address"], "to": action["refundAddress"]}
        return words | ends | {"type": "SELFDESTRUCT", "value": action["balance"]}
    made = (trace.get("result") or {}).get("address") if kind == "create" else action["to"]
    name = "CREATE" if kind == "create" else action["callType"].upper()
    return words | {"type": name, "from": action["from"], "to": made, "value": action["value"]}

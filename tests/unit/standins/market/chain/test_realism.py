"""Specification of how far the made-up chain resembles real blocks, and where it does not.

Real are 29 whole blocks from 2021 to 2024, two with receipts and logs of 2023, and 16 hours of
transfers of November 2025. They lie beside this checkout, or these tests are skipped.
"""

import csv
import gzip
import json
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from standins.market.chain.chain import Chain, ChainBlock
from standins.market.chain.fees import GWEI
from standins.market.chain.records import Tx
from standins.market.chain.scene import WEI

REAL = Path(__file__).resolve().parents[5] / "../shared/data/ethereum"
LONDON = 12_965_000
"""Since this block there are base fees."""

FIRST, BLOCKS = 23_900_000, 300

pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason="the recorded blocks do not lie beside this checkout"
)


@pytest.fixture(scope="module")
def made_up() -> list[ChainBlock]:
    chain = Chain(1)
    return [chain.at(number) for number in range(FIRST, FIRST + BLOCKS)]


@pytest.fixture(scope="module")
def transactions(made_up: list[ChainBlock]) -> list[Tx]:
    return [tx for block in made_up for tx in block.transactions]


@pytest.fixture(scope="module")
def real_blocks() -> list[dict[str, Any]]:
    blocks = lines("mainnet_blocks.jsonl.gz")
    return [block for block in blocks if int(block["number"], 16) > LONDON]


def lines(name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(REAL / name, "rt") as file:
        for line in file:
            yield json.loads(line)


def quantiles(values: list[float]) -> list[float]:
    """The quartiles and the ninetieth percentile."""
    return [statistics.quantiles(values, n=20)[at] for at in (4, 9, 14, 17)]


def test_as_many_transactions_fail_as_on_the_real_chain(transactions: list[Tx]) -> None:
    real = list(lines("blocks_17173049_17173050.transactions.jsonl.gz"))

    failed = sum(tx["receipt_status"] == 0 for tx in real) / len(real)

    assert failed == pytest.approx(0.03, abs=0.005)
    assert sum(not tx.ok for tx in transactions) / len(transactions) == pytest.approx(
        failed, rel=0.3
    )


def test_nearly_as_many_transactions_move_tokens_as_on_the_real_chain(
    transactions: list[Tx],
) -> None:
    real = {
        row["transaction_hash"]
        for row in lines("blocks_17173049_17173050.token_transfers.jsonl.gz")
    }
    all_real = list(lines("blocks_17173049_17173050.transactions.jsonl.gz"))

    there = len(real) / len(all_real)
    here = sum(bool(tx.tokens) for tx in transactions) / len(transactions)

    assert there == pytest.approx(0.48, abs=0.01)
    assert here == pytest.approx(there, rel=0.3)


def test_types_are_as_usual_though_blobs_and_delegations_come_more_often(
    transactions: list[Tx], real_blocks: list[dict[str, Any]]
) -> None:
    real = [int(tx["type"], 16) for block in real_blocks for tx in block["transactions"]]
    ours = [tx.kind for tx in transactions]

    for kind in (0, 2):
        assert ours.count(kind) / len(ours) == pytest.approx(real.count(kind) / len(real), abs=0.06)
    assert real.count(3) / len(real) < 0.001 < ours.count(3) / len(ours)
    assert real.count(4) == 0 < ours.count(4)  # the recording ends before they began


def test_tips_have_the_real_middle_and_the_real_tail(
    transactions: list[Tx], real_blocks: list[dict[str, Any]]
) -> None:
    real = [
        (int(tx["gasPrice"], 16) - int(block["baseFeePerGas"], 16)) / GWEI
        for block in real_blocks
        for tx in block["transactions"]
    ]
    ours = [tx.tip / GWEI for tx in transactions]

    for made_up, true in zip(quantiles(ours), quantiles(real), strict=True):
        assert true / 1.8 < made_up < true * 1.8


def test_ordinary_amounts_are_of_the_real_size_and_spread_wider(
    transactions: list[Tx], real_blocks: list[dict[str, Any]]
) -> None:
    real = [
        amount
        for block in real_blocks
        for tx in block["transactions"]
        if (amount := int(tx["value"], 16) / WEI)
    ]
    ours = [tx.value / WEI for tx in transactions if tx.value and not tx.planted]

    assert 0.1 < statistics.median(ours) / statistics.median(real) < 10
    assert statistics.quantiles(ours, n=100)[98] < 100


def test_whales_are_planted_five_times_as_densely_as_they_really_come(
    made_up: list[ChainBlock],
) -> None:
    with gzip.open(REAL / "transfers_20251111_00-16h.csv.gz", "rt") as file:
        real = [row for row in csv.DictReader(file) if int(row["value"]) >= 100 * WEI]
    numbers = {int(row["block_number"]) for row in real}
    real_rate = len(real) / (max(numbers) - min(numbers) + 1)

    large = [
        tx for block in made_up for tx in block.transactions if tx.value >= 100 * WEI and tx.ok
    ]
    rate = len(large) / len(made_up)

    assert real_rate == pytest.approx(0.2, abs=0.02)
    assert 3 < rate / real_rate < 7


def test_blocks_are_a_fifth_as_full_as_real_ones(
    made_up: list[ChainBlock], real_blocks: list[dict[str, Any]], transactions: list[Tx]
) -> None:
    there = statistics.median(len(block["transactions"]) for block in real_blocks)
    here = len(transactions) / len(made_up)

    assert 2 < there / here < 12
    assert all(len(block.withdrawals) == 16 for block in made_up)
    assert {len(block["withdrawals"]) for block in real_blocks[-8:]} == {16}

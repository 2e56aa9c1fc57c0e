"""Specification of the chain's ledger: every planted thing, before and after a reorganisation."""

import json
from collections import Counter
from dataclasses import asdict

import pytest

from standins.market.chain.chain import Chain
from standins.market.chain.ledger import Ledger, Planted, Record
from standins.market.chain.plans import PATTERNS
from standins.market.chain.records import Inner, Plan, Tx
from standins.market.chain.scene import ETHER

FIRST, LAST = 23_900_000, 23_900_299


@pytest.fixture(scope="module")
def chain() -> Chain:
    return Chain(1)


@pytest.fixture(scope="module")
def rows(chain: Chain) -> list[Planted]:
    return Ledger(chain).planted(FIRST, LAST)


@pytest.fixture(scope="module")
def records(chain: Chain) -> list[Record]:
    return Ledger(chain).records(FIRST, LAST)


def moved(tx: Tx) -> Counter[tuple[str, str, str | None, int]]:
    """What a transaction shows of ether and tokens that go somewhere, by where it is shown."""
    tokens = [token for token in tx.tokens if token.event == "transfer"]
    return Counter(
        [
            ("plain", tx.sender, tx.to, tx.value),
            *(("internal", inner.sender, inner.to, inner.value) for inner in tx.internal),
            *(("token", token.sender, token.to, token.amount) for token in tokens),
        ]
    )


def test_each_row_names_a_move_that_its_block_shows(chain: Chain, rows: list[Planted]) -> None:
    held = {
        tx.hash: tx for number in range(FIRST, LAST + 1) for tx in chain.at(number).transactions
    }

    for row in rows:
        if row.hash is not None:
            assert moved(held[row.hash])[row.channel, row.sender, row.to, row.value] >= 1
        assert row.block_hash == chain.hash_at(row.number)


def test_a_withdrawal_has_no_transaction_and_stands_in_its_block(
    chain: Chain, rows: list[Planted]
) -> None:
    leaving = [row for row in rows if row.channel == "withdrawal"]

    assert leaving
    for row in leaving:
        paid = chain.at(row.number).withdrawals
        assert (row.hash, row.asset) == (None, ETHER)
        assert (row.to, row.value) in {(one.address, one.gwei * 10**9) for one in paid}


def test_a_whale_is_to_be_reported_and_the_others_say_why_not(rows: list[Planted]) -> None:
    assert {row.plan for row in rows} == {Plan.WHALE, Plan.FORWARD, Plan.LOOKALIKE}
    assert all(row.report is (row.plan is Plan.WHALE) for row in rows)
    assert all(bool(row.reason) is not row.report for row in rows)


def test_what_failed_or_was_reverted_or_lent_is_never_to_be_reported(
    chain: Chain, rows: list[Planted]
) -> None:
    held = {
        tx.hash: tx for number in range(FIRST, LAST + 1) for tx in chain.at(number).transactions
    }
    empty = [
        row
        for row in rows
        if row.hash
        and (
            not held[row.hash].ok
            or row.sender == row.to
            or Inner(row.sender, str(row.to), row.value, "delegatecall") in held[row.hash].internal
            or Inner(row.sender, str(row.to), row.value, ok=False) in held[row.hash].internal
            or any(token.nft or not token.amount for token in held[row.hash].tokens)
        )
    ]

    assert {row.kind for row in empty} == {
        "failed",
        "self-transfer",
        "delegatecall",
        "reverted-call",
        "nft",
        "poisoning",
    }
    assert not any(row.report for row in empty)


def test_within_an_hour_of_blocks_nearly_every_kind_is_told(records: list[Record]) -> None:
    told = {record.kind for record in records}

    assert {pattern.kind for pattern in PATTERNS} == told


def test_a_record_names_its_blocks_its_actors_and_all_its_transactions(
    chain: Chain, records: list[Record]
) -> None:
    for record in records:
        numbers = [chain.holder(name) for name in record.transactions]

        assert record.first <= record.known <= record.last
        assert numbers == sorted(numbers, key=lambda number: number or 0)
        assert all(record.first <= (number or 0) <= record.last for number in numbers)
        assert record.actors
        assert record.standing == "whole"


def test_records_come_in_the_order_in_which_they_can_be_known(records: list[Record]) -> None:
    assert [record.known for record in records] == sorted(record.known for record in records)


def test_a_story_of_a_year_can_be_found_from_either_end(chain: Chain) -> None:
    ledger = Ledger(chain)
    woken = next(
        one for one in ledger.records(FIRST, FIRST + 2_000, "dormant-wake-up") if one.report
    )

    assert woken.last - woken.first > 365 * 7_200
    assert woken in ledger.records(woken.first, woken.first, "dormant-wake-up")
    assert ledger.record(woken.id) == woken


def test_a_reorganisation_takes_a_story_of_one_transaction_away() -> None:
    chain = Chain(1)
    ledger = Ledger(chain)
    whale = max(
        (row for row in ledger.planted(FIRST, FIRST + 40) if row.kind == "whale"),
        key=lambda row: row.value,
    )

    chain.fork(whale.number)

    record = ledger.record(whale.story)
    assert record is not None
    assert (record.standing, record.missing) == ("gone", [whale.hash])
    assert whale.hash not in {row.hash for row in ledger.planted(FIRST, FIRST + 60)}


def test_a_reorganisation_moves_what_it_leaves_out_to_a_later_row() -> None:
    chain = Chain(1)
    ledger = Ledger(chain)
    before = {row.hash: row.number for row in ledger.planted(FIRST, FIRST + 20) if row.hash}

    for number in range(FIRST, FIRST + 20, 3):
        chain.fork(number)
    after = {row.hash: row.number for row in ledger.planted(FIRST, FIRST + 21) if row.hash}

    later = [name for name in before if after.get(name, before[name]) != before[name]]
    assert later
    assert all(after[name] == before[name] + 1 for name in later)


def test_rows_and_records_are_json(rows: list[Planted], records: list[Record]) -> None:
    first = json.loads(json.dumps(asdict(rows[0])))
    whole = json.loads(json.dumps([asdict(record) for record in records]))

    assert {"number", "block_hash", "hash", "sender", "to", "value", "plan"} <= set(first)
    assert len(whole) == len(records)


def test_an_unknown_id_is_no_record(chain: Chain) -> None:
    ledger = Ledger(chain)

    assert ledger.record("whale") is None
    assert ledger.record("dragon-7") is None
    assert ledger.record("scheduled-to-exchange-7") is None

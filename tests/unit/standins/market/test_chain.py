"""Specification of the made-up chain: any block at any time, all of it linked, whales planted."""

from itertools import pairwise

import pytest

from standins.market.chain import Chain, ChainBlock
from standins.market.hashes import Hashes, Place
from standins.market.ledger import Ledger
from standins.market.people import EXCHANGES
from standins.market.transactions import WEI, Plan

FIRST = 23_900_000


def blocks(chain: Chain, count: int) -> list[ChainBlock]:
    return [chain.block(number, chain.branch_at(number)) for number in range(FIRST, FIRST + count)]


def test_a_hundred_blocks_are_linked_by_their_hashes() -> None:
    for parent, block in pairwise(blocks(Chain(1), 100)):
        assert block.parent_hash == parent.hash


def test_a_block_is_a_pure_function_of_seed_and_number() -> None:
    assert blocks(Chain(1), 5) == blocks(Chain(1), 5)
    assert blocks(Chain(1), 5) != blocks(Chain(2), 5)


def test_a_hash_leads_back_to_its_block_and_a_strange_hash_to_none() -> None:
    chain = Chain(1)
    block_hash = chain.hash_at(FIRST)

    assert chain.find(block_hash) == (FIRST, 0)
    assert chain.find("0x" + "ab" * 32) is None
    assert Chain(2).find(block_hash) is None
    assert chain.find("no hash") is None


def test_hashes_are_all_different_and_look_like_hashes() -> None:
    hashes = Hashes(1)
    made = {hashes.of(Place(1, FIRST + n, 0, n % 7)) for n in range(500)}

    assert len(made) == 500
    assert all(len(text) == 66 and text == text.lower() for text in made)


def test_about_one_whale_comes_every_second_block() -> None:
    transactions = [tx for block in blocks(Chain(1), 400) for tx in block.transactions]
    large = [tx for tx in transactions if tx.value >= 500 * WEI]

    assert 0.35 < sum(tx.ok for tx in large) / 400 < 0.7
    assert any(not tx.ok for tx in large)
    assert max(tx.value for tx in large) > 5_000 * WEI
    assert all(tx.plan is not Plan.ORDINARY for tx in large)


def test_blocks_hold_what_a_real_block_holds() -> None:
    found = blocks(Chain(1), 100)
    transactions = [tx for block in found for tx in block.transactions]

    assert 35 < len(transactions) / len(found) < 45
    assert {tx.kind for tx in transactions} == {0, 1, 2, 3, 4}
    assert any(tx.to is None for tx in transactions)
    assert 0.01 < sum(not tx.ok for tx in transactions) / len(transactions) < 0.08
    assert set(EXCHANGES.values()) <= {tx.to for tx in transactions}
    assert len({tx.hash for tx in transactions}) == len(transactions)


def test_a_deposit_is_passed_on_to_an_exchange_three_blocks_later() -> None:
    found = blocks(Chain(1), 300)
    forwards = [
        (block.number, tx)
        for block in found
        for tx in block.transactions
        if tx.plan is Plan.FORWARD
    ]
    number, forward = forwards[-1]
    origin = Chain(1).block(number - 3, 0)

    deposits = [tx for tx in origin.transactions if tx.to == forward.sender]
    assert len(deposits) == 1
    assert 0 < deposits[0].value - forward.value < WEI // 100
    assert forward.to in EXCHANGES.values()


def test_a_fork_replaces_its_blocks_and_stays_linked() -> None:
    chain = Chain(1)
    before = blocks(chain, 10)

    chain.fork(FIRST + 7)
    after = blocks(chain, 10)

    assert after[:7] == before[:7]
    assert all(old.hash != new.hash for old, new in zip(before[7:], after[7:], strict=True))
    for parent, block in pairwise(after):
        assert block.parent_hash == parent.hash


def test_a_fork_of_a_fork_and_a_deeper_one_stay_linked() -> None:
    chain = Chain(1)

    for number in (FIRST + 7, FIRST + 8, FIRST + 5, FIRST + 9):
        chain.fork(number)

    for parent, block in pairwise(blocks(chain, 12)):
        assert block.parent_hash == parent.hash


def test_an_orphaned_block_can_still_be_found_as_it_was() -> None:
    chain = Chain(1)
    orphan = chain.block(FIRST + 7, 0)

    chain.fork(FIRST + 7)
    place = chain.find(orphan.hash)

    assert place == (FIRST + 7, 0)
    assert chain.block(*place) == orphan


def test_a_fork_keeps_most_transactions_but_loses_the_whale() -> None:
    chain = Chain(1)
    whale = Ledger(chain).planted(FIRST, FIRST + 50)[0]
    old = chain.block(whale.number, 0)

    new = chain.block(whale.number, chain.fork(whale.number))
    kept = {tx.hash for tx in new.transactions} & {tx.hash for tx in old.transactions}

    assert len(kept) > len(old.transactions) / 2
    assert {tx.hash for tx in new.transactions} - {tx.hash for tx in old.transactions}
    assert whale.hash not in kept or whale.value != max(tx.value for tx in old.transactions)


@pytest.mark.parametrize("plan", [Plan.WHALE, Plan.FORWARD, Plan.LOOKALIKE])
def test_the_ledger_names_what_was_planted(plan: Plan) -> None:
    chain = Chain(1)
    rows = [row for row in Ledger(chain).planted(FIRST, FIRST + 100) if row.plan is plan]
    held = {tx.hash: tx for block in blocks(chain, 101) for tx in block.transactions}

    assert rows
    assert all(held[row.hash].value == row.value for row in rows)
    assert all(held[row.hash].ok is (plan is not Plan.LOOKALIKE) for row in rows)

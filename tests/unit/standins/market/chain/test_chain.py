"""Specification of the made-up chain: any block at any time, all of it linked."""

from itertools import pairwise

from standins.market.chain.chain import Chain, ChainBlock
from standins.market.chain.hashes import Hashes, Place
from standins.market.chain.known import EXCHANGES
from standins.market.chain.records import Plan
from standins.market.chain.scene import WEI

FIRST = 23_900_000


def blocks(chain: Chain, count: int, first: int = FIRST) -> list[ChainBlock]:
    return [chain.at(number) for number in range(first, first + count)]


def test_a_hundred_blocks_are_linked_by_their_hashes() -> None:
    for parent, block in pairwise(blocks(Chain(1), 100)):
        assert block.parent_hash == parent.hash


def test_a_block_is_a_pure_function_of_seed_and_number() -> None:
    asked_alone = Chain(1).at(FIRST + 90)
    asked_after_others = blocks(Chain(1), 91)[-1]

    assert asked_alone == asked_after_others
    assert asked_alone != Chain(2).at(FIRST + 90)


def test_a_block_of_years_ago_can_be_asked_for() -> None:
    chain = Chain(1)

    block = chain.at(FIRST - 5_300_000)

    assert chain.find(block.hash) == (FIRST - 5_300_000, 0)
    assert block.transactions


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


def test_blocks_hold_what_a_real_block_holds() -> None:
    found = blocks(Chain(1), 100)
    transactions = [tx for block in found for tx in block.transactions]

    assert 35 < len(transactions) / len(found) < 45
    assert {tx.kind for tx in transactions} == {0, 1, 2, 3, 4}
    assert any(tx.to is None for tx in transactions)
    assert set(EXCHANGES.values()) <= {tx.to for tx in transactions}
    assert len({tx.hash for tx in transactions}) == len(transactions)
    assert len({(tx.sender, tx.nonce) for tx in transactions}) == len(transactions)


def test_about_one_whale_comes_every_second_block() -> None:
    transactions = [tx for block in blocks(Chain(1), 400) for tx in block.transactions]
    large = [tx for tx in transactions if tx.value >= 500 * WEI]

    assert 0.35 < sum(tx.ok for tx in large) / 400 < 0.7
    assert any(not tx.ok for tx in large)
    assert max(tx.value for tx in large) > 5_000 * WEI


def test_everything_large_was_planted() -> None:
    ordinary = [
        tx
        for block in blocks(Chain(1), 200)
        for tx in block.transactions
        if tx.plan is Plan.ORDINARY and not tx.planted
    ]

    assert max(tx.value for tx in ordinary) <= 90 * WEI
    assert max(inner.value for tx in ordinary for inner in tx.internal) <= 90 * WEI
    assert all(
        token.amount <= max(900_000 * 10**6, 90 * WEI) for tx in ordinary for token in tx.tokens
    )


def test_what_failed_leaves_no_trace_but_its_fee() -> None:
    failed = [tx for block in blocks(Chain(1), 100) for tx in block.transactions if not tx.ok]

    assert failed
    assert all(not tx.tokens and not tx.internal for tx in failed)


def test_each_block_pays_sixteen_validators_in_turn() -> None:
    first, second = blocks(Chain(1), 2)

    assert len(first.withdrawals) == len(second.withdrawals) == 16
    indexes = [paid.index for paid in (*first.withdrawals, *second.withdrawals)]
    assert indexes == list(range(indexes[0], indexes[0] + 32))
    assert all(paid.gwei > 0 for paid in first.withdrawals)


def test_a_token_transfer_burns_what_it_burns_on_the_real_chain() -> None:
    transfers = [
        tx
        for block in blocks(Chain(1), 200)
        for tx in block.transactions
        if tx.planted and tx.input.startswith("0xa9059cbb")
    ]

    assert transfers
    assert {tx.gas for tx in transfers} == {63_000}

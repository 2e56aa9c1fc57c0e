"""Specification of reorganisations: what a branch keeps, what comes later, what never comes."""

from itertools import pairwise

import pytest

from standins.market.chain.chain import Chain, ChainBlock
from standins.market.chain.ledger import Ledger, Planted
from standins.market.chain.records import Tx

FIRST = 23_900_000


def blocks(chain: Chain, count: int) -> list[ChainBlock]:
    return [chain.at(number) for number in range(FIRST, FIRST + count)]


def hashes(*found: ChainBlock) -> set[str]:
    return {tx.hash for block in found for tx in block.transactions}


def lone_whale(chain: Chain) -> Planted:
    """The largest transfer of its block, on which no other depends."""
    rows = Ledger(chain).planted(FIRST, FIRST + 60)
    return next(
        row
        for row in rows
        if row.kind == "whale"
        and row.value == max(tx.value for tx in chain.at(row.number).transactions if tx.planted)
    )


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
    orphan = chain.at(FIRST + 7)

    chain.fork(FIRST + 7)
    place = chain.find(orphan.hash)

    assert place == (FIRST + 7, 0)
    assert chain.block(*place) == orphan


def test_a_fork_keeps_most_transactions_and_has_one_of_its_own() -> None:
    chain = Chain(1)
    old = chain.at(FIRST + 7)

    chain.fork(FIRST + 7)
    new = chain.at(FIRST + 7)

    assert len(hashes(old) & hashes(new)) > len(old.transactions) / 2
    assert len(hashes(new) - hashes(old)) == 1


def test_the_largest_lone_transfer_is_lost_for_good() -> None:
    chain = Chain(1)
    whale = lone_whale(chain)
    assert whale.hash is not None

    chain.fork(whale.number)

    after = [chain.at(number) for number in range(whale.number, whale.number + 5)]
    assert whale.hash not in hashes(*after)
    assert chain.holder(whale.hash) is None


def test_everything_else_that_was_left_out_comes_a_block_later() -> None:
    chain = Chain(1)
    whale = lone_whale(chain)
    old = chain.at(whale.number)

    chain.fork(whale.number)
    new, later = chain.at(whale.number), chain.at(whale.number + 1)

    left_out = hashes(old) - hashes(new) - {str(whale.hash)}
    assert left_out
    assert left_out <= hashes(later)
    assert {chain.holder(one) for one in left_out} == {whale.number + 1}


def test_what_was_left_out_comes_later_even_if_that_block_is_replaced_too() -> None:
    chain = Chain(1)
    whale = lone_whale(chain)
    old = chain.at(whale.number)

    chain.fork(whale.number)
    left_out = hashes(old) - hashes(chain.at(whale.number)) - {str(whale.hash)}
    chain.fork(whale.number + 1)

    assert left_out <= hashes(chain.at(whale.number + 1))


@pytest.mark.parametrize("seed", range(4))
def test_no_transaction_is_ever_in_two_blocks(seed: int) -> None:
    chain = Chain(seed)
    for number in (FIRST + 7, FIRST + 9, FIRST + 8, FIRST + 12):
        chain.fork(number)

    found: list[Tx] = [tx for block in blocks(chain, 16) for tx in block.transactions]

    assert len({tx.hash for tx in found}) == len(found)


def test_withdrawals_are_in_no_transaction_and_stay_as_they_are() -> None:
    chain = Chain(1)
    before = chain.at(FIRST + 3).withdrawals

    chain.fork(FIRST + 3)

    assert chain.at(FIRST + 3).withdrawals == before

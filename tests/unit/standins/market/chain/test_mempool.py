"""Specification of what waits to be mined, and of what never is."""

from standins.market.chain.chain import Chain
from standins.market.chain.ledger import Ledger
from standins.market.chain.mempool import Waiting
from standins.market.chain.scene import WEI

FIRST = 23_900_000


def waiting(chain: Chain, fate: str, blocks: int = 60) -> list[tuple[int, Waiting]]:
    return [
        (number, one)
        for number in range(FIRST, FIRST + blocks)
        for one in chain.waiting(number)
        if one.fate == fate
    ]


def test_what_is_said_to_be_mined_is_in_the_block_it_names() -> None:
    chain = Chain(1)

    for number, one in waiting(chain, "mined", blocks=10):
        assert number < one.until <= number + 2
        assert chain.holder(one.tx.hash) == one.until


def test_two_thirds_of_a_block_are_seen_before_it_comes() -> None:
    chain = Chain(1)
    held = [
        tx.hash for number in range(FIRST + 1, FIRST + 41) for tx in chain.at(number).transactions
    ]

    seen = {one.tx.hash for _, one in waiting(chain, "mined", blocks=40)}

    assert 0.6 < len(seen & set(held)) / len(held) < 0.76


def test_a_replaced_transaction_has_the_nonce_of_its_dearer_successor() -> None:
    chain = Chain(1)
    number, one = waiting(chain, "replaced")[0]

    (successor,) = [tx for tx in chain.at(number + 2).transactions if tx.hash == one.by]

    assert (successor.sender, successor.nonce) == (one.tx.sender, one.tx.nonce)
    assert successor.tip >= 1.1 * one.tx.tip
    assert successor.hash in {later.tx.hash for later in chain.waiting(number + 1)}
    assert one.tx.hash not in {later.tx.hash for later in chain.waiting(number + 1)}


def test_a_transaction_that_pays_too_little_waits_and_is_forgotten() -> None:
    chain = Chain(1)
    number, one = waiting(chain, "dropped")[0]

    seen = [
        at
        for at in range(one.since - 2, one.until + 3)
        if one.tx.hash in {other.tx.hash for other in chain.waiting(at)}
    ]

    assert seen == list(range(one.since, one.until))
    assert number in seen
    assert chain.holder(one.tx.hash) is None


def test_the_ledger_names_what_was_never_mined_large_ones_among_it() -> None:
    chain = Chain(1)

    rows = Ledger(chain).never_mined(FIRST, FIRST + 100)

    assert {row.hash for row in rows} >= {one.tx.hash for _, one in waiting(chain, "replaced")}
    assert any(row.value >= 500 * WEI and row.by is None for row in rows)
    assert {row.reason for row in rows} == {"replaced at a higher price", "paid too little"}


def test_what_a_reorganisation_left_out_waits_again() -> None:
    chain = Chain(1)
    before = {tx.hash for tx in chain.at(FIRST + 7).transactions}

    chain.fork(FIRST + 7)
    again = {one.tx.hash for one in chain.waiting(FIRST + 7)}

    left_out = before - {tx.hash for tx in chain.at(FIRST + 7).transactions}
    assert {one for one in left_out if chain.holder(one)} <= again

"""Specification of a scenario's moves on the chain: each in its block, and in the ledger."""

from pathlib import Path

import pytest

from standins.ethereum.simulated import SimulatedChain
from standins.market.chain.chain import Chain
from standins.market.chain.known import EXCHANGES
from standins.market.chain.ledger import Ledger
from standins.market.chain.scene import WEI
from standins.market.chain.scheduled import Scheduled, scheduled
from standins.market.scenario import ChainMove

OPENING = 23_900_000
NOW_MS = 1_790_000_000_000
INFLOW = Scheduled(after=3, direction="to_exchange", ether=4_321)
OUTFLOW = Scheduled(after=5, direction="from_exchange", ether=1_000)
PAST = Scheduled(after=5, direction="between_strangers", ether=777)


def a_chain(*moves: Scheduled) -> Chain:
    return Chain(1, opening=OPENING, scheduled=moves)


def test_a_scheduled_move_is_mined_in_its_block() -> None:
    chain = a_chain(INFLOW)

    (tx,) = [tx for tx in chain.at(OPENING + 3).transactions if tx.value == 4_321 * WEI]

    assert tx.to in EXCHANGES.values()
    assert tx.ok
    assert chain.holder(tx.hash) == OPENING + 3


def test_many_moves_may_share_a_block() -> None:
    chain = a_chain(*[INFLOW] * 50)

    moves = [tx for tx in chain.at(OPENING + 3).transactions if tx.value == 4_321 * WEI]

    assert len({tx.hash for tx in moves}) == 50


def test_the_ledger_tells_scheduled_moves_by_direction() -> None:
    chain = a_chain(INFLOW, OUTFLOW, PAST)
    exchanges = set(EXCHANGES.values())

    rows = Ledger(chain).planted(OPENING + 1, OPENING + 6)
    found = {row.kind: row for row in rows if row.kind.startswith("scheduled")}

    assert found["scheduled-to-exchange"].to in exchanges
    assert found["scheduled-from-exchange"].sender in exchanges
    assert (
        not {
            found["scheduled-between-strangers"].sender,
            found["scheduled-between-strangers"].to,
        }
        & exchanges
    )
    assert all(row.report for row in found.values())


def test_everything_else_stays_as_it_would_have_been() -> None:
    with_moves, without = a_chain(INFLOW), a_chain()

    planted = {tx.hash for tx in with_moves.at(OPENING + 3).transactions if tx.planted}

    assert with_moves.at(OPENING + 2) == without.at(OPENING + 2)
    assert planted > {tx.hash for tx in without.at(OPENING + 3).transactions if tx.planted}


def test_a_move_is_mined_in_the_first_block_after_its_moment() -> None:
    moves = [
        ChainMove(at_s=at_s, ether=500, direction="to_exchange") for at_s in (0, 11.9, 12, 60.5)
    ]

    assert [one.after for one in scheduled(moves, block_seconds=12)] == [1, 1, 2, 6]


@pytest.mark.parametrize(
    ("after", "ether", "words"), [(0, 5, "1 block ahead or more"), (1, 0, "ether above zero")]
)
def test_a_move_that_cannot_be_is_refused(after: int, ether: float, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Scheduled(after=after, direction="to_exchange", ether=ether)


def test_a_growing_chain_counts_from_where_it_began(tmp_path: Path) -> None:
    def a_growing_chain() -> SimulatedChain:
        return SimulatedChain(seed=1, now_ms=NOW_MS, folder=tmp_path, scheduled=[INFLOW])

    chain = a_growing_chain()
    for _ in range(4):
        chain.advance()
    chain.close()
    again = a_growing_chain()

    rows = again.planted(again.head - 3, again.head)
    found = [row for row in rows if row["kind"] == "scheduled-to-exchange"]
    assert [row["number"] for row in found] == [again.head - 1]


def test_a_chain_with_another_schedule_starts_afresh(tmp_path: Path) -> None:
    first = SimulatedChain(seed=1, now_ms=NOW_MS, folder=tmp_path)
    first.advance()

    second = SimulatedChain(seed=1, now_ms=NOW_MS, folder=tmp_path, scheduled=[INFLOW])

    assert second.head == first.head - 1

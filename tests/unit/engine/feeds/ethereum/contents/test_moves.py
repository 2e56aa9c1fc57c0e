"""Specification of internal moves as facts of the block they happened in."""

from core.chain import Transfer
from engine.feeds.ethereum.contents.moves import InternalMove, internal_transfers
from engine.feeds.ethereum.networks.chains import NETWORKS
from tests.support.evm import ALICE, BOB, ETH, a_block, a_transaction


def a_move(*step: int, of: str = "0x02") -> InternalMove:
    return InternalMove(
        block_number=7,
        tx_hash=of,
        index=0,
        step=step,
        way="call",
        sender=ALICE,
        recipient=BOB,
        value_wei=250 * ETH,
    )


def told(*moves: InternalMove, chain: str = "ethereum") -> list[Transfer]:
    block = a_block(a_transaction("0x01"), a_transaction("0x02"))
    return list(internal_transfers(block, moves, network=NETWORKS[chain], seen_ns=9, late_ns=3))


def test_a_move_takes_its_place_from_the_block_and_its_path_from_the_trace() -> None:
    (found,) = told(a_move(0, 2))

    assert (found.way, found.place, found.tx_hash, found.index) == ("internal", "0.2", "0x02", 1)
    assert (found.sender, found.recipient, found.units) == (ALICE, BOB, 250 * ETH)
    assert (found.block_hash, found.at_ns, found.late_ns) == ("0xb7", 100 * 10**9, 3)
    assert (found.status, found.selector) == ("success", None)


def test_moves_of_another_branch_of_the_chain_are_left_out() -> None:
    assert told(a_move(0, of="0x99")) == []


def test_the_coin_is_the_chains_own() -> None:
    (found,) = told(a_move(0), chain="polygon")

    assert (found.chain, found.coin) == ("polygon", "POL")

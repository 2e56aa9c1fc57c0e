"""Specification of notes on the newest blocks: taken back with their block, forgotten with time."""

import pytest

from engine.flows.recent import Recent
from tests.support.facts import SECOND
from tests.support.flows import BLOCK_S, a_move


def notes(*, blocks: int = 10, most: int = 100) -> Recent[str]:
    return Recent(window_ns=blocks * BLOCK_S * SECOND, most=most)


def test_a_block_that_leaves_the_chain_gives_its_notes_back_newest_first() -> None:
    recent = notes()
    recent.put(a_move("a", "b", block=1), "first")
    recent.put(a_move("b", "c", block=1), "second")
    recent.put(a_move("c", "d", block=2), "later")

    assert recent.retracted("0xb1") == ["second", "first"]
    assert recent.retracted("0xb1") == []
    assert len(recent) == 1


def test_notes_come_out_when_the_window_has_moved_past_them_oldest_first() -> None:
    recent = notes(blocks=10)
    recent.put(a_move("a", "b", block=0), "oldest")
    recent.put(a_move("b", "c", block=1), "older")

    assert recent.outgrown(a_move("x", "y", block=10)) == []
    assert recent.outgrown(a_move("x", "y", block=12)) == ["oldest", "older"]
    assert len(recent) == 0


def test_where_too_many_come_the_oldest_block_leaves_early() -> None:
    recent = notes(most=2)
    recent.put(a_move("a", "b", block=0), "one")
    recent.put(a_move("b", "c", block=0), "two")

    assert recent.outgrown(a_move("c", "d", block=1)) == ["one", "two"]


def test_a_transfer_counts_once_in_the_block_that_holds_it_now() -> None:
    recent, here = notes(), a_move("a", "b", block=1, tx="0xaa")
    there = a_move("a", "b", block=1, tx="0xaa", branch="'")
    recent.put(here, "here")

    assert recent.has(here)
    assert not recent.has(there)
    assert recent.moved(there) == "here"
    assert recent.moved(there) is None


def test_moves_of_one_transaction_are_told_apart_by_their_place() -> None:
    recent = notes()
    recent.put(a_move("a", "b", tx="0xaa"), "its value")

    assert not recent.has(a_move("b", "c", tx="0xaa", place="0.1"))


@pytest.mark.parametrize(("window", "most"), [(0, 1), (1, 0)])
def test_a_window_without_length_or_room_is_refused(window: int, most: int) -> None:
    with pytest.raises(ValueError, match="a window has a length"):
        Recent(window_ns=window, most=most)

"""Specification of finding the ether that contracts pass on, in geth's call trees."""

import json
from typing import Any

import pytest

from core.errors import BrokenInputError
from engine.feeds.ethereum.contents.call_trees import moves_of_calls
from engine.feeds.ethereum.contents.moves import InternalMove

ETH = 10**18
Json = dict[str, Any]


def a_call(*inside: Json, eth: int = 100, **changed: object) -> Json:
    ends = {"type": "CALL", "from": "0xF1", "to": "0xF2", "value": hex(eth * ETH)}
    return {**ends, "gasUsed": "0x0", "calls": list(inside), **changed}


def moves(*roots: Json | None, min_eth: int = 100) -> list[InternalMove]:
    trees = [{"txHash": f"0x{n}", "result": root} for n, root in enumerate(roots)]
    return read(trees, [f"0x{n}" for n in range(len(trees))], min_eth)


def read(trees: object, transactions: list[str], min_eth: int = 100) -> list[InternalMove]:
    text = json.dumps(trees).encode()
    least = min_eth * ETH
    return moves_of_calls(text, block_number=7, transactions=transactions, min_wei=least)


def steps(*roots: Json) -> list[tuple[int, ...]]:
    return [move.step for move in moves(*roots)]


def test_an_inner_call_with_value_is_a_move_and_the_transaction_itself_is_none() -> None:
    found = moves(a_call(), a_call(a_call(eth=250)))

    assert found == [
        InternalMove(
            block_number=7,
            tx_hash="0x1",
            index=1,
            step=(0,),
            way="call",
            sender="0xf1",
            recipient="0xf2",
            value_wei=250 * ETH,
        )
    ]


def test_steps_are_counted_and_ordered_as_in_flat_traces() -> None:
    nothing = a_call(eth=0)

    assert steps(a_call(a_call(nothing, a_call(a_call())), nothing, a_call())) == [
        (0,), (0, 1), (0, 1, 0), (2,),
    ]  # fmt: skip


def test_a_failed_call_undoes_what_went_well_inside_of_it_and_nothing_beside_it() -> None:
    failed = a_call(a_call(a_call()), error="execution reverted")

    assert steps(a_call(failed, a_call())) == [(1,)]


def test_a_failed_transaction_undoes_all_of_its_calls() -> None:
    assert steps(a_call(a_call(), error="out of gas")) == []


@pytest.mark.parametrize("kind", ["DELEGATECALL", "CALLCODE", "STATICCALL"])
def test_running_foreign_code_at_home_moves_nothing_but_what_it_calls_may(kind: str) -> None:
    assert steps(a_call(a_call(a_call(), type=kind))) == [(0, 0)]


@pytest.mark.parametrize(
    ("kind", "way"), [("CREATE", "create"), ("CREATE2", "create"), ("SELFDESTRUCT", "selfdestruct")]
)
def test_contracts_that_are_made_or_unmade_move_their_ether(kind: str, way: str) -> None:
    (found,) = moves(a_call(a_call(type=kind)))

    assert found.way == way


def test_ether_for_oneself_and_ends_that_are_not_told_are_no_moves() -> None:
    kept, old = a_call(to="0xF1", type="SELFDESTRUCT"), {"type": "SELFDESTRUCT"}

    assert steps(a_call(kept, old)) == []


def test_trees_that_do_not_name_their_transaction_stand_in_its_place() -> None:
    found = read([{"result": a_call()}, {"result": a_call(a_call())}], ["0xaa", "0xbb"])

    assert [(move.tx_hash, move.index) for move in found] == [("0xbb", 1)]


def test_a_transaction_that_could_not_be_traced_leaves_the_others() -> None:
    failed = {"txHash": "0xaa", "error": "execution timeout"}

    found = read([failed, {"txHash": "0xbb", "result": a_call(a_call())}], ["0xaa", "0xbb"])

    assert [move.tx_hash for move in found] == ["0xbb"]


def test_calls_nested_beyond_reason_are_no_reason_to_die() -> None:
    deep = a_call()
    for _ in range(200):
        deep = a_call(deep)
    text = b'[{"result":' + b'{"type":"CALL","calls":[' * 5_000 + b"]}" * 5_000 + b"}]"

    assert len(moves(deep)) == 200
    with pytest.raises(BrokenInputError, match="too deep"):
        moves_of_calls(text, block_number=7, transactions=["0xaa"], min_wei=1)


def test_another_number_of_trees_than_of_transactions_is_refused() -> None:
    with pytest.raises(BrokenInputError, match="1 call trees for 2 transactions"):
        read([{"result": a_call()}], ["0xaa", "0xbb"])


def test_what_is_no_list_of_trees_says_what_is_wrong() -> None:
    with pytest.raises(BrokenInputError, match="not a block's call trees"):
        read({"result": []}, [])

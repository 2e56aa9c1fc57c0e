"""Specification of finding the ether that contracts pass on inside of a transaction."""

import json

import pytest

from core.errors import BrokenInputError
from engine.feeds.ethereum.contents.moves import InternalMove
from engine.feeds.ethereum.contents.traces import internal_moves_of, read_traces

ETH = 10**18
TX = "0xaa"


def a_trace(*step: int, eth: int = 100, **changed: object) -> dict[str, object]:
    action = {"callType": "call", "from": "0xF1", "to": "0xF2", "value": hex(eth * ETH)}
    return {
        "type": "call",
        "action": action,
        "trace_address": list(step),
        "block_number": 7,
        "transaction_hash": TX,
        "transaction_position": 3,
        "result": None,
        "error": None,
        **changed,
    }


def moves(*traces: dict[str, object], min_eth: int = 100) -> list[InternalMove]:
    line = json.dumps({"traces": traces, "receipts": []}).encode()
    return list(internal_moves_of(read_traces(line), min_wei=min_eth * ETH))


def steps(*traces: dict[str, object]) -> list[tuple[int, ...]]:
    return [move.step for move in moves(*traces)]


def test_an_inner_call_with_value_is_a_move_and_the_transaction_itself_is_none() -> None:
    found = moves(a_trace(), a_trace(0, eth=250))

    assert found == [
        InternalMove(
            block_number=7,
            tx_hash=TX,
            index=3,
            step=(0,),
            way="call",
            sender="0xf1",
            recipient="0xf2",
            value_wei=250 * ETH,
        )
    ]


def test_less_than_the_threshold_is_left_out() -> None:
    assert steps(a_trace(), a_trace(0, eth=99), a_trace(1, eth=100)) == [(1,)]


def test_a_failed_step_undoes_what_went_well_inside_of_it_and_nothing_beside_it() -> None:
    failed = a_trace(0, error="Reverted")

    found = steps(a_trace(), failed, a_trace(0, 0), a_trace(0, 0, 1), a_trace(1))

    assert found == [(1,)]


def test_a_failed_transaction_undoes_all_of_its_steps_but_not_the_next_transaction() -> None:
    next_one = [a_trace(*step, transaction_hash="0xbb") for step in ((), (0,))]

    found = moves(a_trace(error="Reverted"), a_trace(0), a_trace(1), *next_one)

    assert [move.tx_hash for move in found] == ["0xbb"]


@pytest.mark.parametrize("kind", ["delegatecall", "callcode", "staticcall"])
def test_running_foreign_code_at_home_moves_nothing(kind: str) -> None:
    action = {"callType": kind, "from": "0xf1", "to": "0xf2", "value": hex(100 * ETH)}

    assert moves(a_trace(), a_trace(0, action=action)) == []


def test_a_new_contract_gets_what_it_is_created_with() -> None:
    action = {"from": "0xf1", "value": hex(100 * ETH), "init": "0x60"}
    created = a_trace(0, type="create", action=action, result={"address": "0xNEW"})

    (found,) = moves(a_trace(), created)

    assert (found.way, found.recipient) == ("create", "0xnew")


def test_a_contract_that_destroys_itself_leaves_its_ether_to_another() -> None:
    left = {"address": "0xf1", "refundAddress": "0xf2", "balance": hex(100 * ETH)}
    kept = {"address": "0xf1", "refundAddress": "0xf1", "balance": hex(100 * ETH)}

    found = moves(
        a_trace(),
        a_trace(0, type="suicide", action=left),
        a_trace(1, type="suicide", action=kept),
    )

    assert [(move.way, move.sender, move.recipient) for move in found] == [
        ("selfdestruct", "0xf1", "0xf2")
    ]


def test_a_block_reward_belongs_to_nobodys_transaction() -> None:
    action = {"author": "0xf1", "rewardType": "block", "value": hex(100 * ETH)}

    assert moves(a_trace(type="reward", action=action, transaction_hash=None)) == []


def test_a_nodes_own_answer_is_read_like_a_recording_in_its_envelope_or_without() -> None:
    named = {
        "trace_address": "traceAddress",
        "block_number": "blockNumber",
        "transaction_hash": "transactionHash",
        "transaction_position": "transactionPosition",
    }
    result = [{named.get(key, key): value for key, value in a_trace(0).items()}]
    answer = {"jsonrpc": "2.0", "id": 1, "result": result}

    found = [
        [move.step for move in internal_moves_of(read_traces(json.dumps(text).encode()), min_wei=1)]
        for text in (answer, result)
    ]

    assert found == [[(0,)], [(0,)]]


def test_a_block_without_transactions_has_no_traces() -> None:
    assert read_traces(b"[]") == []


@pytest.mark.parametrize(
    ("line", "names"),
    [(b"{}", "traces"), (b'{"traces": [{}]}', "type"), (b"[{}]", "type")],
)
def test_a_line_without_traces_says_what_is_wrong(line: bytes, names: str) -> None:
    with pytest.raises(BrokenInputError, match=names):
        read_traces(line)


def test_a_value_that_is_no_quantity_names_its_transaction() -> None:
    action = {"callType": "call", "from": "0xf1", "to": "0xf2", "value": "many"}

    with pytest.raises(BrokenInputError, match="0xaa: 'many' is no hex quantity"):
        moves(a_trace(0, action=action))

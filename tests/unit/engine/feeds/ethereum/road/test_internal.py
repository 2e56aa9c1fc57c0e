"""Specification of moves inside of calls: found out how, told in time, or said to be missing."""

from typing import Any

from core.chain import Transfer
from engine.feeds.ethereum import EthereumFeed, InternalMode, Thresholds
from tests.support.ethereum import UNKNOWN, WEI, Node, a_block

TRACE, CALLS, ASSETS = "trace_block", "debug_traceBlockByHash", "alchemy_getAssetTransfers"


def a_trace(block: int, *, eth: int = 300, branch: str = "a") -> dict[str, Any]:
    return {
        "type": "call",
        "action": {"callType": "call", "from": "0xc1", "to": "0xc2", "value": hex(eth * WEI)},
        "result": {},
        "traceAddress": [0, 2],
        "blockNumber": block,
        "transactionHash": f"0x{branch}{block}-tx",
        "transactionPosition": 0,
    }


def a_tree(block: int) -> dict[str, Any]:
    inner = {"type": "CALL", "from": "0xc1", "to": "0xc2", "value": hex(300 * WEI)}
    root = {"type": "CALL", "from": "0xf1", "to": "0xc1", "value": "0x0", "calls": [inner]}
    return {"txHash": f"0xa{block}-tx", "result": root}


def a_page(block: int, *, number: int, key: str | None) -> dict[str, Any]:
    moved = {
        "blockNum": hex(block),
        "hash": f"0xa{block}-tx",
        "from": "0xc1",
        "to": "0xc2",
        "uniqueId": f"0xa{block}-tx:internal:{number}",
        "category": "internal",
        "rawContract": {"value": hex(300 * WEI)},
    }
    return {"transfers": [moved], "pageKey": key} if key else {"transfers": [moved]}


def a_node(mode: InternalMode = "auto") -> Node:
    least = Thresholds(wei=100 * WEI, tokens={})
    return Node(EthereumFeed(least=least, internal=mode))


def inside(node: Node) -> list[Transfer]:
    return [transfer for transfer in node.transfers if transfer.way == "internal"]


def traces(params: list[str]) -> list[dict[str, Any]]:
    return [a_trace(int(params[0], 16))]


def test_they_are_told_before_their_block() -> None:
    node = a_node()
    node.answers[TRACE] = traces
    node.connect()

    node.announces(a_block(7))

    assert node.kinds == ["Transfer", "Transfer", "Block"]
    assert [(one.place, one.size, one.status) for one in inside(node)] == [("0.2", 300, "success")]


def test_a_transaction_that_spends_what_came_inside_of_an_earlier_one_is_told_behind_it() -> None:
    node = a_node()
    node.answers[TRACE] = traces
    node.connect()
    block = a_block(7)
    block["transactions"].append(block["transactions"][0] | {"hash": "0xa7-next", "from": "0xc2"})

    node.announces(block)

    ways = [(one.index, one.way) for one in node.transfers]
    assert ways == [(0, "transaction"), (0, "internal"), (1, "transaction")]


def test_small_ones_are_not_told() -> None:
    node = a_node()
    node.answers[TRACE] = lambda params: [a_trace(7, eth=99)]
    node.connect()

    node.announces(a_block(7))

    assert (node.told, inside(node)) == (["0xa7"], [])


def test_a_method_the_node_does_not_have_is_asked_for_once() -> None:
    node = a_node()
    node.answers[CALLS] = lambda params: [a_tree(int(params[0][3:]))]
    node.connect()

    for number in (7, 8, 9):
        node.announces(a_block(number))

    assert node.asked.count(TRACE) == 1
    assert [one.block_number for one in inside(node)] == [7, 8, 9]
    assert node.feed.standings(node.now_ns)["internal"].why == CALLS


def test_the_provider_s_list_is_read_page_by_page() -> None:
    node = a_node("assets")
    pages = {None: a_page(7, number=0, key="more"), "more": a_page(7, number=1, key=None)}
    node.answers[ASSETS] = lambda params: pages[params[0].get("pageKey")]
    node.connect()

    node.announces(a_block(7))

    assert [one.place for one in inside(node)] == ["0", "1"]
    assert node.told == ["0xa7"]


def test_a_node_that_tells_none_says_so_and_holds_nothing_up() -> None:
    node = a_node()
    node.connect()

    for number in (7, 8):
        node.announces(a_block(number))

    assert (node.told, node.gaps) == (["0xa7", "0xa8"], [])
    assert [node.asked.count(method) for method in (TRACE, CALLS, ASSETS)] == [1, 1, 1]
    standing = node.feed.standings(node.now_ns)["internal"]
    assert standing.condition == "refused"
    assert standing.why.startswith("not available on this node")


def test_the_ways_are_tried_again_after_an_hour_and_on_the_next_node() -> None:
    node = a_node()
    node.connect()
    node.announces(a_block(7))

    node.now_ns += 3_601 * 10**9
    node.announces(a_block(8))
    node.connect()
    node.answers[TRACE] = traces
    node.announces(a_block(9))

    assert node.asked.count(TRACE) == 3
    assert [one.block_number for one in inside(node)] == [9]


def test_switched_off_nothing_is_asked() -> None:
    node = a_node("off")
    node.connect()

    node.announces(a_block(7))

    assert not {TRACE, CALLS, ASSETS} & set(node.asked)
    assert node.feed.standings(node.now_ns)["internal"].why == "switched off"


def test_a_slow_trace_does_not_hold_the_block_and_is_told_when_it_comes() -> None:
    node = a_node()
    node.answers[TRACE] = traces
    node.connect()
    node.mute = {TRACE}
    node.announces(a_block(7))

    node.later(2.5)
    held = list(node.told)
    node.later(1)
    without = (list(node.told), list(inside(node)), list(node.opened))
    node.answers_now()

    assert held == []
    assert without == (["0xa7"], [], ["the inner moves of block 7 took longer than 3 s"])
    assert [one.block_hash for one in inside(node)] == ["0xa7"]
    assert node.healed[0][2] == "they came and were told"


def test_a_slow_trace_of_a_block_that_has_left_the_chain_is_not_told() -> None:
    node = a_node()
    node.answers[TRACE] = traces
    node.connect()
    node.announces(a_block(6))
    node.mute = {TRACE}
    node.announces(a_block(7))
    node.later(3.5)

    node.announces(a_block(7, branch="b", parent="0xa6"))
    node.later(3.5)
    kept, node.kept = node.kept[:1], node.kept[1:]
    node.kept = kept
    node.answers_now()

    assert node.standing == ["0xa6", "0xb7"]
    assert [one.block_hash for one in inside(node)] == ["0xa6"]


def test_traces_of_another_branch_are_asked_for_again() -> None:
    node = a_node()
    node.answers[TRACE] = lambda params: [a_trace(7, branch="b")]
    node.connect()
    node.announces(a_block(7))

    node.answers[TRACE] = traces
    node.later(1)

    assert node.told == ["0xa7"]
    assert [one.tx_hash for one in inside(node)] == ["0xa7-tx"]


def test_a_block_that_cannot_be_traced_is_told_and_the_ledger_says_so() -> None:
    node = a_node()
    node.answers[TRACE] = traces
    node.connect()
    node.announces(a_block(7))
    node.refuses = {TRACE: {"code": -32000, "message": "state is pruned"}}
    node.announces(a_block(8))

    for _ in range(4):
        node.later(0.6)
    node.refuses = {}
    node.announces(a_block(9))

    assert node.told == ["0xa7", "0xa8", "0xa9"]
    reason = "the inner moves of block 8 are unknown: state is pruned (-32000)"
    assert node.healed == [("internal", reason, "none")]
    assert node.lost == {"internal transfers"}
    assert [one.block_number for one in inside(node)] == [7, 9]


def test_what_is_still_owed_is_asked_for_on_the_next_connection() -> None:
    node = a_node()
    node.answers[TRACE] = traces
    node.connect()
    node.mute = {TRACE}
    node.announces(a_block(7))
    node.later(3.5)
    node.disconnect()

    node.mute, node.kept = set(), []
    node.connect()

    assert [one.block_hash for one in inside(node)] == ["0xa7"]
    assert node.opened == []


def test_the_standing_quotes_the_node_s_refusal() -> None:
    node = a_node("trace")
    node.refuses = {TRACE: UNKNOWN, CALLS: UNKNOWN}
    node.connect()

    node.announces(a_block(7))

    why = node.feed.standings(node.now_ns)["internal"].why
    assert why == "not available on this node: the method does not exist (-32601)"

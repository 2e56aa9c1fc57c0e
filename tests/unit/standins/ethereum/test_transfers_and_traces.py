"""Specification of asset transfers, traces and account states: what moved, beyond the block."""

from collections.abc import Callable
from typing import Any

import pytest

from standins.ethereum.simulated import SimulatedChain
from tests.unit.standins.ethereum.client import NOW_MS, Client

CATEGORIES = ["external", "internal", "erc20", "erc721"]


def transfers(client: Client, **wanted: object) -> dict[str, Any]:
    head = client.chain.head
    usual = {"fromBlock": hex(head - 20), "toBlock": "latest", "category": CATEGORIES}
    return dict(client.call("alchemy_getAssetTransfers", {**usual, **wanted}))


def all_pages(client: Client, **wanted: object) -> list[dict[str, Any]]:
    page = transfers(client, **wanted)
    found = list(page["transfers"])
    while "pageKey" in page:
        page = transfers(client, **wanted, pageKey=page["pageKey"])
        found += page["transfers"]
    return found


def blocks_with(chain: SimulatedChain, holds: Callable[[Any], bool], *, within: int = 400) -> Any:  # noqa: ANN401 - a planned transaction
    """The first planned transaction before the head that has something, and its block."""
    for number in range(chain.head, chain.head - within, -1):
        block = chain.chain.block(number, 0)
        for tx in block.transactions:
            if holds(tx):
                return number, tx
    pytest.fail(f"no such transaction in {within} blocks")


def test_external_transfers_are_the_successful_transactions_that_carry_ether() -> None:
    client = Client()
    block = client.block()
    failed = {r["transactionHash"] for r in client.receipts(block) if r["status"] == "0x0"}

    found = transfers(client, fromBlock="latest", category=["external"])["transfers"]
    carrying = [
        tx["hash"]
        for tx in block["transactions"]
        if int(tx["value"], 16) and tx["hash"] not in failed
    ]

    assert [one["hash"] for one in found] == carrying
    assert found[0]["uniqueId"] == f"{found[0]['hash']}:external"
    assert found[0]["asset"] == "ETH"


def test_zero_values_are_left_out_unless_they_are_asked_for() -> None:
    client = Client()

    without = all_pages(client, category=["external"])
    with_zero = all_pages(client, category=["external"], excludeZeroValue=False)

    assert len(with_zero) > len(without)
    assert all(one["value"] for one in without)


def test_pages_hold_each_transfer_once_and_no_more_than_asked_for() -> None:
    client = Client()

    whole = transfers(client)["transfers"]
    paged = all_pages(client, maxCount="0x7")

    assert len(whole) > 50
    assert paged == whole


def test_the_newest_may_come_first() -> None:
    client = Client()

    rising, falling = all_pages(client), all_pages(client, order="desc", maxCount="0x10")

    assert falling == rising[::-1]


def test_transfers_can_be_asked_for_by_their_ends_and_dated() -> None:
    client = Client()
    one = transfers(client)["transfers"][0]

    found = transfers(
        client, fromAddress=one["from"].upper().replace("0X", "0x"), withMetadata=True
    )["transfers"]

    assert found[0]["hash"] == one["hash"]
    assert {row["from"] for row in found} == {one["from"]}
    assert found[0]["metadata"]["blockTimestamp"].endswith("Z")


def test_tokens_have_their_name_their_decimals_and_their_log() -> None:
    found = transfers(Client(), category=["erc20"])["transfers"]

    known = next(one for one in found if one["asset"] in {"USDC", "USDT"})

    assert known["value"] == int(known["rawContract"]["value"], 16) / 10**6
    assert known["rawContract"]["decimal"] == "0x6"
    assert ":log:" in known["uniqueId"]


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ({"category": []}, "category must name some of"),
        ({"category": ["gold"]}, "category must name some of"),
        ({"maxCount": "0x3e9"}, "maxCount must lie between"),
        ({"maxCount": "0x0"}, "maxCount must lie between"),
        ({"order": "random"}, "order must be asc or desc"),
        ({"pageKey": "what"}, "pageKey is not one of this query"),
    ],
)
def test_what_cannot_be_asked_is_refused(wanted: dict[str, object], text: str) -> None:
    assert text in transfers(Client(), **wanted)["message"]


def test_a_page_key_lives_ten_minutes() -> None:
    client = Client()
    key = transfers(client, maxCount="0x1")["pageKey"]

    client.later(601)

    assert "expired" in transfers(client, maxCount="0x1", pageKey=key)["message"]


def test_internal_transfers_are_told_on_ethereum_and_polygon_alone() -> None:
    client = Client(chain_id=8453)

    assert "only supported on Ethereum" in transfers(client, category=["internal"])["message"]


def test_an_internal_transfer_is_in_no_block_but_in_traces_and_transfers() -> None:
    chain = SimulatedChain(seed=1, now_ms=NOW_MS)
    client = Client(chain)
    number, tx = blocks_with(
        chain, lambda tx: tx.ok and any(i.call == "call" and i.ok and i.value for i in tx.internal)
    )
    moved = next(i for i in tx.internal if i.call == "call" and i.ok and i.value)

    trees = client.call("debug_traceBlockByNumber", hex(number), {"tracer": "callTracer"})
    flat = client.call("trace_transaction", tx.hash)
    found = transfers(client, fromBlock=hex(number), toBlock=hex(number), category=["internal"])

    (tree,) = [one["result"] for one in trees if one["txHash"] == tx.hash]
    assert hex(moved.value) in str(tree["calls"])
    assert any(one["action"].get("to") == moved.to for one in flat[1:])
    assert (moved.sender, moved.to) in [(one["from"], one["to"]) for one in found["transfers"]]


def test_a_call_that_failed_moved_nothing_and_a_delegatecall_neither() -> None:
    chain = SimulatedChain(seed=1, now_ms=NOW_MS)
    client = Client(chain)
    number, tx = blocks_with(
        chain,
        lambda tx: any(i.value and (not i.ok or i.call == "delegatecall") for i in tx.internal),
        within=3_000,
    )
    idle = [i for i in tx.internal if not i.ok or i.call == "delegatecall"]

    found = transfers(client, fromBlock=hex(number), toBlock=hex(number), category=["internal"])
    told = [(one["from"], one["to"]) for one in found["transfers"] if one["hash"] == tx.hash]

    assert idle
    assert not {(i.sender, i.to) for i in idle} & set(told)


def test_every_transaction_has_a_trace_and_a_failed_one_says_so() -> None:
    client = Client()
    block = client.block()
    failed = {r["transactionHash"] for r in client.receipts(block) if r["status"] == "0x0"}

    trees = client.call("debug_traceBlockByHash", block["hash"], {"tracer": "callTracer"})
    flat = client.call("trace_block", block["number"])

    assert [one["txHash"] for one in trees] == [tx["hash"] for tx in block["transactions"]]
    assert {one["txHash"] for one in trees if "error" in one["result"]} == failed
    assert {one["transactionHash"] for one in flat if "error" in one} >= failed
    assert [one["traceAddress"] for one in flat].count([]) == len(trees)


def test_another_tracer_is_refused() -> None:
    answer = Client().call("debug_traceBlockByNumber", "latest", {"tracer": "prestateTracer"})

    assert 'only {"tracer": "callTracer"}' in answer["message"]


def test_an_unknown_block_has_no_traces_but_an_error() -> None:
    assert Client().call("trace_block", "0xffffffff")["message"] == "block not found"


def test_a_balance_changes_by_what_a_block_moved() -> None:
    client = Client()
    client.mine(3)
    one = transfers(client, fromBlock="latest", category=["external"])["transfers"][0]
    receiver, head = one["to"], client.chain.head

    moves = all_pages(client, fromBlock="latest", category=["external", "internal"])
    came = sum(int(m["rawContract"]["value"], 16) for m in moves if m["to"] == receiver)
    went = sum(int(m["rawContract"]["value"], 16) for m in moves if m["from"] == receiver)
    after = int(client.call("eth_getBalance", receiver, "latest"), 16)
    before = int(client.call("eth_getBalance", receiver, hex(head - 1)), 16)

    assert after - before <= came - went
    assert after - before > came - went - 10**17


def test_a_stranger_begins_with_nothing() -> None:
    client = Client()
    exchange = "0x28c6c06298d514db089934071355e5743bf21d60"

    assert client.call("eth_getBalance", "0x" + "12" * 20, "latest") == "0x0"
    assert int(client.call("eth_getBalance", exchange, "latest"), 16) > 0


def test_states_older_than_128_blocks_are_gone() -> None:
    client = Client()
    old = hex(client.chain.head - 128)

    answer = client.call("eth_getBalance", "0x" + "12" * 20, old)

    assert answer["message"].startswith("missing trie node")


def test_only_contracts_have_code() -> None:
    client = Client()

    assert client.call("eth_getCode", "0xdac17f958d2ee523a2206206994597c13d831ec7") != "0x"
    assert client.call("eth_getCode", "0x" + "12" * 20) == "0x"


def test_a_count_of_transactions_is_one_more_than_the_last_nonce() -> None:
    client = Client()
    last = client.block()["transactions"][-1]

    count = client.call("eth_getTransactionCount", last["from"], "latest")

    assert int(count, 16) > int(last["nonce"], 16)
    assert client.call("eth_getTransactionCount", "0x" + "12" * 20, "latest") == "0x0"

"""Specification of the faults that can be ordered from a node, as one client meets each."""

import re
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

import standins.ethereum.faults as listed
from standins.ethereum.faults import (
    DropSubscriptions,
    DuplicateHead,
    Fault,
    GhostHead,
    HashesOnly,
    Lag,
    LateHead,
    MissingHead,
    NoReceipts,
    OldSpelling,
    Reorg,
    Rival,
    ServerTrouble,
    Swallow,
    UnknownType,
)
from standins.ethereum.faults.kinds import Blow
from tests.unit.standins.ethereum.client import SHORT, Client


def a_subscriber(blocks: int = 0) -> Client:
    client = Client()
    client.call("eth_subscribe", "newHeads")
    client.mine(blocks)
    return client


def hashes(client: Client) -> list[str]:
    return [head["hash"] for head in client.told]


def test_every_fault_is_in_the_list_and_has_a_tag_of_its_own() -> None:
    kinds = get_args(Fault)
    files = Path(listed.__file__).parent.glob("[a-z]*.py")
    declared = re.compile(r"^class (\w+)\((?:Blow|Standing|\w+Fault)\)", re.MULTILINE)
    written = {name for file in files for name in declared.findall(file.read_text())}

    assert {kind.__name__ for kind in kinds} == written - {"HeadFault", "AnswerFault"}
    assert len({kind.__struct_config__.tag for kind in kinds}) == len(kinds)


def test_an_order_is_a_json_object_with_the_faults_name() -> None:
    order = b'{"fault":"missing_head","times":3}'

    assert msgspec.json.decode(order, type=Fault) == MissingHead(times=3)


def test_a_fault_that_stands_is_told_and_can_be_ended() -> None:
    client = a_subscriber()

    told = client.order(MissingHead(times=5))
    client.house.forgive()
    client.mine()

    assert told == [{"fault": "missing_head", "left": 5}]
    assert len(client.heads) == 1


def test_a_reorganisation_announces_the_new_branch_and_links_it() -> None:
    client = a_subscriber(blocks=4)
    before = hashes(client)

    told = client.order(Reorg(depth=2))
    client.mine()
    heads, head = client.told, client.chain.head

    assert told["gone"] == before[2:4]
    assert client.heads == [head - 4, head - 3, head - 2, head - 1, head - 2, head - 1, head]
    assert heads[4]["parentHash"] == heads[1]["hash"]
    assert heads[5]["parentHash"] == heads[4]["hash"]
    assert heads[6]["parentHash"] == heads[5]["hash"]
    assert client.block(hex(head - 2))["hash"] == heads[4]["hash"]
    assert client.call("eth_getBlockByHash", before[2], SHORT)["hash"] == before[2]


def test_a_reorganisation_may_lead_to_a_longer_branch() -> None:
    client = a_subscriber(blocks=3)
    head = client.chain.head

    told = client.order(Reorg(depth=2, longer=3))

    assert (len(told["gone"]), len(told["come"])) == (2, 5)
    assert client.heads[3:] == list(range(head - 1, head + 4))
    assert client.chain.head == head + 3


def test_a_branch_may_be_announced_by_its_tip_alone() -> None:
    client = a_subscriber(blocks=3)

    told = client.order(Reorg(depth=3, tip_only=True))

    assert hashes(client)[3:] == told["come"][-1:]


def test_a_reorganisation_may_be_deeper_than_finality() -> None:
    client = a_subscriber(blocks=100)

    told = client.order(Reorg(depth=90))

    assert len(told["gone"]) == len(told["come"]) == 90 == len(client.told) - 100
    assert not set(told["gone"]) & set(told["come"])


def test_a_reorganisation_deeper_than_what_is_remembered_is_refused() -> None:
    with pytest.raises(ValueError, match="depth must lie between"):
        Client().order(Reorg(depth=5_000))


def test_a_rival_is_the_head_until_the_next_block_comes() -> None:
    client = a_subscriber(blocks=2)

    told = client.order(Rival())
    rival = client.block()
    (following,) = client.mine()

    assert rival["hash"] == told["rival"]
    assert hashes(client)[1:] == [told["first"], told["rival"], told["first"], following]
    assert client.told[-1]["parentHash"] == told["first"]
    assert client.block(rival["number"])["hash"] == told["first"]


def test_a_reorganisation_takes_logs_back() -> None:
    client = Client()
    client.call("eth_subscribe", "logs")
    client.mine()
    first = list(client.told)

    client.order(Reorg(depth=1))
    again = client.told[len(first) :]

    assert again[: len(first)] == [{**log, "removed": True} for log in first]
    assert all(log["removed"] is False for log in again[len(first) :])


def test_a_transaction_that_was_reorganised_away_has_no_receipt() -> None:
    client = Client()
    client.mine()
    old = client.call("eth_getBlockByNumber", "latest", SHORT)

    client.order(Reorg(depth=1))
    new = client.call("eth_getBlockByNumber", "latest", SHORT)
    gone = [tx for tx in old["transactions"] if tx not in new["transactions"]]
    stayed = [tx for tx in old["transactions"] if tx in new["transactions"]]

    assert gone
    assert client.call("eth_getTransactionReceipt", gone[0]) is None
    assert client.call("eth_getTransactionReceipt", stayed[0])["blockHash"] == new["hash"]


def test_heads_can_be_missing_or_doubled() -> None:
    client = a_subscriber()

    client.order(MissingHead())
    client.order(DuplicateHead())
    client.mine(3)

    head = client.chain.head
    assert client.heads == [head - 1, head - 1, head]


@pytest.mark.parametrize(("times", "order"), [(1, [1, 0, 2]), (2, [2, 1, 0])])
def test_heads_can_come_out_of_order(times: int, order: list[int]) -> None:
    client = a_subscriber()
    first = client.chain.head + 1

    client.order(LateHead(times=times))
    client.mine(3)

    assert [number - first for number in client.heads] == order


def test_a_header_can_be_spelled_as_in_the_old_documents() -> None:
    client = a_subscriber()

    client.order(OldSpelling())
    client.mine(2)

    assert "receiptRoot" in client.told[0]
    assert "receiptsRoot" not in client.told[0]
    assert "receiptsRoot" in client.told[1]


def test_a_ghost_speaks_under_an_id_nobody_was_given() -> None:
    client = a_subscriber(blocks=1)

    client.order(GhostHead())
    real, ghost = client.frames

    assert ghost["params"]["result"] == real["params"]["result"]
    assert ghost["params"]["subscription"] != real["params"]["subscription"]


def test_dropped_subscriptions_are_silent() -> None:
    client = a_subscriber()

    assert client.order(DropSubscriptions()) == 1
    client.mine()

    assert client.frames == []


def test_a_lagging_node_answers_null_and_then_the_block() -> None:
    client = Client()
    client.order(Lag(times=2))

    answers = [client.block() for _ in range(3)]

    assert [answer is None for answer in answers] == [True, True, False]


def test_a_node_may_lag_for_some_seconds() -> None:
    client = Client()
    client.order(Lag(seconds=3))

    before = [client.block() for _ in range(5)]
    client.later(3.1)

    assert before == [None] * 5
    assert client.block() is not None


def test_a_lagging_node_may_say_that_a_block_is_not_processed() -> None:
    client = Client()
    client.order(Lag(not_processed=True))

    answer = client.call("eth_getBlockReceipts", "0x5")

    assert answer["code"] == -32000
    assert answer["message"] == "Block 0x5 not processed yet. Please try again."


def test_receipts_may_be_missing_although_the_block_is_there() -> None:
    client = Client()
    client.order(NoReceipts())

    block = client.block()

    assert block is not None
    assert client.receipts(block) is None
    assert client.receipts(block) is not None


def test_a_block_may_come_with_hashes_although_it_was_asked_for_whole() -> None:
    client = Client()
    client.order(HashesOnly())

    short, whole = client.block(), client.block()

    assert short["transactions"] == [tx["hash"] for tx in whole["transactions"]]


def test_a_transaction_may_be_of_an_unknown_type() -> None:
    client = Client()
    client.order(UnknownType(kind="0x7e"))

    strange, usual = client.block()["transactions"][0], client.block()["transactions"][0]

    assert (strange["type"], strange["hash"]) == ("0x7e", usual["hash"])
    assert "gasPrice" not in strange
    assert "sourceHash" in strange


@pytest.mark.parametrize("methods", [(), ("eth_chainId",)])
def test_a_server_may_be_in_trouble(methods: tuple[str, ...]) -> None:
    client = Client()
    client.order(ServerTrouble(methods=methods))

    answer = client.call("eth_chainId")

    assert answer == {"code": -32000, "message": "Unable to complete request at this time."}
    assert client.call("eth_chainId") == "0x1"


def test_a_question_may_get_no_answer() -> None:
    client = Client()
    client.order(Swallow())
    question: dict[str, Any] = {"id": 1, "method": "eth_chainId"}

    assert client.send(question) is None
    assert client.send(question)["result"] == "0x1"


def test_what_happens_at_once_does_not_stand() -> None:
    client = a_subscriber(blocks=2)

    client.order(Reorg())

    assert issubclass(Reorg, Blow)
    assert client.house.board.standing() == []

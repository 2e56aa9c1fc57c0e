"""Specification of heads that get lost, doubled, late or spelled otherwise."""

import pytest

from standins.ethereum.faults import (
    DropSubscriptions,
    DuplicateHead,
    GhostHead,
    LateHead,
    MissingHead,
    OldSpelling,
)
from tests.unit.standins.ethereum.client import a_subscriber


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

"""Specification of the list of faults: what nodes are known to do wrong, each with its story.

The list is that of the fault research. What is missing here is missing in the stories.
"""

from pathlib import Path
from typing import Any, get_args

import pytest

from engine.feeds.ethereum import EthereumFeed
from standins.ethereum.faults import Fault
from tests.support.chain_account import followed
from tests.support.chain_faults import HEALED, RETRACTED
from tests.support.ethereum import Node, a_block
from tests.support.living_chain import LivingChain, living_chain

STORIES = Path(__file__).parent.glob("test_ethereum_*.py")
TABLES = Path(__file__).parents[1] / "support" / "chain_faults.py"

LISTED = {
    "missing head": ["heads that are not announced"],
    "duplicate head": ["heads announced twice"],
    "reorganisation, 1 to 3 deep": ["another head of the same height", "three blocks"],
    "two heads of the same height": ["a rival that does not stay"],
    "block null after the head": ["a block that is null after its head"],
    "not processed yet after the head": ["a block that is not processed yet"],
    "429 without an id": ["too many requests"],
    "new subscription ids after a reconnect": [
        "a connection cut without a word",
        "a head under an id nobody was given",
    ],
    "subscription timed out": ["subscriptions that timed out"],
    "type that nobody knows": ["a transaction of an unknown type"],
}
"""Each fault of the research that a node can be ordered to have, and its stories."""

LOGS_OF_AN_NFT = 4


@pytest.mark.parametrize("stories", LISTED.values(), ids=LISTED)
def test_each_listed_fault_has_its_story(stories: list[str]) -> None:
    assert set(stories) <= {*HEALED, *RETRACTED}


def test_each_fault_that_a_node_can_be_ordered_to_have_is_in_a_story() -> None:
    told = "".join(path.read_text() for path in (*STORIES, TABLES))

    tags = {str(kind.__struct_config__.tag) for kind in get_args(Fault)}

    assert {tag for tag in tags if f'"{tag}"' not in told} == set()


async def test_what_blocks_can_hold_is_held_by_those_the_stories_are_about() -> None:
    async with living_chain() as living, followed(living) as account:
        await living.mine(12)
        await account.reaches(living)

        assert account.transfers == living.truth(account.first or 0)
        assert held(living, account.first or 0) >= {
            "a failed transaction", "a contract made", "type 0x0", "type 0x1", "type 0x2",
            "type 0x3", "type 0x4", "a Transfer with four topics",
        }  # fmt: skip


def test_batches_and_ranges_of_logs_that_nodes_refuse_are_never_asked_for() -> None:
    node = Node(EthereumFeed())
    node.connect()
    node.announces(a_block(7))

    node.has(*map(a_block, range(8, 40)))
    node.announces(a_block(40))

    assert len(node.told) == 34
    # A batch would be a list, and has no method.
    assert all("method" in question for question in node.questions)
    assert "eth_getLogs" not in node.asked


def held(living: LivingChain, first: int) -> set[str]:
    """What there is in the blocks from ``first`` on."""
    found: set[str] = set()
    for block_hash in living.hashes(first):
        block: Any = living.chain.by_hash(block_hash)
        receipts: Any = living.chain.receipts(block_hash)
        for transaction in block["transactions"]:
            found.add(f"type {transaction['type']}")
            found |= {"a contract made"} if transaction["to"] is None else set()
        for receipt in receipts:
            found |= {"a failed transaction"} if receipt["status"] == "0x0" else set()
            lengths = {len(log["topics"]) for log in receipt["logs"]}
            found |= {"a Transfer with four topics"} if LOGS_OF_AN_NFT in lengths else set()
    return found

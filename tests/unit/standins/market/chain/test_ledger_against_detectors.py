"""Specification of how well the engine finds what was planted: precision and recall as numbers.

Blocks, receipts and call trees go as JSON through the engine's own readers and detectors, in
memory; what is told as new is compared with the ledger. The lists below say what the engine cannot
do yet. They are exact: whoever teaches it more sees this file fail and shortens them.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
import pytest

from core.chain import Transfer
from core.detection import Detection
from engine.detectors.deposit_address import DepositAddresses
from engine.detectors.whale_transfer import WhaleTransfers
from engine.feeds.ethereum.contents.blocks import RpcBlock, read_block
from engine.feeds.ethereum.contents.call_trees import moves_of_calls
from engine.feeds.ethereum.contents.moves import internal_transfers
from engine.feeds.ethereum.contents.reading import read_facts
from engine.feeds.ethereum.contents.receipts import RpcReceipt
from engine.feeds.ethereum.networks.chains import NETWORKS
from engine.feeds.ethereum.networks.thresholds import Thresholds
from engine.flows.book import LabelBook
from engine.flows.known import known_labels
from standins.ethereum.simulated import SimulatedChain
from standins.market.chain.ledger import Ledger, Planted
from standins.market.chain.records import Plan
from standins.market.chain.scene import ETHER

BLOCKS = 300
NOW_MS = 1_790_000_000_000
NETWORK = NETWORKS["ethereum"]
LEAST = Thresholds.of(NETWORK, ether_wei=100 * 10**18)
NEWS = {"transfer", "token_transfer"}

FOOLED_BY: set[str] = set()
"""Look-alikes the engine takes for transfers: none any more."""

TOLD_TWICE = {
    "deposit",  # needs: a sum that is swept in two parts; the sweep that proves an address is known
    "pass-through",  # needs: a second leg that waits longer, or whose first came before the start
    "peel-chain",  # needs: a chain is followed whose hops keep less than nine tenths
    "loop",  # needs: a leg whose first came before the start
}
"""Patterns some of whose later legs it tells as if what moved were new."""

PRECISION, RECALL = 0.935, 0.975
"""Of what is told as new, and of all moves of the size that was asked for.

The missing fortieth is told too, but as passing on what came before.
"""

Key = tuple[str, str, str, str]
"""Transaction, sender, receiver, asset: what the ledger counts by."""


@dataclass(frozen=True)
class Score:
    """What was told, what of it as new, and what there was to tell."""

    found: set[Key]
    told: set[Key]
    rows: list[Planted]

    @property
    def large(self) -> list[Planted]:
        """Rows of at least the size that was asked for."""
        return [row for row in self.rows if row.value >= least_of(row.asset)]

    def recall(self, channel: str) -> float:
        """Share of the moves to report that were told."""
        there = [row for row in self.large if row.report and row.channel == channel]
        return sum(key_of(row) in self.told for row in there) / len(there)

    @property
    def precision(self) -> float:
        """Share of what was told that was to be reported."""
        true = {key_of(row) for row in self.large if row.report}
        return len(self.told & true) / len(self.told)

    def kinds_told(self, plan: Plan) -> set[str]:
        """Kinds of the rows of a plan that were told as new."""
        return {row.kind for row in self.large if row.plan is plan and key_of(row) in self.told}


def least_of(asset: str) -> int:
    """The threshold of an asset of the ledger; nothing reaches that of a token nobody knows."""
    return LEAST.wei if asset == ETHER else LEAST.tokens.get(asset, 2**256)


def key_of(row: Planted) -> Key:
    return (row.hash or "", row.sender, row.to or "", row.asset)


def facts_of(chain: SimulatedChain, block: RpcBlock) -> Iterator[Transfer]:
    """What the engine's readers make of a block, its receipts and its call trees."""
    receipts = msgspec.json.encode(chain.receipts(block.hash))
    told = read_facts(
        block,
        msgspec.json.decode(receipts, type=list[RpcReceipt]),
        network=NETWORK,
        least=LEAST,
        seen_ns=block.at_ns,
    )
    yield from (fact for fact in told if isinstance(fact, Transfer))
    moves = moves_of_calls(
        msgspec.json.encode(chain.traces(block.hash)),
        block_number=block.height,
        transactions=[transaction.hash for transaction in block.transactions],
        min_wei=LEAST.wei,
    )
    yield from internal_transfers(block, moves, network=NETWORK, seen_ns=block.at_ns)


def detections(chain: SimulatedChain, first: int, last: int) -> list[Detection]:
    """What the engine makes of the blocks first to last."""
    labels = LabelBook(known_labels())
    detectors = DepositAddresses(labels), WhaleTransfers(labels)
    found = []
    for number in range(first, last + 1):
        block = read_block(msgspec.json.encode(chain.by_number(number)))
        for fact in facts_of(chain, block):
            found += [one for detector in detectors for one in detector.update(fact)]
    return [one for one in found if isinstance(one, Detection)]


def told_in(detection: Detection) -> Key:
    texts = detection.texts
    return (texts["hash"], texts["from"], texts["to"], texts.get("contract", ETHER))


@pytest.fixture(scope="module")
def score() -> Score:
    chain = SimulatedChain(seed=1, now_ms=NOW_MS)
    first, last = chain.head - BLOCKS + 1, chain.head
    found = detections(chain, first, last)
    return Score(
        found={told_in(one) for one in found if "hash" in one.texts},
        told={told_in(one) for one in found if one.kind in NEWS},
        rows=Ledger(chain.chain).planted(first, last),
    )


def test_every_move_of_a_whale_is_found_as_new_or_as_passing_on_what_came_before(
    score: Score,
) -> None:
    there = {key_of(row) for row in score.large if row.report}

    assert len(there) > 250
    assert there <= score.found


def test_there_is_no_channel_that_the_engine_does_not_see(score: Score) -> None:
    channels = {row.channel for row in score.rows}

    unseen = {channel for channel in channels if score.recall(channel) < 0.9}

    assert channels == {"plain", "internal", "token", "withdrawal"}
    assert not unseen


def test_no_failed_transaction_is_told(score: Score) -> None:
    failed = {row.hash for row in score.rows if row.kind == "failed"}

    assert len(failed) > 20
    assert not failed & {key[0] for key in score.told}


def test_the_look_alikes_that_fool_the_engine_yet_are_exactly_these(score: Score) -> None:
    assert score.kinds_told(Plan.LOOKALIKE) == FOOLED_BY


def test_the_patterns_that_the_engine_tells_twice_yet_are_exactly_these(score: Score) -> None:
    assert score.kinds_told(Plan.FORWARD) == TOLD_TWICE


def test_no_ether_is_told_that_was_not_planted(score: Score) -> None:
    told = {key for key in score.told if key[-1] == ETHER}

    assert told <= {key_of(row) for row in score.rows}


def test_of_what_is_told_so_much_is_news(score: Score) -> None:
    assert len(score.told) > 200
    assert score.precision == pytest.approx(PRECISION, abs=0.02), false_by_kind(score)


def test_of_the_moves_to_tell_so_many_are_told(score: Score) -> None:
    moves = [row for row in score.large if row.report]

    seen = [row for row in moves if key_of(row) in score.told]

    assert len(seen) / len(moves) == pytest.approx(RECALL, abs=0.02), missed_by_kind(score)


def false_by_kind(score: Score) -> Counter[str]:
    return Counter(row.kind for row in score.large if not row.report and key_of(row) in score.told)


def missed_by_kind(score: Score) -> Counter[str]:
    return Counter(
        f"{row.kind} {row.channel}"
        for row in score.large
        if row.report and key_of(row) not in score.told
    )

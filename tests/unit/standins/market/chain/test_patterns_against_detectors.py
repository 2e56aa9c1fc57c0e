"""Specification of how well patterns of whales are recognised: precision and recall as numbers.

Every payment that a story of the made-up chain writes, down to the small ones that tie its wallets
together, goes through the detectors in the order of its blocks; what they tell is compared
with the ledger by the addresses that act. Blocks as JSON, readers and call trees have their own
measure (``test_ledger_against_detectors``): here the years before a sleeper wakes are needed too.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from core.chain import Retraction, Transfer
from core.detection import Detection
from engine.detectors import DETECTORS
from engine.flows.movement import HEARD
from engine.pipeline.panel import Panel
from standins.ethereum.simulated import SimulatedChain
from standins.market.chain.chain import Chain
from standins.market.chain.ledger import Ledger, Record
from standins.market.chain.records import Tx

pytestmark = pytest.mark.timeout(120)
"""Seven seconds of reading blocks, on a machine that may have more to do."""

BLOCKS, WARMED_UP = 12_000, 1_500
"""Blocks that are read, and how many of them pass before what is told counts."""

LEAST_WEI = 10**17
BLOCK_NS = 12 * 1_000_000_000
NOW_MS = 1_790_000_000_000

KINDS = {
    "accumulation": "accumulation",
    "distribution": "distribution",
    "structuring": "structuring",
    "peel_chain": "peel-chain",
    "dormant_wake_up": "dormant-wake-up",
    "cluster": "cluster",
    "loop": "loop",
    "contract_interaction": "contract-call",
}
"""What the detectors call what the ledger calls."""

FALSE = {"accumulation": 1, "cluster": 2}
"""Campaigns that are told and were not planted as such, exact.

One of the whales, who trade with exchanges by chance, withdrew five times of six in a row.
Holders of different stories whom one whale paid within an hour, and who all sell at one exchange
within another: by all that can be seen they are a cluster.
"""

MISSED: dict[str, set[str]] = {}
"""Stories that are not found: none."""

OF_ONE_PAYMENT = {"dormant_wake_up", "contract_interaction"}
"""What is told of a single transfer, and names it; a campaign that names another was told."""

PRECISION, RECALL = 0.95, 0.90
"""The least of both over all patterns, in simulation; of each pattern apart from ``FALSE``."""


@dataclass(frozen=True)
class Score:
    """What was told of a kind, the stories of it, and those of others that may pass for it."""

    told: list[Detection]
    stories: list[Record]
    others: list[Record]

    @property
    def true(self) -> list[Record]:
        return [story for story in self.stories if story.report]

    @property
    def found(self) -> list[Record]:
        return [story for story in self.true if any(fits(each, story) for each in self.told)]

    @property
    def fooled_by(self) -> list[Record]:
        decoys = [story for story in self.stories if not story.report]
        return [story for story in decoys if any(fits(each, story) for each in self.told)]

    @property
    def false(self) -> list[Detection]:
        right = [*self.true, *self.others]
        return [each for each in self.told if not any(fits(each, story) for story in right)]


def fits(detection: Detection, story: Record) -> bool:
    """Whether a detection is about the transactions of a story."""
    hashes = {*detection.texts.get("members", "").split(), detection.texts.get("hash")}
    return len(hashes & set(story.transactions)) * 2 > len(hashes - {None})


def transfers_of(chain: Chain, number: int) -> Iterator[Transfer]:
    """The payments of all stories in a block, with what they call."""
    for index, tx in enumerate(chain.mined.campaigns.transactions(number)):
        if tx.value >= LEAST_WEI and tx.ok and tx.to:
            yield transfer_of(tx, number, index)


def transfer_of(tx: Tx, number: int, index: int) -> Transfer:
    at_ns = number * BLOCK_NS
    return Transfer(
        chain="ethereum",
        block_number=number,
        block_hash=f"0x{number:064x}",
        at_ns=at_ns,
        seen_ns=at_ns + 1,
        tx_hash=tx.hash,
        index=index,
        sender=tx.sender,
        recipient=tx.to,
        amount=str(tx.value),
        status="success",
        selector=None if tx.input == "0x" else tx.input[:10],
    )


def scores_of(chain: Chain, first: int, last: int) -> dict[str, Score]:
    """Read the blocks in order, those where sleepers were paid before all others."""
    stories = [one for one in Ledger(chain).records(first, last) if one.known >= first + WARMED_UP]
    asleep = sorted({one.first for one in stories if one.kind == "dormant-wake-up"})
    panel = Panel([each for each in DETECTORS if Retraction in each.reads or each.hears == HEARD])
    told = [
        each
        for number in (*(number for number in asleep if number < first), *range(first, last + 1))
        for transfer in transfers_of(chain, number)
        for each in panel.update(transfer)
        if isinstance(each, Detection) and number >= first + WARMED_UP
    ]
    return {
        kind: Score(
            told=[each for each in told if each.kind == kind and opens(each)],
            stories=[one for one in stories if one.kind == called and one.known <= last],
            others=[one for one in stories if called in one.also],
        )
        for kind, called in KINDS.items()
    }


def opens(detection: Detection) -> bool:
    """Whether a campaign is told for the first time; a single payment is told but once."""
    return detection.of is None or detection.kind in OF_ONE_PAYMENT


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    chain = SimulatedChain(seed=1, now_ms=NOW_MS)
    return scores_of(chain.chain, chain.head - BLOCKS, chain.head)


@pytest.mark.parametrize("kind", KINDS)
def test_every_planted_story_is_found(scores: dict[str, Score], kind: str) -> None:
    score = scores[kind]

    missed = {story.id for story in score.true} - {story.id for story in score.found}

    assert len(score.true) > 10
    assert missed == MISSED.get(kind, set())


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_only_looks_like_it_is_told(scores: dict[str, Score], kind: str) -> None:
    decoys = [story for story in scores[kind].stories if not story.report]

    assert decoys
    assert scores[kind].fooled_by == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_told_without_being_planted_is_exactly_this(
    scores: dict[str, Score], kind: str
) -> None:
    assert len(scores[kind].false) == FALSE.get(kind, 0), [x.texts for x in scores[kind].false]


def test_over_all_patterns_the_goals_are_reached(scores: dict[str, Score]) -> None:
    told = sum(len(score.told) for score in scores.values())
    false = sum(len(score.false) for score in scores.values())
    true = sum(len(score.true) for score in scores.values())
    found = sum(len(score.found) for score in scores.values())

    assert 1 - false / told >= PRECISION
    assert found / true >= RECALL


@pytest.mark.parametrize("kind", KINDS)
def test_a_campaign_is_told_once(scores: dict[str, Score], kind: str) -> None:
    score = scores[kind]

    for story in score.true:
        assert sum(fits(each, story) for each in score.told) == 1, story.id


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_told_no_earlier_than_an_honest_observer_can_know(
    scores: dict[str, Score], kind: str
) -> None:
    for story in scores[kind].found:
        told = [each for each in scores[kind].told if fits(each, story)]

        assert all(each.known_ns >= story.known * BLOCK_NS for each in told), story.id

"""Specification of planted stories: each keeps its pattern's rule, and each decoy breaks it.

The rules are written here a second time, from what the literature and the chain's explorers call
these patterns, so that a story cannot be true by its author's word alone.
"""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from standins.market.chain import plans
from standins.market.chain.campaign import Campaign
from standins.market.chain.chain import Chain
from standins.market.chain.known import BRIDGES, COLD_WALLETS, EXCHANGES
from standins.market.chain.pattern import Pattern
from standins.market.chain.plans import PATTERNS
from standins.market.chain.records import Tx
from standins.market.chain.scene import WEI, Scene

FIRST = 23_900_000
HALF_AN_HOUR, SIX_HOURS, DAY, YEAR = 150, 1_800, 7_200, 365 * 7_200
EXCHANGE_WALLETS = set(EXCHANGES.values())


def stories(kind: str, count: int = 40, chain: Chain | None = None) -> list[Campaign]:
    pattern = next(one for one in PATTERNS if one.kind == kind)
    chain = chain or Chain(1)
    last = FIRST + round(3 * count * pattern.every / pattern.odds)
    return chain.mined.campaigns.touching(FIRST, last, kind)[:count]


def timeline(story: Campaign) -> list[tuple[int, Tx]]:
    return [(number, tx) for number in story.numbers for tx in story.transactions.get(number, [])]


def actor(story: Campaign, role: str) -> str:
    return story.actors[role][0]


def sent_by(story: Campaign, address: str) -> list[tuple[int, Tx]]:
    return [(number, tx) for number, tx in timeline(story) if tx.sender == address]


def forwards_all_to_one_exchange(story: Campaign) -> bool:
    address = actor(story, "deposit address")
    ((_, came),) = [(number, tx) for number, tx in timeline(story) if tx.to == address]
    went = [tx for _, tx in sent_by(story, address)]
    receivers = {tx.to for tx in went}
    return (
        len(receivers) == 1
        and receivers <= EXCHANGE_WALLETS
        and 0.97 * came.value <= sum(tx.value for tx in went) < came.value
    )


def flows_one_way(story: Campaign) -> bool:
    collector = actor(story, "collector")
    came = [tx for _, tx in timeline(story) if tx.to == collector]
    return len(came) >= 5 and len(came) >= 0.8 * len(timeline(story))


def pays_into_exchanges(story: Campaign) -> bool:
    went = [tx for _, tx in sent_by(story, actor(story, "holder"))]
    return len(went) >= 5 and sum(tx.to in EXCHANGE_WALLETS for tx in went) >= 0.8 * len(went)


def stays_below_a_round_size(story: Campaign) -> bool:
    went = sent_by(story, actor(story, "splitter"))
    limits = [limit for limit in (100, 500, 1_000) if went[0][1].value < limit * WEI]
    within = all(0.5 <= tx.value / (limits[0] * WEI) < 1 for _, tx in went)
    return len(went) >= 5 and within and went[-1][0] - went[0][0] <= SIX_HOURS


def hops_on_fresh_addresses(story: Campaign) -> bool:
    hops = story.actors["hop"]
    quick = all(
        sent_by(story, address)[-1][0] - number <= DAY
        for address in hops[:-1]
        for number, tx in timeline(story)
        if tx.to == address
    )
    came = {tx.to: tx.value for _, tx in timeline(story)}
    shares = [came[after] / came[before] for before, after in pairwise(hops)]
    return quick and len(shares) >= 4 and all(0.80 <= share <= 0.99 for share in shares)


def slept_a_year(story: Campaign) -> bool:
    (funded, _), (woken, spent) = timeline(story)
    return woken - funded >= YEAR and spent.value >= 100 * WEI


def has_one_origin(story: Campaign) -> bool:
    wallets = story.actors["wallet"]
    givers = {tx.sender for _, tx in timeline(story) if tx.to in wallets and tx.value < WEI}
    bought = [number for number, tx in timeline(story) if tx.value >= WEI]
    return len(givers) == 1 and len(wallets) >= 3 and bought[-1] - bought[0] <= HALF_AN_HOUR


def goes_on_within_half_an_hour(story: Campaign) -> bool:
    (came, first), (went, second) = timeline(story)
    return went - came <= HALF_AN_HOUR and second.value >= 0.9 * first.value


def goes_around(story: Campaign) -> bool:
    wallets = set(story.actors["wallet"])
    among = [tx for _, tx in timeline(story) if {tx.sender, tx.to} <= wallets]
    paid, got = Counter[str](), Counter[str]()
    for tx in among:
        paid[tx.sender] += tx.value
        got[str(tx.to)] += tx.value
    even = all(abs(paid[one] - got[one]) <= 0.02 * paid[one] for one in wallets)
    return len(among) >= 3 and paid.keys() == got.keys() == wallets and even


def calls_with_ether(story: Campaign) -> bool:
    ((_, tx),) = timeline(story)
    return len(tx.input) >= 10 and tx.value >= 100 * WEI and tx.to not in EXCHANGE_WALLETS


RULES: dict[str, Callable[[Campaign], bool]] = {
    "deposit": forwards_all_to_one_exchange,
    "accumulation": flows_one_way,
    "distribution": pays_into_exchanges,
    "structuring": stays_below_a_round_size,
    "peel-chain": hops_on_fresh_addresses,
    "dormant-wake-up": slept_a_year,
    "cluster": has_one_origin,
    "pass-through": goes_on_within_half_an_hour,
    "loop": goes_around,
    "contract-call": calls_with_ether,
}


@pytest.mark.parametrize("kind", RULES)
def test_a_story_keeps_its_rule_and_a_decoy_breaks_it(kind: str) -> None:
    found = stories(kind)

    told = [(story.report, RULES[kind](story)) for story in found]

    assert {report for report, _ in told} == {True, False}
    assert [report for report, _ in told] == [holds for _, holds in told]
    assert all(bool(story.reason) is not story.report for story in found)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.kind)
def test_every_pattern_is_told_on_time(pattern: Pattern) -> None:
    for story in stories(pattern.kind, count=12):
        assert story.kind == pattern.kind
        assert story.numbers[0] <= story.known <= story.numbers[-1]
        assert all(move.number in story.numbers for move in story.moves)


def strangers(story: Campaign, chain: Chain) -> set[str]:
    """Those who were nobody before the story, and have only what it gives them."""
    people = chain.mined.people
    old = {*people.whales, *people.nobodies, *people.contracts, *people.exchanges}
    return {name for names in story.actors.values() for name in names} - old


@pytest.mark.parametrize("kind", RULES)
def test_nobody_new_spends_what_they_have_not_got(kind: str) -> None:
    chain = Chain(1)

    for story in stories(kind, chain=chain):
        purse: Counter[str] = Counter()
        for number, tx in timeline(story):
            purse[str(tx.to)] += tx.value
            purse[tx.sender] -= tx.value + tx.gas * (chain.base_fee(number) + tx.tip)
            assert tx.sender not in strangers(story, chain) or purse[tx.sender] >= 0, story.id


@pytest.mark.parametrize("kind", RULES)
def test_a_reorganisation_never_takes_away_what_is_spent_already(kind: str) -> None:
    chain = Chain(1)

    for story in stories(kind, count=12, chain=chain):
        came: dict[str, int] = {}
        for number, tx in timeline(story):
            came.setdefault(str(tx.to), number)
            assert tx.sender not in strangers(story, chain) or came[tx.sender] + 2 <= number


@pytest.mark.parametrize("kind", RULES)
def test_whoever_is_new_counts_their_transactions_from_zero(kind: str) -> None:
    chain = Chain(1)

    for story in stories(kind, count=12, chain=chain):
        for stranger in strangers(story, chain):
            sent = [tx.nonce for _, tx in sent_by(story, stranger)]
            assert sent == list(range(len(sent)))


def passes_through(story: Campaign, address: str) -> bool:
    """Whether somebody gives away nine tenths of what they got, within half an hour."""
    came = [(number, tx.value) for number, tx in timeline(story) if tx.to == address]
    if not came:
        return False
    soon = [tx for number, tx in sent_by(story, address) if number <= came[-1][0] + HALF_AN_HOUR]
    return sum(tx.value for tx in soon) >= 0.9 * sum(value for _, value in came)


@pytest.mark.parametrize("kind", RULES)
def test_a_story_that_passes_ether_through_in_other_ways_says_so(kind: str) -> None:
    chain = Chain(1)

    for story in stories(kind, chain=chain):
        passed = any(passes_through(story, address) for address in strangers(story, chain))
        told = (kind == "pass-through" and story.report) or "pass-through" in story.also
        assert not passed or told, story.id


def test_to_exist_a_pattern_is_in_its_folder_and_in_the_list() -> None:
    files = {path.stem for path in Path(plans.__path__[0]).glob("*.py")} - {"__init__"}

    assert {pattern.play.__module__.rpartition(".")[2] for pattern in PATTERNS} == files
    assert len({pattern.kind for pattern in PATTERNS}) == len(PATTERNS)


def test_stories_of_a_pattern_that_share_a_block_can_be_told_apart() -> None:
    for pattern in PATTERNS:
        longest = max(len(reach) for reach in pattern.reach)

        assert longest / pattern.every < 16


def test_a_story_that_acts_where_nobody_looks_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def play(scene: Scene) -> None:
        scene.payout(9, "0x1", 1)

    lost = Pattern("lost", every=5, reach=(range(3),), play=play)
    monkeypatch.setattr("standins.market.chain.campaigns.PATTERNS", (lost,))

    with pytest.raises(
        ValueError, match=r"lost-.* acts after 9 blocks, beyond its pattern's reach"
    ):
        Chain(1).at(FIRST)


def test_public_addresses_are_written_as_nodes_write_them() -> None:
    public = [*EXCHANGES.values(), *COLD_WALLETS.values(), *BRIDGES.values()]

    assert all(len(address) == 42 and address == address.lower() for address in public)

"""Specification of a real day of whales, 2025-11-11 from 00:00 to 16:00: each is told once.

Every transaction of at least 3.334 ETH goes as JSON-RPC blocks through the readers and detectors of
the live feed. What comes out is compared with what ``tests.support.real_day`` finds in another way:
by looking through all rows for every row, from the words of the rules alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pytest

from core.chain import Transfer
from core.detection import Detection
from core.labels import Label
from engine.feeds.ethereum import read_block
from engine.feeds.ethereum.contents.reading import read_facts
from engine.feeds.ethereum.networks.chains import NETWORKS
from engine.feeds.ethereum.networks.thresholds import Thresholds
from engine.flows.book import LabelBook
from engine.flows.known import known_labels
from engine.pipeline.panel import Panel
from tests.support.real_day import (
    WHALE_WEI,
    WRAPPED,
    Row,
    block_of,
    carried_on,
    deposit_addresses,
    rows_of,
)
from whale.labels.columns import LabelRows
from whale.scan.lines import Lines

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
DAY = DATA / "ethereum" / "transfers_20251111_00-16h.csv.gz"
LISTS = ("etherscan_labels_mit_20231002.csv.gz", "dune_spellbook_mit_20230530.csv.gz")

pytestmark = pytest.mark.skipif(
    not DAY.is_file(), reason="the recordings are not part of the project and are not here"
)


@dataclass(frozen=True, kw_only=True)
class Told:
    """What was found of all rows, and who everybody is before and after."""

    found: Sequence[Detection]
    before: LabelBook
    after: LabelBook

    def whales(self) -> dict[str, list[Detection]]:
        """Detections of transfers over 100 ETH, by hash."""
        by_hash = defaultdict(list)
        for each in self.found:
            if each.numbers.get("eth", 0) >= WHALE_WEI / 10**18:
                by_hash[each.texts["hash"]].append(each)
        return by_hash


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return rows_of(DAY)


@pytest.fixture(scope="module")
def told(rows: list[Row]) -> Told:
    labels = [*known_labels(), *published()]
    after = LabelBook(labels)
    panel = Panel(labels=after)
    found = [each for fact in facts_of(rows) for each in panel.update(fact)]
    kept = [each for each in found if isinstance(each, Detection)]
    return Told(found=kept, before=LabelBook(labels), after=after)


def published() -> Iterator[Label]:
    for name in LISTS:
        reader = LabelRows(source=name, tier="A", chain="ethereum")
        with Lines(DATA / "labels" / name, quiet=True) as lines:
            yield from lines.each(reader.read)


def facts_of(rows: Iterable[Row]) -> Iterator[Transfer]:
    network = NETWORKS["ethereum"]
    least = Thresholds.of(network, ether_wei=10**18)
    for number, inside in groupby(rows, key=lambda row: row.block):
        block = read_block(block_of(number, list(inside)))
        for fact in read_facts(block, block.receipts, network=network, least=least, seen_ns=0):
            if isinstance(fact, Transfer):
                yield fact


def test_every_transfer_over_100_eth_is_told_once_but_for_those_that_only_wrap(
    rows: list[Row], told: Told
) -> None:
    whales = [row for row in rows if row.whale]
    wrapping = {row.tx_hash for row in whales if row.recipient == WRAPPED}

    times = Counter({tx_hash: len(found) for tx_hash, found in told.whales().items()})

    assert (len(whales), len(wrapping)) == (955, 9)
    assert times == Counter(row.tx_hash for row in whales if row.tx_hash not in wrapping)


def test_amounts_and_ends_are_those_of_the_file(rows: list[Row], told: Told) -> None:
    said = {
        (one.texts["hash"], one.texts["from"], one.texts["to"], int(one.texts["value_wei"]))
        for (one,) in told.whales().values()
    }

    assert said <= {(row.tx_hash, row.sender, row.recipient, row.wei) for row in rows}


def test_what_carries_on_an_earlier_transfer_is_what_a_look_through_all_rows_says(
    rows: list[Row], told: Told
) -> None:
    expected = carried_on(rows, told.before)

    carrying = {each.texts["hash"] for each in told.found if each.of and "hash" in each.texts}

    assert carrying == expected.keys()
    assert sum(row.whale for row in rows if row.tx_hash in expected) == 184


def test_every_hop_names_a_transfer_that_was_told_before_it_and_began_its_move(
    told: Told,
) -> None:
    begun: set[str] = set()
    for each in told.found:
        if each.of is None:
            begun.add(each.id)
        else:
            assert each.of in begun


def test_deposit_addresses_are_those_that_a_look_through_all_rows_finds(
    rows: list[Row], told: Told
) -> None:
    found = [each for each in told.found if each.kind == "deposit_address"]

    assert {each.texts["address"] for each in found} == deposit_addresses(rows, told.before)
    assert len({each.texts["address"] for each in found}) == 265


def test_inference_lifts_how_many_whales_touch_a_known_exchange(
    rows: list[Row], told: Told
) -> None:
    before = touching(rows, told.before)
    after = touching(rows, told.after)

    assert before == pytest.approx(0.298, abs=0.001)
    assert after == pytest.approx(0.370, abs=0.001)


def test_every_fourth_whale_is_no_news(told: Told) -> None:
    kinds = Counter(one.kind for (one,) in told.whales().values())

    news = kinds.pop("transfer")

    assert set(kinds) == {"pass_through", "sweep", "internal_transfer"}
    assert kinds.total() / (news + kinds.total()) == pytest.approx(0.25, abs=0.02)


def touching(rows: Iterable[Row], labels: LabelBook) -> float:
    """The share of whales with an end that belongs to an exchange."""
    whales = [row for row in rows if row.whale]
    ends = ((labels.best("ethereum", x) for x in (row.sender, row.recipient)) for row in whales)
    known = sum(any(x and x.category in {"exchange", "deposit"} for x in pair) for pair in ends)
    return known / len(whales)

"""Specification of what every detector keeps to, for being in the list.

Each one reads what it would read in the product: its facts of a made-up world, and what the
detectors above it in the list found in them.
"""

import pickle
from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Any

import pytest

from core.detection import Detection, Detector, Move
from core.facts import Fact
from engine.detectors import DETECTORS, Listed
from engine.flows.book import LabelBook
from engine.flows.known import known_labels
from engine.pipeline.panel import Panel
from tests.support.world import world

Input = Fact | Detection
Finding = Detection | Move

NAMES = [listed.make.__name__ for listed in DETECTORS]

SILENT: dict[str, str] = {}
"""Detectors that find nothing in this world, and why."""

every = pytest.mark.parametrize("number", range(len(DETECTORS)), ids=NAMES)


class Instances:
    """One detector's instances, made by key as the product makes them."""

    def __init__(self, listed: Listed) -> None:
        self._listed = listed
        self._labels = LabelBook(known_labels())
        self._made: dict[Hashable, Detector[Any]] = {}

    def update(self, what: Input) -> list[Finding]:
        key = self._listed.key(what)
        if key not in self._made:
            listed = self._listed
            self._made[key] = listed.make(self._labels) if listed.labelled else listed.make()
        return list(self._made[key].update(what))

    def restart(self) -> None:
        """Every instance ends, and comes back from what was stored of it."""
        stored = pickle.dumps((self._labels, self._made))
        self._labels, self._made = pickle.loads(stored)  # noqa: S301 - written a line above


@lru_cache(maxsize=1)
def history() -> tuple[tuple[Fact, list[Detection]], ...]:
    """Every fact of the world, with what all detectors together find in it."""
    panel = Panel()
    return tuple(
        (fact, [found for found in panel.update(fact) if isinstance(found, Detection)])
        for fact in world()
    )


@lru_cache(maxsize=len(DETECTORS))
def inputs(number: int) -> tuple[Input, ...]:
    """What the detector at this place reads and hears."""
    listed = DETECTORS[number]
    if not listed.hears:
        return tuple(fact for fact in world() if isinstance(fact, listed.reads))
    given: list[Input] = []
    for fact, found in history():
        given += [one for one in found if one.kind in listed.hears]
        if isinstance(fact, listed.reads):
            given.append(fact)
    return tuple(given)


def run(
    number: int, given: Sequence[Input], *, restarts: Collection[int] = ()
) -> list[list[Finding]]:
    """What is found at each input."""
    instances = Instances(DETECTORS[number])
    found = []
    for place, what in enumerate(given):
        if place in restarts:
            instances.restart()
        found.append(instances.update(what))
    return found


@lru_cache(maxsize=len(DETECTORS))
def whole(number: int) -> tuple[list[Finding], ...]:
    return tuple(run(number, inputs(number)))


def told(number: int) -> list[tuple[Detection, Input]]:
    """Every detection, with the input that completed it."""
    return [
        (finding, what)
        for what, found in zip(inputs(number), whole(number), strict=True)
        for finding in found
        if isinstance(finding, Detection)
    ]


def time_of(what: Input) -> int:
    """When it reached us at the latest: whatever follows from it can be known then."""
    return what.known_ns if isinstance(what, Detection) else max(what.at_ns, what.seen_ns)


@every
def test_it_finds_something_here_or_says_why_not(number: int) -> None:
    found = sum(map(len, whole(number)))

    assert bool(found) is (NAMES[number] not in SILENT)


@every
def test_it_leaves_what_it_reads_as_it_was(number: int) -> None:
    given = inputs(number)[-2_000:]
    before = deepcopy(given)

    run(number, given)

    assert given == before


@every
def test_the_same_history_gives_the_same_findings_whatever_follows(number: int) -> None:
    given = inputs(number)
    until = int(len(given) * 0.55)

    assert tuple(run(number, given[:until])) == whole(number)[:until]


@every
def test_restarts_at_any_point_equal_none(number: int) -> None:
    given = inputs(number)
    restarts = {int(len(given) * share) for share in (0.1, 0.5, 0.93)}

    assert tuple(run(number, given, restarts=restarts)) == whole(number)


@every
def test_nothing_is_told_before_it_can_be_known(number: int) -> None:
    early = [
        detection.kind
        for detection, what in told(number)
        if not detection.formed_ns <= detection.known_ns <= time_of(what)
    ]

    assert not Counter(early)


@every
def test_every_detection_has_a_name_of_its_own(number: int) -> None:
    names = Counter(detection.id for detection, _ in told(number))

    assert not [name for name, count in names.items() if count > 1]


@every
def test_what_changes_later_names_what_was_told_first(number: int) -> None:
    known = {what.id for what in inputs(number) if isinstance(what, Detection)}
    for detection, _ in told(number):
        assert detection.of is None or detection.of in known
        known.add(detection.id)


@every
def test_every_number_of_a_detection_is_one(number: int) -> None:
    for detection, _ in told(number):
        numbers = [*detection.numbers.values(), detection.low, detection.high, detection.level]
        assert all(abs(value) < float("inf") for value in numbers if value is not None)
        assert detection.low is None or detection.high is None or detection.low <= detection.high

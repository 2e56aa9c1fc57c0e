"""All detectors of a partition, each with the facts it reads, and the heat of its books."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from typing import Any

from core.detection import Detection, Detector, Move
from core.facts import Fact
from core.heat import HeatColumn
from core.market import BookSample
from engine.detectors import DETECTORS, Listed
from engine.flows.book import LabelBook
from engine.flows.known import known_labels
from engine.resting.heat import Heat

_Numbered = tuple[int, Listed]
"""A detector with its place in the list."""


class Panel:
    """Gives each fact to the detectors of its subject, and makes them when a subject is new.

    Parameters
    ----------
    detectors
        What is looked for; a fact goes to them in this order.
    labels
        Who addresses belong to. Detectors read it and put there what they infer; it may be shared
        with other panels, and may change at any time. Without one: what everyone knows.
    """

    def __init__(
        self, detectors: Sequence[Listed] = DETECTORS, *, labels: LabelBook | None = None
    ) -> None:
        self.labels = LabelBook(known_labels()) if labels is None else labels
        self._readers: dict[type, list[_Numbered]] = {}
        self._hearers: dict[str, list[_Numbered]] = {}
        for numbered in enumerate(detectors):
            for fact in numbered[1].reads:
                self._readers.setdefault(fact, []).append(numbered)
            for kind in numbered[1].hears:
                self._hearers.setdefault(kind, []).append(numbered)
        self.instances: dict[tuple[int, Hashable], Detector[Any]] = {}
        """Every detector that was made, by its place in the list and its key."""
        self.heats: defaultdict[str, Heat] = defaultdict(Heat)
        """The heatmap in the making of every book, by its subject."""

    def update(self, fact: Fact) -> list[Detection | Move]:
        """What this fact leads to, and what others make of that; the earlier in the list first."""
        found: list[Detection | Move] = []
        for number, listed in self._readers.get(type(fact), ()):
            self._give(number, listed, fact, found)
        return found

    def heat(self, sample: BookSample) -> list[HeatColumn]:
        """The columns of its book's heatmap that this sample closes."""
        return self.heats[sample.subject].take(sample)

    def _give(
        self, number: int, listed: Listed, what: Fact | Detection, found: list[Detection | Move]
    ) -> None:
        key = (number, listed.key(what))
        detector = self.instances.get(key)
        if detector is None:
            detector = self.instances[key] = self._make(listed)
        for finding in detector.update(what):
            found.append(finding)
            if isinstance(finding, Detection):
                for later, hearer in self._hearers.get(finding.kind, ()):
                    # Only down the list, so that nothing can go round in a circle.
                    if later > number:
                        self._give(later, hearer, finding, found)

    def _make(self, listed: Listed) -> Detector[Any]:
        return listed.make(self.labels) if listed.labelled else listed.make()

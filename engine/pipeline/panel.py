"""All detectors of a partition, each with the facts it reads."""

from collections.abc import Hashable, Sequence
from typing import Any

from core.detection import Detection, Detector, Move
from core.facts import Fact
from engine.detectors import DETECTORS, Listed
from engine.flows.book import LabelBook
from engine.flows.known import known_labels


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
        self._labels = LabelBook(known_labels()) if labels is None else labels
        self._listed: dict[type, list[Listed]] = {}
        for listed in detectors:
            for kind in listed.reads:
                self._listed.setdefault(kind, []).append(listed)
        self._instances: dict[tuple[int, Hashable], Detector[Any]] = {}

    def update(self, fact: Fact) -> list[Detection | Move]:
        """What this fact leads to, in the order of the detectors' list."""
        found: list[Detection | Move] = []
        for listed in self._listed.get(type(fact), ()):
            key = (id(listed), listed.key(fact))
            detector = self._instances.get(key)
            if detector is None:
                detector = self._instances[key] = self._make(listed)
            found += detector.update(fact)
        return found

    def _make(self, listed: Listed) -> Detector[Any]:
        return listed.make(self._labels) if listed.labelled else listed.make()

"""All detectors of a partition, each with the facts it reads."""

from collections.abc import Hashable, Sequence
from typing import Any

from core.detection import Detection, Detector, Move
from core.facts import Fact
from engine.detectors import DETECTORS, Listed


class Panel:
    """Gives each fact to the detectors of its subject, and makes them when a subject is new."""

    def __init__(self, detectors: Sequence[Listed] = DETECTORS) -> None:
        self._listed: dict[type, list[Listed]] = {}
        for listed in detectors:
            self._listed.setdefault(listed.reads, []).append(listed)
        self._instances: dict[tuple[int, Hashable], Detector[Any]] = {}

    def update(self, fact: Fact) -> list[Detection | Move]:
        """What this fact leads to, in the order of the detectors' list."""
        found: list[Detection | Move] = []
        for listed in self._listed.get(type(fact), ()):
            key = (id(listed), listed.key(fact))
            detector = self._instances.get(key)
            if detector is None:
                detector = self._instances[key] = listed.make()
            found += detector.update(fact)
        return found

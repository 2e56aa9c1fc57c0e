"""Everything that all detectors together tell in the made-up world."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from core.detection import Detection
from engine.pipeline.panel import Panel
from tests.support.world import world


@lru_cache(maxsize=1)
def told() -> Sequence[Detection]:
    """In the order in which it is told."""
    panel = Panel()
    every = (found for fact in world() for found in panel.update(fact))
    return [found for found in every if isinstance(found, Detection)]


@lru_cache(maxsize=1)
def examples() -> Sequence[Detection]:
    """The first and the last of each kind and subject."""
    by_kind: dict[tuple[str, str], list[Detection]] = defaultdict(list)
    for found in told():
        by_kind[found.kind, found.subject].append(found)
    ends = {found.id: found for each in by_kind.values() for found in (each[0], each[-1])}
    return list(ends.values())

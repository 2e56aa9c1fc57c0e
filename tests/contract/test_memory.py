"""Specification of how much detectors remember: what their windows hold, however long it goes.

Three streams without end, each long enough for the windows (a month at most) to fill in its first
half, among people who come back; what the second half adds would be added for ever. A whole million
of ever new people is for ``bench/memory.py``.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import islice

import pytest

from core.facts import Fact
from engine.detectors import DETECTORS
from engine.pipeline.panel import Panel
from tests.support import endless
from tests.support.weight import weights

NAMES = [listed.make.__name__ for listed in DETECTORS]
FIRST, ALL = 10, 20
SLACK = 10_240
"""Bytes: the last bins of a map and the newest thousand of what was told fill slowly. A name
kept of every tenth fact would be more."""

pytestmark = pytest.mark.timeout(120)  # the first test waits for all streams


def streams() -> dict[str, tuple[int, Iterator[Fact]]]:
    """How many facts of which stream."""
    return {
        "tape": (12_000, endless.tape(pace_s=2_270)),
        "charts": (8_000, endless.charts(frames=("1m", "5m"))),
        "chain": (6_000, endless.chain(pace_s=14_400, people=100)),
    }


@cache
def weighed() -> dict[str, list[Counter[str]]]:
    """What each detector weighs, at twenty moments of each stream."""
    found = {}
    for name, (facts, stream) in streams().items():
        panel = Panel()
        found[name] = [_weighed_after(panel, islice(stream, facts // ALL)) for _ in range(ALL)]
    return found


def _weighed_after(panel: Panel, facts: Iterator[Fact]) -> Counter[str]:
    for fact in facts:
        panel.update(fact)
    return weights(panel)


@pytest.mark.parametrize("name", [*NAMES, "LabelBook"])
def test_it_remembers_no_more_as_time_goes_on(name: str) -> None:
    moments = [stream for stream in weighed().values() if stream[-1][name]]

    heaviest = [
        (max(at[name] for at in stream[:FIRST]), max(at[name] for at in stream[FIRST:]))
        for stream in moments
    ]

    assert heaviest, "no stream has a fact that it reads"
    assert all(later <= 1.1 * first + SLACK for first, later in heaviest), heaviest

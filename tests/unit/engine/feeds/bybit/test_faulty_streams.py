"""Specification of the promise on a bad road: a book is the venue's, or says that it is not.

Ten thousand frames with faults at random places: frames lost one by one and in threes, doubled,
late, swapped; snapshots in between; restarts of the numbering, seen and lost.
"""

import gzip
import random
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.feeds.bybit.frames import BookFrame, book_frames
from tests.support.faulty_book import FAULTS, Fault, Journey, made_up

FRAMES = 10_000
DATA = Path(__file__).resolve().parents[6] / "shared" / "data" / "bybit"
REAL = DATA / "usdm_20240718T2357_478s.orderbook.50.ETHUSDT.jsonl.gz"
# Faults lie ten frames apart: nobody can see the loss of a restart together with exactly as many
# frames as came since the restart before it.
_APART = 10


@st.composite
def road(draw: st.DrawFn, frames: int) -> dict[int, Fault]:
    """Faults at up to every tenth frame; how many and which is chance, the same at every run."""
    luck = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311  a test's road, no secret
    share = draw(st.floats(0.01, 1.0))
    places = range(_APART, frames, _APART)
    return {place: luck.choice(FAULTS) for place in places if luck.random() < share}


@cache
def made_up_stream() -> list[BookFrame]:
    return made_up(FRAMES)


@cache
def real_stream() -> list[BookFrame]:
    with gzip.open(REAL) as lines:
        return [book_frames.decode(line) for line in lines]


@settings(max_examples=12, deadline=None, derandomize=True)
@given(faults=road(FRAMES))
def test_no_wrong_book_is_called_good(faults: Mapping[int, Fault]) -> None:
    journey = Journey(made_up_stream(), faults).travel()

    assert journey.lies == 0
    assert journey.keeper.book.in_sync


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_every_fifty_frames_is_survived(fault: Fault) -> None:
    faults = dict.fromkeys(range(50, 2_000, 50), fault)

    journey = Journey(made_up_stream()[:2_000], faults).travel()

    holes = 0 if fault in {"duplicate", "stale", "snapshot", "restart"} else len(faults)
    assert (journey.lies, journey.keeper.journal.gaps) == (0, holes)


@pytest.mark.skipif(not REAL.exists(), reason="the recorded frames are not on this machine")
@settings(max_examples=4, deadline=None, derandomize=True)
@given(faults=road(8_000))
def test_no_wrong_book_is_called_good_on_a_real_stream(faults: Mapping[int, Fault]) -> None:
    journey = Journey(real_stream(), faults).travel()

    assert journey.lies == 0
    assert journey.keeper.book.in_sync

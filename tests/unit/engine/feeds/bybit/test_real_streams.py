"""Specification of the proof on eight minutes of a real book, recorded at four depths."""

import gzip
import heapq
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.gaps import Gap
from engine.feeds.bybit import BybitFeed

DATA = Path(__file__).resolve().parents[6] / "shared" / "data" / "bybit"
NAME = "usdm_20240718T2357_478s.orderbook.{depth}.ETHUSDT.jsonl.gz"
SENT = re.compile(rb'"ts":(\d+)')

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="the recordings are not part of the project and are not here"
)


def frames(depth: int) -> Iterator[tuple[int, int, bytes]]:
    with gzip.open(DATA / NAME.format(depth=depth)) as lines:
        for line in lines:
            sent = SENT.search(line)
            assert sent is not None
            yield int(sent[1]) * 1_000_000, depth, line.strip()


def test_four_depths_of_a_real_book_agree_whenever_they_meet() -> None:
    feed = BybitFeed(["ETHUSDT"], timeframes=())
    feed.connected(1)

    recorded = heapq.merge(*map(frames, (1, 50, 200, 1000)))
    steps = [step for at_ns, _, frame in recorded for step in feed.received(frame, at_ns)]

    between, _ = feed.scores["ETHUSDT"]
    assert between.equal > 900
    assert between.different == 0
    assert not [step for step in steps if isinstance(step, Gap)]

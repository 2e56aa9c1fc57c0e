"""What is looked for: one file a detector, and this list.

A detector reads the facts of one type; it gets an instance of its own for every key, so that it
knows one subject (or one subject and timeframe) and nothing of the others.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from core.chain import Transfer
from core.detection import Detector
from core.facts import Fact
from core.market import Candle, Trade
from engine.detectors.fair_value_gap import FairValueGaps
from engine.detectors.last_price import LastPrice
from engine.detectors.whale_transfer import WhaleTransfers


@dataclass(frozen=True, slots=True)
class Listed:
    """A detector, the facts it reads, and what each instance of it is for."""

    reads: type[Fact]
    make: Callable[[], Detector[Any]]
    key: Callable[[Any], Hashable]


def _subject(fact: Trade | Transfer) -> str:
    return fact.subject


def _subject_and_timeframe(candle: Candle) -> tuple[str, str]:
    return candle.subject, candle.timeframe


DETECTORS: tuple[Listed, ...] = (
    Listed(reads=Transfer, make=WhaleTransfers, key=_subject),
    Listed(reads=Trade, make=LastPrice, key=_subject),
    Listed(reads=Candle, make=FairValueGaps, key=_subject_and_timeframe),
)

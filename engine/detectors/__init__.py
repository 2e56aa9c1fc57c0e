"""What is looked for: one file a detector, and this list.

A detector gets an instance of its own for every key, so that it knows one subject (or one subject
and timeframe) and nothing of the others. What several of them know together, the labels, is in a
book that whoever makes them hands over.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from core.chain import Retraction, Transfer
from core.detection import Detector
from core.facts import Fact
from core.market import Candle, Trade
from engine.detectors.deposit_address import DepositAddresses
from engine.detectors.last_price import LastPrice
from engine.detectors.market_structure import MarketStructure
from engine.detectors.whale_transfer import WhaleTransfers


@dataclass(frozen=True, slots=True)
class Listed:
    """A detector, the facts it reads, and what each instance of it is for.

    ``make`` is called with the book of labels where the detector is ``labelled``. ``hears`` are
    kinds of detections: what detectors further up in the list find of these kinds is given to it
    like a fact, after the fact that led to them.
    """

    reads: tuple[type[Fact], ...]
    make: Callable[..., Detector[Any]]
    key: Callable[[Any], Hashable]
    hears: tuple[str, ...] = ()
    labelled: bool = False


def _subject(fact: Trade | Transfer | Retraction) -> str:
    return fact.subject


def _subject_and_timeframe(candle: Candle) -> tuple[str, str]:
    return candle.subject, candle.timeframe


DETECTORS: tuple[Listed, ...] = (
    # A transfer that proves a deposit address is already told as what it is: a sweep.
    Listed(reads=(Transfer, Retraction), make=DepositAddresses, key=_subject, labelled=True),
    Listed(reads=(Transfer, Retraction), make=WhaleTransfers, key=_subject, labelled=True),
    Listed(reads=(Trade,), make=LastPrice, key=_subject),
    Listed(reads=(Candle,), make=MarketStructure, key=_subject_and_timeframe),
)

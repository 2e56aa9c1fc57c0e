"""What is looked for: one file a detector, and this list.

A detector gets an instance of its own for every key, so that it knows one subject (or one subject
and timeframe) and nothing of the others. What several of them know together, the labels, is in a
book that whoever makes them hands over.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from core.chain import Block, Retraction, Transfer
from core.detection import Detection, Detector
from core.facts import Fact
from core.gaps import Gap
from core.market import (
    BookSample,
    Candle,
    Funding,
    Liquidation,
    MarketFact,
    OpenInterest,
    Ticker,
    Trade,
)
from engine.detectors.accumulation import Accumulation
from engine.detectors.basis import Basis
from engine.detectors.book_pressure import BookPressure
from engine.detectors.book_sweeps import BookSweeps
from engine.detectors.cluster import Clusters
from engine.detectors.confluence import HEARS, Confluence
from engine.detectors.contract_interaction import ContractInteractions
from engine.detectors.deposit_address import DepositAddresses
from engine.detectors.dormant import Dormant
from engine.detectors.exchange_netflow import ExchangeNetflow
from engine.detectors.feed_health import FeedHealth
from engine.detectors.funding import FundingRates
from engine.detectors.large_trades import LargeTrades
from engine.detectors.last_price import LastPrice
from engine.detectors.liquidation_map import LiquidationMaps
from engine.detectors.liquidations import Liquidations
from engine.detectors.liquidity_zones import LiquidityZones
from engine.detectors.loop import Loops
from engine.detectors.market_structure import MarketStructure
from engine.detectors.open_interest import OpenInterestJumps
from engine.detectors.peel_chain import PeelChains
from engine.detectors.price_move import PriceMoves
from engine.detectors.spikes import Spikes
from engine.detectors.structuring import Structuring
from engine.detectors.whale_transfer import WhaleTransfers
from engine.flows.movement import HEARD


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


def _subject(fact: MarketFact | Transfer | Retraction | Gap | Detection) -> str:
    return fact.subject


def _subject_and_timeframe(candle: Candle) -> tuple[str, str]:
    return candle.subject, candle.timeframe


DETECTORS: tuple[Listed, ...] = (
    # A transfer that proves a deposit address is already told as what it is: a sweep.
    Listed(reads=(Transfer, Retraction), make=DepositAddresses, key=_subject, labelled=True),
    Listed(reads=(Transfer, Retraction), make=WhaleTransfers, key=_subject, labelled=True),
    Listed(reads=(Retraction,), make=Structuring, key=_subject, hears=HEARD),
    Listed(reads=(Retraction,), make=Accumulation, key=_subject, hears=HEARD),
    Listed(reads=(Retraction,), make=Dormant, key=_subject, hears=HEARD),
    Listed(reads=(Retraction,), make=Clusters, key=_subject, hears=HEARD),
    Listed(reads=(Retraction,), make=PeelChains, key=_subject, hears=HEARD),
    Listed(reads=(Retraction,), make=Loops, key=_subject, hears=HEARD),
    Listed(reads=(), make=ContractInteractions, key=_subject, hears=HEARD),
    Listed(reads=(Block, Retraction), make=ExchangeNetflow, key=_subject, hears=HEARD),
    Listed(reads=(Trade,), make=LastPrice, key=_subject),
    Listed(reads=(Trade,), make=PriceMoves, key=_subject),
    Listed(reads=(BookSample, Trade), make=LiquidityZones, key=_subject),
    Listed(reads=(BookSample,), make=BookPressure, key=_subject),
    Listed(reads=(Liquidation, Ticker), make=Liquidations, key=_subject),
    Listed(reads=(Ticker, Funding), make=FundingRates, key=_subject),
    Listed(reads=(Ticker, OpenInterest), make=OpenInterestJumps, key=_subject),
    Listed(reads=(Ticker,), make=Basis, key=_subject),
    Listed(reads=(Ticker, Candle, Liquidation), make=LiquidationMaps, key=_subject),
    Listed(reads=(Trade, BookSample, Candle), make=LargeTrades, key=_subject),
    Listed(reads=(Trade, BookSample, Candle), make=BookSweeps, key=_subject),
    Listed(reads=(Trade, BookSample, Candle, Gap), make=Spikes, key=_subject),
    Listed(reads=(Trade, BookSample, Ticker, Candle, Block, Gap), make=FeedHealth, key=_subject),
    Listed(reads=(Candle,), make=MarketStructure, key=_subject_and_timeframe),
    Listed(reads=(), make=Confluence, key=_subject, hears=HEARS),
)

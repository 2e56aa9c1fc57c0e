"""Trades as facts, from recordings and from the market that plays scenarios."""

import gzip
from collections.abc import Iterator
from pathlib import Path

from core.market import Trade
from engine.feeds.bybit import frames
from engine.feeds.bybit.readers import read_trades
from tests.unit.standins.market.playing import Played

RECORDINGS = Path(__file__).resolve().parents[3] / "shared" / "data" / "bybit"
PERPETUAL = RECORDINGS / "usdm_20240718T2357_478s.publicTrade.ETHUSDT.jsonl.gz"
SPOT = RECORDINGS / "spot_20240808T2354_650s.publicTrade.ETHUSDT.jsonl.gz"

_MS = 1_000_000


def recorded(path: Path) -> Iterator[Trade]:
    """The trades of a recording, each seen when the venue sent it."""
    with gzip.open(path) as file:
        for line in file:
            envelope = frames.envelopes.decode(line)
            yield from read_trades(envelope, envelope.ts * _MS)


def tape_of(played: Played) -> Iterator[Trade]:
    """The trades of a market that played, each seen at its own time."""
    instrument = played.market.instrument
    for number, trade in enumerate(played.trades):
        yield Trade(
            venue="bybit",
            symbol=instrument.symbol,
            at_ns=trade.ms * _MS,
            seen_ns=trade.ms * _MS,
            id=str(number),
            price=float(instrument.price(trade.price)),
            size=float(instrument.size(trade.lots)),
            side="buy" if trade.side == "Buy" else "sell",
        )

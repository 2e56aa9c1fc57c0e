"""Takers: who comes to trade at once, how much they want, and what the book gives them."""

import math
from collections.abc import Iterator
from typing import NamedTuple

from standins.market.chance import Luck
from standins.market.exchange.bursts import Bursts
from standins.market.exchange.instruments import Instrument
from standins.market.exchange.resting import ASKS, BIDS, RestingBook
from standins.market.exchange.wall import Wall

BASE_RATE = 0.8
"""Takers of each side a second whom nobody drew; with those they draw there are 6.4 in all."""

TILT = 0.7
"""How strongly takers chase a fair price that has left the touch, for each bps."""

MEDIAN_SHARE, SIZES = 1 / 110, 1.9
"""An order's median in median levels, and its spread (log): real ones reach from dust to walls."""

LARGEST_SHARE = 8.0
REACH_BPS = 0.8
"""A taker accepts prices so far beyond the touch."""

MAKER_SHARE, MOST_MAKERS = 0.12, 6
"""A level is many makers' orders of about so many median levels; each prints a trade of its own,
up to so many for one taker (the last print is the rest)."""

ATTACK_RATE = 10.0
"""Median levels a second that are thrown at a wall in the price's way."""


class Trade(NamedTuple):
    """One match; ``side`` is the taker's: ``Buy`` or ``Sell``. Price in ticks, size in lots."""

    ms: int
    side: str
    price: int
    lots: int


class Takers:
    """The impatient side of a market.

    Parameters
    ----------
    instrument
        What they trade.
    book
        What they trade against.
    luck
        Where chance comes from.
    """

    def __init__(self, instrument: Instrument, book: RestingBook, luck: Luck) -> None:
        self._book = book
        self._luck = luck
        self._bursts = Bursts(luck)
        self._typical = instrument.level_lots
        self._base = BASE_RATE * instrument.pace

    def trade(
        self, begin_ms: int, now_ms: int, *, chase_bps: float, busy: float, lean: float = 1.0
    ) -> Iterator[Trade]:
        """Everyone who comes in a stretch of time.

        Parameters
        ----------
        begin_ms, now_ms
            From after the one up to the other.
        chase_bps
            How far the fair price lies above (or below) the touch.
        busy
            Of the usual number of takers, so many.
        lean
            Buyers for each seller.
        """
        tilt = math.exp(max(-3.0, min(3.0, chase_bps * TILT)))
        base, tilt = self._base * busy, math.sqrt(tilt * lean)
        seconds = (now_ms - begin_ms) / 1_000
        for at, buys in self._bursts.arrivals(seconds, base * tilt, base / tilt):
            ms = min(now_ms, begin_ms + 1 + int(at * 1_000))
            lots = self._typical * MEDIAN_SHARE * self._luck.lognormvariate(0.0, SIZES)
            yield from self.take(ms, min(lots, self._typical * LARGEST_SHARE), buys=buys)

    def take(
        self, ms: int, lots: float, *, buys: bool, reach_bps: float = REACH_BPS
    ) -> Iterator[Trade]:
        """One order: what the book gives it within reach; the rest is cancelled."""
        side = ASKS if buys else BIDS
        best = self._book.best(side)
        if best is None or lots <= 0:
            return
        limit = round(best * (1 - side * reach_bps * 1e-4))
        for price, given in self._book.eat(side, max(1, round(lots)), limit):
            for part in self._makers(given):
                yield Trade(ms, "Buy" if buys else "Sell", price, part)

    def attack(self, ms: int, seconds: float, wall: Wall) -> Iterator[Trade]:
        """Throw orders at a wall that stands in the way, at its price alone."""
        best = self._book.best(wall.side)
        if best != wall.price:
            return
        lots = self._typical * ATTACK_RATE * seconds * self._luck.lognormvariate(-0.3, 0.8)
        yield from self.take(ms, lots, buys=wall.side == ASKS, reach_bps=0.0)

    def _makers(self, lots: int) -> Iterator[int]:
        """The prints of one fill: one for each maker who had a part in it."""
        usual = self._typical * MAKER_SHARE
        for _ in range(MOST_MAKERS - 1):
            if lots <= usual:
                break
            part = max(1, int(usual * (0.2 + 1.6 * self._luck.random())))
            if part >= lots:
                break
            lots -= part
            yield part
        yield lots

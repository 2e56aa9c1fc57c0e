"""The ticker of a made-up perpetual: everything once, then only what changed."""

from collections.abc import Callable

from standins.bybit.contracts import delivery_ms
from standins.bybit.desk import Day, Desk
from standins.bybit.frames import Frame, made
from standins.bybit.wire import TickerFrame
from standins.bybit.wording import Wording
from standins.market.exchange.derivatives import FUNDING_HOURS, FUNDING_MS
from standins.market.exchange.instruments import Instrument, fixed
from standins.market.exchange.market import Market

TICKER_EVERY_MS = 100
TICKS = ("PlusTick", "ZeroPlusTick", "MinusTick", "ZeroMinusTick")
"""Directions of the last trade's price."""

Spelled = tuple[str, Callable[[int], str]]
"""A field, and what makes its number a text."""

FUNDING = ("fundingIntervalHour", "fundingCap", "nextFundingTime", "fundingRate")


class TickerPushes:
    """Tells the ticker of one symbol.

    Every field is a whole number before it is a text, and only numbers that are not what they were
    are spelled.
    """

    def __init__(self, market: Market, desk: Desk, wording: Wording) -> None:
        self.topic = f"tickers.{market.instrument.symbol}"
        self._market = market
        self._desk = desk
        self._dated = delivery_ms(market.instrument.symbol) is not None
        self._spelled = self._spellings(wording)
        self._facts = [-1 << 99] * len(self._spelled)
        self._said: dict[str, str] = {}

    def push(self, now_ms: int, seq: int, tick: str) -> Frame | None:
        """The frame that is due; none when nothing in it changed."""
        news = self.news(now_ms, seq, tick)
        return made(news) if news else None

    def news(self, now_ms: int, seq: int, tick: str) -> TickerFrame | None:
        """What changed since the last time somebody asked."""
        day, said = self._desk.day(), self._said
        if day is None:
            return None
        facts = self._now(now_ms, tick, day)
        first = not said
        changed = {"symbol": self._market.instrument.symbol}
        if first:
            changed |= self._constant()
        for (name, spell), fact, known in zip(self._spelled, facts, self._facts, strict=True):
            if fact != known and said.get(name) != (text := spell(fact)):
                changed[name] = said[name] = text
        self._facts = facts
        if len(changed) == 1:
            return None
        # Every frame names its symbol, whatever else it leaves out.
        return TickerFrame(self.topic, "snapshot" if first else "delta", changed, seq, now_ms)

    def _spellings(self, wording: Wording) -> list[Spelled]:
        """Each field that can change, and what makes its number a text; in the order of `_now`."""
        instrument = self._market.instrument
        price, size = wording.price.__getitem__, instrument.size
        spellings: list[Spelled] = [
            ("tickDirection", TICKS.__getitem__),
            *day_spellings(instrument),
            ("lastPrice", price),
            ("markPrice", price),
            ("indexPrice", price),
            ("openInterest", size),
            ("openInterestValue", instrument.turnover),
            ("singleOpenInterest", size),
            ("singleOpenInterestValue", instrument.turnover),
            ("bid1Price", price),
            ("bid1Size", wording.size.__getitem__),
            ("ask1Price", price),
            ("ask1Size", wording.size.__getitem__),
        ]
        if not self._dated:
            spellings += [("nextFundingTime", str), ("fundingRate", millionths)]
        return spellings

    def _now(self, now_ms: int, tick: str, day: Day) -> list[int]:
        """The numbers as they are."""
        market = self._market
        last, perpetual = market.last, market.perpetual
        mark, index = round(perpetual.mark), round(perpetual.index)
        # Both sides, and since 2026 the single side, which is half.
        one = perpetual.open_interest // 2
        bid, ask = market.touch
        facts = [
            TICKS.index(tick),
            *day_facts(day, last),
            *(last, mark, index),
            *(2 * one, 2 * one * mark, one, one * mark),
            *(bid, market.book.bids[bid], ask, market.book.asks[ask]),
        ]
        if not self._dated:
            facts.append(now_ms // FUNDING_MS * FUNDING_MS + FUNDING_MS)
            facts.append(round(perpetual.funding_rate * 1e6))
        return facts

    def _constant(self) -> dict[str, str]:
        """What never changes; a dated future has no funding, and the venue says ``""``, not 0."""
        known = {"fundingIntervalHour": str(FUNDING_HOURS), "fundingCap": "0.005"}
        return {
            **(dict.fromkeys(FUNDING, "") if self._dated else known),
            "preOpenPrice": "",
            "preQty": "",
            "curPreListingPhase": "",
        }


def day_facts(day: Day, last: int) -> tuple[int, ...]:
    """What a ticker says about the last 24 hours, given the last price in ticks.

    Change in millionths, opening, high, low, the price an hour ago, turnover and volume.
    """
    return (
        round((last / day.opened - 1) * 1e6),
        day.opened,
        max(day.high, last),
        min(day.low, last),
        day.hour_ago,
        day.turnover,
        day.volume,
    )


def day_spellings(instrument: Instrument) -> list[Spelled]:
    """How `day_facts` are named and spelled."""
    return [
        ("price24hPcnt", millionths),
        ("prevPrice24h", instrument.price),
        ("highPrice24h", instrument.price),
        ("lowPrice24h", instrument.price),
        ("prevPrice1h", instrument.price),
        ("turnover24h", instrument.turnover),
        ("volume24h", instrument.size),
    ]


def millionths(number: int) -> str:
    """Text of a share."""
    return fixed(number, 6)

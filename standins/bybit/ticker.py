"""The ticker of a made-up perpetual: everything once, then only what changed."""

from collections.abc import Iterator

from standins.bybit.contracts import delivery_ms
from standins.bybit.desk import Desk
from standins.bybit.frames import Frame, made
from standins.bybit.wire import TickerFrame
from standins.market.exchange.derivatives import FUNDING_HOURS, FUNDING_MS
from standins.market.exchange.market import Market

TICKER_EVERY_MS = 100


class TickerPushes:
    """Pushes the ticker of one symbol every 100 ms, if anything in it changed."""

    def __init__(self, market: Market, desk: Desk) -> None:
        self._market = market
        self._desk = desk
        self._topic = f"tickers.{market.instrument.symbol}"
        self._said: dict[str, str] = {}

    def push(self, now_ms: int, seq: int, tick: str) -> Iterator[Frame]:
        """The frame that is due, if one is."""
        if now_ms % TICKER_EVERY_MS:
            return
        fields = self._fields(now_ms, tick)
        changed = {name: text for name, text in fields.items() if self._said.get(name) != text}
        if changed:
            kind = "delta" if self._said else "snapshot"
            self._said = fields
            # Every frame names its symbol, whatever else it leaves out.
            data = {"symbol": fields["symbol"], **changed}
            yield made(TickerFrame(self._topic, kind, data, seq, now_ms))

    def _fields(self, now_ms: int, tick: str) -> dict[str, str]:
        market = self._market
        price = market.instrument.price
        mark, index = round(market.perpetual.mark), round(market.perpetual.index)
        return {
            "symbol": market.instrument.symbol,
            "tickDirection": tick,
            **day_fields(self._desk, market.last),
            "lastPrice": price(market.last),
            "markPrice": price(mark),
            "indexPrice": price(index),
            **self._positions(mark),
            **self._funding(now_ms),
            **self._touch(),
            "preOpenPrice": "",
            "preQty": "",
            "curPreListingPhase": "",
        }

    def _funding(self, now_ms: int) -> dict[str, str]:
        """Funding; a dated future has none, and the venue then says ``""``, not 0."""
        if delivery_ms(self._market.instrument.symbol) is not None:
            names = ("fundingIntervalHour", "fundingCap", "nextFundingTime", "fundingRate")
            return dict.fromkeys(names, "")
        return {
            "fundingIntervalHour": str(FUNDING_HOURS),
            "fundingCap": "0.005",
            "nextFundingTime": str(now_ms // FUNDING_MS * FUNDING_MS + FUNDING_MS),
            "fundingRate": f"{self._market.perpetual.funding_rate:.6f}",
        }

    def _positions(self, mark: int) -> dict[str, str]:
        """Open interest: both sides, and since 2026 the single side, which is half."""
        instrument = self._market.instrument
        both = self._market.perpetual.open_interest // 2 * 2
        one = both // 2
        return {
            "openInterest": instrument.size(both),
            "openInterestValue": instrument.turnover(both * mark),
            "singleOpenInterest": instrument.size(one),
            "singleOpenInterestValue": instrument.turnover(one * mark),
        }

    def _touch(self) -> dict[str, str]:
        instrument, book = self._market.instrument, self._market.book
        bid, ask = self._market.touch
        return {
            "bid1Price": instrument.price(bid),
            "bid1Size": instrument.size(book.bids[bid]),
            "ask1Price": instrument.price(ask),
            "ask1Size": instrument.size(book.asks[ask]),
        }


def day_fields(desk: Desk, last: int) -> dict[str, str]:
    """What a ticker says about the last 24 hours, given the last price in ticks."""
    instrument, day = desk.instrument, desk.day()
    if day is None:
        return {}
    return {
        "price24hPcnt": f"{last / day.opened - 1:.6f}",
        "prevPrice24h": instrument.price(day.opened),
        "highPrice24h": instrument.price(max(day.high, last)),
        "lowPrice24h": instrument.price(min(day.low, last)),
        "prevPrice1h": instrument.price(day.hour_ago),
        "turnover24h": instrument.turnover(day.turnover),
        "volume24h": instrument.size(day.volume),
    }

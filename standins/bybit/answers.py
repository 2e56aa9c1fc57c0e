"""What the market REST endpoints answer: all numbers as text, lists newest first.

Source: bybit-exchange/docs, docs/v5/market/*.mdx (2026-07). The exact ``retMsg`` of a bad
parameter is not documented: a client keys on ``retCode``.
"""

from collections.abc import Callable, Mapping

from standins.bybit.desk import Desk
from standins.bybit.frames import CATEGORIES, LINEAR, SPOT, SPOT_TICKER_FIELDS
from standins.bybit.hub import Hub
from standins.bybit.query import ParameterError, Query
from standins.bybit.source import FrameSource
from standins.market.derivatives import FUNDING_HOURS
from standins.market.intervals import INTERVALS, MINUTE

Result = dict[str, object]

OPEN_INTEREST_MINUTES = {"5min": 5, "15min": 15, "30min": 30, "1h": 60, "4h": 240, "1d": 1_440}
MOST_ROWS = 1_000
MOST_SPOT_TRADES = 60
MOST_FUNDING = 200


class Answers:
    """The endpoints, one method each.

    Parameters
    ----------
    source, hub
        Where candles and trades, books and tickers are.
    now_ms
        The venue's time.
    """

    def __init__(self, source: FrameSource, hub: Hub, now_ms: Callable[[], int]) -> None:
        self._source = source
        self._hub = hub
        self._now_ms = now_ms

    def table(self) -> Mapping[str, Callable[[Query], Result]]:
        """Every endpoint by the end of its path."""
        return {
            "time": self.time,
            "kline": self.kline,
            "orderbook": self.orderbook,
            "recent-trade": self.recent_trade,
            "instruments-info": self.instruments_info,
            "tickers": self.tickers,
            "funding/history": self.funding_history,
            "open-interest": self.open_interest,
        }

    def time(self, query: Query) -> Result:
        """The venue's clock."""
        del query
        now = self._now_ms()
        return {"timeSecond": str(now // 1_000), "timeNano": str(now * 1_000_000)}

    def kline(self, query: Query) -> Result:
        """Candles, the open one first."""
        category = query.choice("category", CATEGORIES, LINEAR)
        desk = self._desk(query)
        interval = query.choice("interval", INTERVALS)
        candles = desk.candles.latest(
            interval,
            query.limit(200, MOST_ROWS),
            start=query.whole("start"),
            end=query.whole("end"),
        )
        price, turnover = desk.instrument.price, desk.instrument.turnover
        rows = [
            [
                str(candle.start),
                *map(price, (candle.open, candle.high, candle.low, candle.close)),
                desk.instrument.size(candle.volume),
                turnover(candle.turnover),
            ]
            for candle in candles
        ]
        return {"category": category, "symbol": desk.instrument.symbol, "list": rows}

    def orderbook(self, query: Query) -> Result:
        """The book; its ``u`` is the one of the 1000-level stream."""
        category = query.choice("category", CATEGORIES)
        desk = self._desk(query)
        limit = query.limit(1 if category == SPOT else 25, MOST_ROWS)
        whole = self._hub.whole_book(self._deepest(desk.instrument.symbol))
        if whole is None:
            message = "params error: no book yet"
            raise ParameterError(message)
        return {
            "s": whole.data.s,
            "b": whole.data.b[:limit],
            "a": whole.data.a[:limit],
            "ts": whole.ts,
            "u": whole.data.u,
            "seq": whole.data.seq,
            "cts": whole.cts,
        }

    def recent_trade(self, query: Query) -> Result:
        """The last trades, newest first."""
        category = query.choice("category", CATEGORIES)
        desk = self._desk(query)
        most = MOST_SPOT_TRADES if category == SPOT else MOST_ROWS
        limit = query.limit(min(most, 500), most)
        newest = list(desk.trades)[: -limit - 1 : -1]
        rows = [
            {
                "execId": trade.trade_id,
                "symbol": trade.symbol,
                "price": trade.price,
                "size": trade.size,
                "side": trade.side,
                "time": str(trade.ms),
                "isBlockTrade": bool(trade.block),
                "isRPITrade": bool(trade.rpi),
                "seq": str(trade.seq),
            }
            for trade in newest
        ]
        return {"category": category, "list": rows}

    def instruments_info(self, query: Query) -> Result:
        """What is traded; linear is paged with a cursor, spot is not."""
        category = query.choice("category", CATEGORIES)
        limit = query.limit(500, MOST_ROWS)
        symbols = self._symbols(query)
        first = 0 if category == SPOT else int(query.whole("cursor") or 0)
        page = symbols[first : first + limit] if category == LINEAR else symbols
        more = category == LINEAR and first + limit < len(symbols)
        listed = [_listed(self._source.desks[symbol], category) for symbol in page]
        return {
            "category": category,
            "list": listed,
            "nextPageCursor": str(first + limit) if more else "",
        }

    def tickers(self, query: Query) -> Result:
        """The last ticker of a symbol, or of all."""
        category = query.choice("category", CATEGORIES)
        tickers = [self._hub.ticker(f"tickers.{symbol}") for symbol in self._symbols(query)]
        shown = [_ticker(ticker.data, category) for ticker in tickers if ticker]
        return {"category": category, "list": shown}

    def funding_history(self, query: Query) -> Result:
        """Past funding rates; a start alone is refused, as documented."""
        category = query.choice("category", (LINEAR,))
        symbol = self._desk(query).instrument.symbol
        start, end = query.whole("startTime"), query.whole("endTime")
        if start is not None and end is None:
            message = "params error: endTime is required with startTime"
            raise ParameterError(message)
        until = self._now_ms() if end is None else end
        rates = self._source.funding(symbol, until, query.limit(MOST_FUNDING, MOST_FUNDING))
        rows = [
            {"symbol": symbol, "fundingRate": rate, "fundingRateTimestamp": str(ms)}
            for ms, rate in rates
            if start is None or ms >= start
        ]
        return {"category": category, "list": rows}

    def open_interest(self, query: Query) -> Result:
        """Past open interest of both sides and of one; the cursor is the next page's newest."""
        category = query.choice("category", (LINEAR,))
        symbol = self._desk(query).instrument.symbol
        step = OPEN_INTEREST_MINUTES[query.choice("intervalTime", OPEN_INTEREST_MINUTES)] * MINUTE
        limit = query.limit(50, MOST_FUNDING)
        start = query.whole("startTime") or 0
        newest = query.whole("cursor") or query.whole("endTime") or self._now_ms()
        newest = min(newest, self._now_ms()) // step * step
        times = [ms for back in range(limit) if (ms := newest - back * step) >= start]
        values = self._source.open_interest(symbol, times)
        instrument = self._source.desks[symbol].instrument
        rows = [
            {
                "openInterest": both,
                "singleOpenInterest": instrument.size(instrument.lots(both) // 2),
                "timestamp": str(ms),
            }
            for ms, both in zip(times, values, strict=False)
        ]
        cursor = str(times[-1] - step) if len(rows) == limit else ""
        return {
            "symbol": symbol,
            "category": category,
            "list": rows,
            "nextPageCursor": cursor,
        }

    def _desk(self, query: Query) -> Desk:
        return self._source.desks[query.choice("symbol", self._source.desks)]

    def _symbols(self, query: Query) -> list[str]:
        if query.optional("symbol") is None:
            return sorted(self._source.desks)
        return [query.choice("symbol", self._source.desks)]

    def _deepest(self, symbol: str) -> str:
        books = [topic for topic in self._source.books if topic.endswith(f".{symbol}")]
        return max(books, key=lambda topic: int(topic.split(".")[1]), default="")


def _ticker(fields: Mapping[str, str], category: str) -> dict[str, str]:
    if category == SPOT:
        touch = ("bid1Price", "bid1Size", "ask1Price", "ask1Size")
        return {name: fields[name] for name in (*SPOT_TICKER_FIELDS, *touch) if name in fields}
    return {**fields, "basis": "", "basisRate": "", "deliveryFeeRate": "", "deliveryTime": "0"}


def _listed(desk: Desk, category: str) -> dict[str, object]:
    instrument = desk.instrument
    common: dict[str, object] = {
        "symbol": instrument.symbol,
        "baseCoin": instrument.base,
        "quoteCoin": "USDT",
        "status": "Trading",
    }
    if category == SPOT:
        return {
            **common,
            "priceFilter": {"tickSize": instrument.tick_size},
            "lotSizeFilter": {"basePrecision": instrument.lot_size},
        }
    return {
        **common,
        "contractType": "LinearPerpetual",
        "launchTime": "1585526400000",
        "deliveryTime": "0",
        "priceScale": str(instrument.price_decimals),
        "settleCoin": "USDT",
        "priceFilter": {
            "minPrice": instrument.tick_size,
            "maxPrice": "1999999.98",
            "tickSize": instrument.tick_size,
        },
        "lotSizeFilter": {
            "minOrderQty": instrument.lot_size,
            "qtyStep": instrument.lot_size,
        },
        "fundingInterval": FUNDING_HOURS * 60,
        "upperFundingRate": "0.005",
        "lowerFundingRate": "-0.005",
    }

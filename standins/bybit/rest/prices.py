"""Candles, the book and the last trades."""

from collections.abc import Callable

from standins.bybit.faults import LaggingBook
from standins.bybit.frames import INVERSE, LINEAR, SPOT
from standins.bybit.query import Query
from standins.bybit.rest.room import MOST_ROWS, Result, Room, refused
from standins.bybit.wire import BookFrame
from standins.market.exchange.candles import Candle
from standins.market.exchange.intervals import INTERVALS

MOST_SPOT_TRADES = 60
BASIS = -0.0004
"""What the made-up perpetual's price differs from its index in the long run, as a share of it."""

MARK_SHARE = 1 / 8
"""The mark price shows so much of the basis."""

Markets = tuple[str, ...]
KLINE_MARKETS: Markets = (LINEAR, SPOT, INVERSE)
CONTRACTS: Markets = (LINEAR, INVERSE)


class Prices:
    """The endpoints about prices."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._old_books: dict[str, BookFrame] = {}

    def kline(self, query: Query) -> Result:
        """Candles, the open one first."""
        category, symbol, candles = self._candles(query, KLINE_MARKETS)
        instrument = self._room.source.desks[symbol].instrument
        rows = [
            [
                str(candle.start),
                *map(instrument.price, _prices(candle)),
                instrument.size(candle.volume),
                instrument.turnover(candle.turnover),
            ]
            for candle in candles
        ]
        return {"category": category, "symbol": symbol, "list": rows}

    def mark_kline(self, query: Query) -> Result:
        """Candles of the mark price."""
        return self._shifted(query, 1 + self._basis * MARK_SHARE)

    def index_kline(self, query: Query) -> Result:
        """Candles of the index price."""
        return self._shifted(query, 1 - self._basis)

    def premium_kline(self, query: Query) -> Result:
        """Candles of the premium, a share of the index: what it is in the long run."""
        text = f"{self._basis:.6f}"
        return self._rows(query, lambda _symbol, _price: text)

    def orderbook(self, query: Query) -> Result:
        """The book; its ``u`` is the one of the 1000-level stream."""
        category = query.choice("category", KLINE_MARKETS)
        symbol = self._room.desk(query, category).instrument.symbol
        limit = query.limit(1 if category == SPOT else 25, MOST_ROWS)
        whole = self._book(symbol)
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
        category = query.choice("category", KLINE_MARKETS)
        desk = self._room.desk(query, category)
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

    @property
    def _basis(self) -> float:
        """Of a recording nothing but the price is known."""
        return BASIS if self._room.source.kind == "simulator" else 0.0

    def _candles(self, query: Query, markets: Markets) -> tuple[str, str, list[Candle]]:
        category = query.choice("category", markets, LINEAR)
        desk = self._room.desk(query, category)
        candles = desk.candles.latest(
            query.choice("interval", INTERVALS),
            query.limit(200, MOST_ROWS),
            start=query.whole("start"),
            end=query.whole("end"),
        )
        return category, desk.instrument.symbol, candles

    def _shifted(self, query: Query, factor: float) -> Result:
        desks = self._room.source.desks
        return self._rows(
            query, lambda symbol, price: desks[symbol].instrument.price(round(price * factor))
        )

    def _rows(self, query: Query, text: Callable[[str, int], str]) -> Result:
        category, symbol, candles = self._candles(query, CONTRACTS)
        rows = [
            [str(candle.start), *(text(symbol, price) for price in _prices(candle))]
            for candle in candles
        ]
        return {"category": category, "symbol": symbol, "list": rows}

    def _book(self, symbol: str) -> BookFrame:
        """The deepest book, or an older state of it while REST is ordered to lag behind."""
        topic = self._deepest(symbol)
        whole = self._room.hub.whole_book(topic)
        if whole is None:
            raise refused("no book yet")
        lag = self._room.hub.orders.standing(LaggingBook)
        old = self._old_books.get(topic, whole) if lag else whole
        if not lag or whole.ts - old.ts >= lag.behind_s * 1_000:
            old = whole
        self._old_books[topic] = old
        return old

    def _deepest(self, symbol: str) -> str:
        books = [topic for topic in self._room.source.books if topic.endswith(f".{symbol}")]
        return max(books, key=lambda topic: int(topic.split(".")[1]), default="")


def _prices(candle: Candle) -> tuple[int, int, int, int]:
    return candle.open, candle.high, candle.low, candle.close

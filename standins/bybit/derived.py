"""A ticker made from recorded trades and a recorded book, for recordings that have none."""

from collections.abc import Iterator
from decimal import Decimal

from standins.bybit.desk import Desk
from standins.bybit.frames import Frame, made
from standins.bybit.kept import KeptBook
from standins.bybit.ticker import TICKER_EVERY_MS, day_facts, day_spellings
from standins.bybit.wire import BookFrame, TickerFrame, TradeFrame

IDLE_EVERY_MS = 1_000


class DerivedTicker:
    """The ticker that follows from trades and a book.

    Mark and index price are taken to be the last price; open interest and funding are not known
    and left out (a field that is absent from a ticker means nothing new is known of it).

    Parameters
    ----------
    desk
        The symbol's candles and trades.
    book_topic
        The recorded book whose best levels are the touch.
    """

    def __init__(self, desk: Desk, book_topic: str) -> None:
        self._desk = desk
        self._topic = f"tickers.{desk.instrument.symbol}"
        self._book = KeptBook(book_topic)
        self._said: dict[str, str] = {}
        self._pushed_ms = 0

    def follow(self, frame: Frame, *, wanted: bool) -> Iterator[Frame]:
        """Take a recorded frame in; the push that is due after it.

        While nobody listens it is pushed once a second, so that there is one to ask for.
        """
        match frame.message:
            case BookFrame() as message if frame.topic == self._book.topic:
                self._book.apply(message)
            case TradeFrame():
                pass
            case _:
                return
        pause = TICKER_EVERY_MS if wanted else IDLE_EVERY_MS
        if not self._desk.trades or frame.ts < self._pushed_ms + pause:
            return
        self._pushed_ms = frame.ts
        fields = self._fields()
        changed = {name: text for name, text in fields.items() if self._said.get(name) != text}
        if changed:
            kind = "delta" if self._said else "snapshot"
            self._said = fields
            seq = self._desk.trades[-1].seq
            yield made(TickerFrame(self._topic, kind, changed, seq, frame.ts))

    def _fields(self) -> dict[str, str]:
        last = self._desk.trades[-1]
        return {
            "symbol": self._desk.instrument.symbol,
            "tickDirection": last.tick,
            **self._day(last.price),
            "lastPrice": last.price,
            "markPrice": last.price,
            "indexPrice": last.price,
            **self._touch(),
        }

    def _day(self, last: str) -> dict[str, str]:
        instrument, day = self._desk.instrument, self._desk.day()
        if day is None:
            return {}
        facts = day_facts(day, instrument.ticks(last))
        spelled = zip(day_spellings(instrument), facts, strict=True)
        return {name: spell(fact) for (name, spell), fact in spelled}

    def _touch(self) -> dict[str, str]:
        if not self._book.bids or not self._book.asks:
            return {}
        bid, ask = max(self._book.bids, key=Decimal), min(self._book.asks, key=Decimal)
        return {
            "bid1Price": bid,
            "bid1Size": self._book.bids[bid],
            "ask1Price": ask,
            "ask1Size": self._book.asks[ask],
        }

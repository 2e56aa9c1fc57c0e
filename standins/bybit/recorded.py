"""Recorded frames as a source: byte for byte, and what the recording lacks derived from it."""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path

from standins.bybit.derived import DerivedTicker
from standins.bybit.desk import Desk
from standins.bybit.frames import Frame
from standins.bybit.recording import merged, read_file
from standins.bybit.topics import parse
from standins.bybit.wire import BookFrame, TradeFrame
from standins.market.exchange.candles import CandleBook
from standins.market.exchange.instruments import Instrument
from standins.market.exchange.truth import Record

GLANCE = 500
"""Frames of each file that are looked at beforehand: which topics, how many decimals."""


class RecordedVenue:
    """Several files of frames, merged by time.

    Candles and tickers are derived from the recorded trades where the recording has none. A topic
    that a symbol could have but that was not recorded is quiet, except order books: a depth that
    is not in the recording does not exist.

    Parameters
    ----------
    paths
        Files with one frame a line, plain, gzip or zip.

    Raises
    ------
    ValueError
        The files hold no frame.
    """

    kind = "recording"
    awaits_listener = True

    def __init__(self, paths: Sequence[Path]) -> None:
        glanced = [frame for path in paths for frame in islice(_quietly(path), GLANCE)]
        if not glanced:
            message = f"no frame in {', '.join(map(str, paths))}: one JSON frame a line is needed"
            raise ValueError(message)
        self._topics = {frame.topic for frame in glanced}
        self._desks = {
            symbol: Desk(instrument, CandleBook()) for symbol, instrument in _listed(glanced)
        }
        self._tickers = {
            symbol: DerivedTicker(desk, self._touch_topic(symbol))
            for symbol, desk in self._desks.items()
            if f"tickers.{symbol}" not in self._topics
        }
        self._frames = merged(paths)
        self._next = next(self._frames, None)

    @property
    def desks(self) -> Mapping[str, Desk]:
        """One desk for each recorded symbol."""
        return self._desks

    @property
    def books(self) -> Collection[str]:
        """The order book topics that were recorded."""
        return {topic for topic in self._topics if topic.startswith("orderbook.")}

    def origin(self, now_ms: int) -> int:
        """The time of the first frame."""
        return self._next.ts if self._next else now_ms

    def due(self) -> int | None:
        """The next frame's own time."""
        return self._next.ts if self._next else None

    def advance(self, wants: Callable[[str], bool]) -> Iterable[Frame]:
        """The next frame, and behind it what follows from it."""
        frame, self._next = self._next, next(self._frames, None)
        if frame is None:
            return ()
        return chain((frame,), self._derived(frame, wants))

    def close(self) -> None:
        """Nothing has to be remembered: a recording starts where it starts."""

    def funding(self, symbol: str, until_ms: int, limit: int) -> list[tuple[int, str]]:
        """Not known from a recording."""
        del symbol, until_ms, limit
        return []

    def open_interest(self, symbol: str, times: list[int]) -> list[str]:
        """Not known from a recording."""
        del symbol, times
        return []

    def whole(self, topic: str, *, asleep: bool) -> None:
        """What a recording has said has to be kept by whoever heard it."""
        del topic, asleep

    def troubles(self) -> list[Mapping[str, object]]:
        """A recording brings its own."""
        return []

    def ledger(self) -> list[Record]:
        """Nobody knows what is true of a recording."""
        return []

    def _derived(self, frame: Frame, wants: Callable[[str], bool]) -> Iterator[Frame]:
        topic = parse(frame.topic)
        desk = self._desks.get(topic.symbol) if topic else None
        if topic is None or desk is None:
            return
        if isinstance(frame.message, TradeFrame):
            for trade in frame.message.data:
                desk.trade(trade)
        yield from desk.klines(frame.ts, lambda kline: kline not in self._topics and wants(kline))
        ticker = self._tickers.get(topic.symbol)
        if ticker is not None:
            yield from ticker.follow(frame, wanted=wants(f"tickers.{topic.symbol}"))

    def _touch_topic(self, symbol: str) -> str:
        """The shallowest recorded book of a symbol."""
        depths = [
            int(topic.variant)
            for topic in map(parse, self.books)
            if topic and topic.symbol == symbol and topic.variant.isdecimal()
        ]
        return f"orderbook.{min(depths, default=0)}.{symbol}"


def _quietly(path: Path) -> Iterator[Frame]:
    """Read a file for a glance: what is broken will be named when it is played."""
    log = logging.getLogger("standins.bybit.recording")
    before, log.disabled = log.disabled, True
    try:
        yield from read_file(path)
    finally:
        log.disabled = before


def _listed(frames: Iterable[Frame]) -> Iterator[tuple[str, Instrument]]:
    """One instrument a symbol, with the most decimals seen in its prices and sizes."""
    prices: dict[str, int] = {}
    sizes: dict[str, int] = {}
    for frame in frames:
        topic = parse(frame.topic)
        if topic is None:
            continue
        for price, size in _numbers(frame):
            prices[topic.symbol] = max(prices.get(topic.symbol, 0), _decimals(price))
            sizes[topic.symbol] = max(sizes.get(topic.symbol, 0), _decimals(size))
    for symbol, decimals in prices.items():
        yield (
            symbol,
            Instrument(
                symbol=symbol,
                base=symbol.removesuffix("USDT"),
                price_decimals=decimals,
                tick_units=1,
                lot_decimals=sizes[symbol],
                start_ticks=1,
                level_gap_ticks=1,
                level_lots=1,
            ),
        )


def _numbers(frame: Frame) -> Iterable[tuple[str, str]]:
    match frame.message:
        case BookFrame(data=body):
            return [*body.b, *body.a]
        case TradeFrame(data=trades):
            return [(trade.price, trade.size) for trade in trades]
        case _:
            return ()


def _decimals(text: str) -> int:
    return len(text.partition(".")[2])

"""A frame on its way to subscribers, and how it reads in each market."""

import msgspec
from msgspec import Struct

from standins.bybit.wire import (
    BookFrame,
    Message,
    SpotBookFrame,
    SpotTickerFrame,
    TickerFrame,
    TradeBody,
    TradeFrame,
)

LINEAR, SPOT, INVERSE, OPTION, SPREAD = "linear", "spot", "inverse", "option", "spread"
CATEGORIES = (LINEAR, SPOT)
"""Markets in which something is traded here."""

SOCKETS = (LINEAR, SPOT, INVERSE, OPTION, SPREAD)
"""Markets that have a socket: on the last three no topic exists, as for a symbol of another one."""

SPOT_TICKER_FIELDS = (
    "symbol",
    "lastPrice",
    "highPrice24h",
    "lowPrice24h",
    "prevPrice24h",
    "volume24h",
    "turnover24h",
    "price24hPcnt",
)

_encoder = msgspec.json.Encoder()
_book_decoder = msgspec.json.Decoder(BookFrame)


class Frame(Struct, frozen=True):
    """One frame.

    Attributes
    ----------
    topic, ts
        Where it belongs and the venue's milliseconds.
    payload
        The bytes as they go to subscribers of a linear market; for a recorded frame the recorded
        bytes, whichever market asks.
    told
        The message it was made of; None for one that was written at once, and for a recorded topic
        nobody needs to understand.
    recorded
        Whether the bytes must stay as they are.
    again
        Whether its source can tell at any time all that its topic has said (`written`), so that
        nobody has to keep count of it.
    """

    topic: str
    ts: int
    payload: bytes
    told: Message | None
    recorded: bool = False
    again: bool = False

    @property
    def message(self) -> Message | None:
        """What it says, readable; that of a written frame is read when somebody asks."""
        return _book_decoder.decode(self.payload) if self.again else self.told

    def for_market(self, category: str) -> bytes:
        """The bytes for subscribers of a category."""
        if self.recorded or category == LINEAR:
            return self.payload
        message = self.message
        return self.payload if message is None else _spot(message)


def made(message: Message) -> Frame:
    """Encode a message once, for all who listen."""
    return Frame(message.topic, message.ts, _linear(message), message)


def written(topic: str, ts: int, payload: bytes) -> Frame:
    """A frame of a book whose bytes were written without making a message first."""
    return Frame(topic, ts, payload, None, recorded=False, again=True)


def _linear(message: Message) -> bytes:
    if type(message) is BookFrame and message.topic.startswith("orderbook.1."):
        return _spot(message)
    return _encoder.encode(message)


def _spot(message: Message) -> bytes:
    match message:
        case BookFrame(topic, kind, ts, data, cts):
            return _encoder.encode(SpotBookFrame(topic, ts, kind, data, cts))
        case TickerFrame(topic, _, data, cs, ts):
            fields = {name: data[name] for name in SPOT_TICKER_FIELDS if name in data}
            return _encoder.encode(SpotTickerFrame(topic, ts, "snapshot", cs, fields))
        case TradeFrame(topic, kind, ts, trades):
            plain = [_without_tick(trade) for trade in trades]
            return _encoder.encode(TradeFrame(topic, kind, ts, plain))
        case _:
            return _encoder.encode(message)


def _without_tick(trade: TradeBody) -> TradeBody:
    return msgspec.structs.replace(trade, tick="")

"""A frame on its way to subscribers, and how it reads in each market."""

from dataclasses import dataclass

import msgspec

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


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame.

    Attributes
    ----------
    topic, ts
        Where it belongs and the venue's milliseconds.
    payload
        The bytes as they go to subscribers of a linear market; for a recorded frame the recorded
        bytes, whichever market asks.
    message
        The same, readable; None for a recorded topic nobody needs to understand.
    recorded
        Whether the bytes must stay as they are.
    """

    topic: str
    ts: int
    payload: bytes
    message: Message | None
    recorded: bool = False

    def for_market(self, category: str) -> bytes:
        """The bytes for subscribers of a category."""
        if self.recorded or category == LINEAR or self.message is None:
            return self.payload
        return _spot(self.message)


def made(message: Message) -> Frame:
    """Encode a message once, for all who listen."""
    return Frame(message.topic, message.ts, _linear(message), message)


def _linear(message: Message) -> bytes:
    if isinstance(message, BookFrame) and message.topic.startswith("orderbook.1."):
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

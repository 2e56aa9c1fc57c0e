"""The frames of Bybit's public WebSocket, field for field.

Unknown fields are passed over; the order of keys is not relied on (it differs between topics).
"""

import msgspec


class Envelope(msgspec.Struct):
    """Any frame: data of a topic, or the answer to a request (``op``)."""

    topic: str = ""
    type: str = ""
    ts: int = 0
    cts: int = 0
    data: msgspec.Raw = msgspec.Raw(b"")
    op: str = ""
    success: bool = True
    ret_msg: str = ""
    req_id: str = ""


class Book(msgspec.Struct, gc=False):
    """``orderbook.{depth}.{symbol}``: levels as [price, size] in decimal text."""

    s: str
    b: list[tuple[str, str]]
    a: list[tuple[str, str]]
    u: int
    seq: int


class BookFrame(msgspec.Struct, gc=False):
    """A whole frame of an order book, decoded in one go: nine of ten frames are of this kind."""

    topic: str
    type: str
    ts: int
    data: Book
    cts: int = 0

    @property
    def at_ns(self) -> int:
        """The matching engine's time, where the venue gives it; else when it was sent."""
        return (self.cts or self.ts) * 1_000_000


class Execution(msgspec.Struct):
    """``publicTrade.{symbol}``: ``S`` is the taker's side, ``T`` milliseconds."""

    T: int
    s: str
    S: str
    v: str
    p: str
    i: str


class Liquidated(msgspec.Struct):
    """``allLiquidation.{symbol}``: ``S`` is the side of the position, so "Buy" is a long."""

    T: int
    s: str
    S: str
    v: str
    p: str


class Kline(msgspec.Struct):
    """``kline.{interval}.{symbol}``: ``confirm`` is true once, when the interval has ended."""

    start: int
    interval: str
    open: str
    high: str
    low: str
    close: str
    volume: str
    confirm: bool
    timestamp: int


class Instrument(msgspec.Struct, omit_defaults=True):
    """``tickers.{symbol}``: absent means unchanged, an empty text means that there is no value."""

    lastPrice: str | None = None  # noqa: N815  the venue's own spelling
    markPrice: str | None = None  # noqa: N815
    indexPrice: str | None = None  # noqa: N815
    fundingRate: str | None = None  # noqa: N815
    nextFundingTime: str | None = None  # noqa: N815
    openInterest: str | None = None  # noqa: N815


envelopes: msgspec.json.Decoder[Envelope] = msgspec.json.Decoder(Envelope)
book_frames: msgspec.json.Decoder[BookFrame] = msgspec.json.Decoder(BookFrame)
executions: msgspec.json.Decoder[list[Execution]] = msgspec.json.Decoder(list[Execution])
liquidations: msgspec.json.Decoder[list[Liquidated]] = msgspec.json.Decoder(list[Liquidated])
klines: msgspec.json.Decoder[list[Kline]] = msgspec.json.Decoder(list[Kline])
instruments: msgspec.json.Decoder[Instrument] = msgspec.json.Decoder(Instrument)

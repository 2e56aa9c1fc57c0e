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


class Book(msgspec.Struct):
    """``orderbook.{depth}.{symbol}``: levels as [price, size] in decimal text."""

    s: str
    b: list[tuple[str, str]]
    a: list[tuple[str, str]]
    u: int
    seq: int


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


class KlineHistory(msgspec.Struct):
    """The ``result`` of ``/v5/market/kline``: newest first, each row seven texts."""

    symbol: str
    list: list[tuple[str, str, str, str, str, str, str]]


class RestAnswer(msgspec.Struct):
    """The envelope of every REST answer; ``time`` is the venue's clock in milliseconds."""

    retCode: int  # noqa: N815
    retMsg: str  # noqa: N815
    result: msgspec.Raw
    time: int


envelopes: msgspec.json.Decoder[Envelope] = msgspec.json.Decoder(Envelope)
books: msgspec.json.Decoder[Book] = msgspec.json.Decoder(Book)
executions: msgspec.json.Decoder[list[Execution]] = msgspec.json.Decoder(list[Execution])
liquidations: msgspec.json.Decoder[list[Liquidated]] = msgspec.json.Decoder(list[Liquidated])
klines: msgspec.json.Decoder[list[Kline]] = msgspec.json.Decoder(list[Kline])
instruments: msgspec.json.Decoder[Instrument] = msgspec.json.Decoder(Instrument)
answers: msgspec.json.Decoder[RestAnswer] = msgspec.json.Decoder(RestAnswer)
histories: msgspec.json.Decoder[KlineHistory] = msgspec.json.Decoder(KlineHistory)

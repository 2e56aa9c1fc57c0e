"""The frames of Bybit's v5 public socket, key for key in the order the venue sends them.

Source: bybit-exchange/docs, docs/v5/websocket/public/*.mdx (2026-07), and recorded frames. The
key order differs between markets (spot sends ``ts`` before ``type``), and so it does here: a
client must not depend on it, and a stand-in that always used one order would hide that it does.
"""

from msgspec import Struct, field

Level = tuple[str, str]
"""Price and size as text; size ``"0"`` in a delta deletes the level."""


TRADES_A_MESSAGE = 1_024
"""One message holds at most so many trades; the rest follows under the same ``seq``."""


class BookBody(Struct):
    """The ``data`` of an order book frame: bids descending, asks ascending."""

    s: str
    b: list[Level]
    a: list[Level]
    u: int
    seq: int


class BookFrame(Struct):
    """Order book of linear contracts, depth 50 and more; ``cts`` is the matching engine's ms."""

    topic: str
    type: str
    ts: int
    data: BookBody
    cts: int = 0


class SpotBookFrame(Struct):
    """Order book of spot at any depth, and of linear contracts at depth 1."""

    topic: str
    ts: int
    type: str
    data: BookBody
    cts: int = 0


class TradeBody(Struct, omit_defaults=True):
    """One public trade. ``L`` (direction of the tick) is missing in spot."""

    ms: int = field(name="T")
    symbol: str = field(name="s")
    side: str = field(name="S")
    size: str = field(name="v")
    price: str = field(name="p")
    tick: str = field(default="", name="L")
    trade_id: str = field(default="", name="i")
    block: bool | None = field(default=None, name="BT")
    rpi: bool | None = field(default=None, name="RPI")
    seq: int = 0


class TradeFrame(Struct):
    """Up to 1,024 trades, ascending by time; ``type`` is always ``snapshot``."""

    topic: str
    type: str
    ts: int
    data: list[TradeBody]

    def parts(self, most: int = TRADES_A_MESSAGE) -> "list[TradeFrame]":
        """The same trades in messages of at most so many; their ``seq`` stay as they are."""
        return [
            TradeFrame(self.topic, self.type, self.ts, self.data[start : start + most])
            for start in range(0, len(self.data), most)
        ]


class TickerFrame(Struct):
    """A ticker: all fields in a snapshot, only the changed ones in a delta."""

    topic: str
    type: str
    data: dict[str, str]
    cs: int
    ts: int


class SpotTickerFrame(Struct):
    """A spot ticker: always a snapshot, without bid and ask."""

    topic: str
    ts: int
    type: str
    cs: int
    data: dict[str, str]


class KlineBody(Struct):
    """One candle; ``confirm`` is true once, when it has closed. ``end`` is inclusive."""

    start: int
    end: int
    interval: str
    open: str
    close: str
    high: str
    low: str
    volume: str
    turnover: str
    confirm: bool
    timestamp: int


class KlineFrame(Struct):
    """A candle push; ``type`` is always ``snapshot`` and comes last."""

    topic: str
    data: list[KlineBody]
    ts: int
    type: str = "snapshot"


class LiquidationBody(Struct):
    """One liquidation; ``S`` is the POSITION's side (``Buy``: a long), ``p`` its bankruptcy."""

    ms: int = field(name="T")
    symbol: str = field(name="s")
    side: str = field(name="S")
    size: str = field(name="v")
    price: str = field(name="p")


class LiquidationFrame(Struct):
    """All liquidations of half a second."""

    topic: str
    type: str
    ts: int
    data: list[LiquidationBody]


Message = BookFrame | TradeFrame | TickerFrame | KlineFrame | LiquidationFrame


class Request(Struct):
    """What a client sends. Its ``op`` is looked at before anything else.

    ``req_id`` is documented as text; a client of many users sends a number and is understood.
    """

    op: str = ""
    args: list[str] = []
    req_id: str | int = ""


class Reply(Struct):
    """What spot, linear and inverse answer; an acknowledgement names no topic."""

    success: bool
    ret_msg: str
    conn_id: str
    req_id: str
    op: str


class Topics(Struct):
    """Which topics of a request failed, and which did not."""

    failed: list[str] = field(name="failTopics")
    agreed: list[str] = field(name="successTopics")


class CommandReply(Struct):
    """What option and spread answer to a request for topics."""

    success: bool
    conn_id: str
    data: Topics
    type: str = "COMMAND_RESP"


class PlainPong(Struct):
    """What option and spread answer to a ping: the venue's milliseconds as text."""

    args: list[str]
    op: str = "pong"

"""The list of all facts, and their form on the wire (msgpack, tagged)."""

from zlib import crc32

import msgspec

from core.chain import Block, Finality, GasPrice, Retraction, Transfer
from core.errors import BrokenInputError
from core.gaps import Gap
from core.market import (
    BookDelta,
    BookSample,
    Candle,
    Funding,
    Liquidation,
    OpenInterest,
    Ticker,
    Trade,
)

Fact = (
    Trade
    | BookDelta
    | BookSample
    | Liquidation
    | Ticker
    | Candle
    | Funding
    | OpenInterest
    | Block
    | Transfer
    | Retraction
    | Finality
    | GasPrice
    | Gap
)

_encoder = msgspec.msgpack.Encoder()
_decoder: msgspec.msgpack.Decoder[Fact] = msgspec.msgpack.Decoder(Fact)


def encode(fact: Fact) -> bytes:
    """The fact as one stream entry."""
    return _encoder.encode(fact)


def decode(entry: bytes) -> Fact:
    """The fact that ``encode`` wrote.

    Raises
    ------
    BrokenInputError
        If the bytes are no fact: the entry belongs into the dead letters, with this reason.
    """
    try:
        return _decoder.decode(entry)
    except msgspec.MsgspecError as error:
        raise BrokenInputError(f"not a fact: {error}") from error


def partition_of(subject: str, partitions: int) -> int:
    """The partition that keeps all facts of one subject, in order.

    The same in every process and on every machine, which Python's own ``hash`` is not.

    >>> partition_of("bybit:ETHUSDT", 4)
    3
    """
    return crc32(subject.encode()) % partitions

"""Files of recorded frames: one JSON frame a line, as Bybit's own archive keeps them."""

import gzip
import heapq
import logging
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

import msgspec

from standins.bybit.frames import Frame
from standins.bybit.wire import (
    BookFrame,
    KlineFrame,
    LiquidationFrame,
    Message,
    TickerFrame,
    TradeFrame,
)

_log = logging.getLogger(__name__)

GZIP_MAGIC = b"\x1f\x8b"


class _Envelope(msgspec.Struct):
    topic: str
    ts: int


_envelope = msgspec.json.Decoder(_Envelope)
_by_kind: dict[str, msgspec.json.Decoder[Message]] = {
    kind: cast("msgspec.json.Decoder[Message]", msgspec.json.Decoder(shape))
    for kind, shape in (
        ("orderbook", BookFrame),
        ("publicTrade", TradeFrame),
        ("tickers", TickerFrame),
        ("kline", KlineFrame),
        ("allLiquidation", LiquidationFrame),
    )
}


def read_frame(line: bytes) -> Frame:
    """Read one recorded frame; its bytes stay as they are.

    Raises
    ------
    ValueError
        The line is no JSON, has no topic or time, or its topic does not read as documented.
    """
    envelope = _envelope.decode(line)
    decoder = _by_kind.get(envelope.topic.partition(".")[0])
    message = decoder.decode(line) if decoder else None
    return Frame(envelope.topic, envelope.ts, line, message, recorded=True)


def read_file(path: Path) -> Iterator[Frame]:
    """Read a file's frames, plain or gzip; a line that cannot be read is skipped with a warning."""
    with path.open("rb") as file:
        packed = file.read(2) == GZIP_MAGIC
    with gzip.open(path, "rb") if packed else path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            text = line.strip()
            if not text:
                continue
            try:
                yield read_frame(text)
            except ValueError as error:
                _log.warning("%s, line %d skipped: %s", path, number, error)


def merged(paths: Iterable[Path]) -> Iterator[Frame]:
    """Read several files as one stream in the order of ``ts``.

    Frames of one file keep their order, and of two frames of one millisecond the one whose file
    was named first comes first. Files are read as they play, so a recorded day needs no memory.
    """
    return heapq.merge(*(read_file(path) for path in paths), key=lambda frame: frame.ts)

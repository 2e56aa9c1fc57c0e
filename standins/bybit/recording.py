"""Files of recorded frames: one JSON frame a line, as Bybit's own archive keeps them."""

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
from standins.packing import lines_of

_log = logging.getLogger(__name__)


class _Envelope(msgspec.Struct):
    topic: str
    ts: int


class _Answer(msgspec.Struct):
    """An acknowledgement, a refusal or a pong, which belonged to whoever recorded it."""

    op: str
    topic: str | None = None


_answer = msgspec.json.Decoder(_Answer)
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
    """Read a file's frames, packed or not.

    Answers to the requests of whoever recorded it are passed over; a line that cannot be read is
    skipped with a warning.
    """
    for number, line in lines_of(path):
        try:
            yield read_frame(line)
        except ValueError as error:
            if not _is_answer(line):
                _log.warning("%s, line %d skipped: %s", path, number, error)


def _is_answer(line: bytes) -> bool:
    try:
        return _answer.decode(line).topic is None
    except msgspec.MsgspecError:
        return False


def merged(paths: Iterable[Path]) -> Iterator[Frame]:
    """Read several files as one stream in the order of ``ts``.

    Frames of one file keep their order, and of two frames of one millisecond the one whose file
    was named first comes first. Files are read as they play, so a recorded day needs no memory.
    """
    return heapq.merge(*(read_file(path) for path in paths), key=lambda frame: frame.ts)

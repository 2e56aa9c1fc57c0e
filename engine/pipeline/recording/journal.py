"""The journal of a recording: all that a feed was told, in the order in which it was told.

One JSON line each, read from the top:

* a list of numbers: the next frames of the frames' file arrived, each so many nanoseconds after
  whatever happened before it (negative where the machine's clock was set back);
* an object: something else happened, at ``at_ns``; its ``kind`` says what.

A feed asks no clock and draws no numbers, so telling it all of this again makes it say the same.

>>> decode(encode([1_000, 250]))
[1000, 250]
>>> decode(b'{"kind":"event","what":"lost","at_ns":7,"reason":"no pong"}')
Event(what='lost', at_ns=7, reason='no pong')
"""

from typing import Literal

import msgspec

from core.errors import BrokenInputError

What = Literal["began", "connected", "lost", "tick"]


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    """Something that happened between frames."""


class Event(Entry, frozen=True, kw_only=True, tag="event"):
    """The stretch ``began``, the connection stood or was lost, or time was told (``tick``)."""

    what: What
    at_ns: int
    reason: str = ""


class Answer(Entry, frozen=True, kw_only=True, tag="answer"):
    """What came back for a REST request of the feed; ``status`` is None where nothing came."""

    at_ns: int
    purpose: str
    path: str
    status: int | None
    headers: dict[str, str] = {}
    body: bytes = b""


class OddFrame(Entry, frozen=True, kw_only=True, tag="frame"):
    """A frame that is no line: it holds a line break, is empty, or has blanks at an end."""

    at_ns: int
    frame: bytes


class Hole(Entry, frozen=True, kw_only=True, tag="hole"):
    """Frames that reached the feed but not the recording: the disk was slower than the source."""

    at_ns: int
    frames: int
    octets: int


Written = Event | Answer | OddFrame | Hole

_entries: msgspec.json.Decoder[Written] = msgspec.json.Decoder(Written)
_arrivals: msgspec.json.Decoder[list[int]] = msgspec.json.Decoder(list[int])
_encoder = msgspec.json.Encoder()


def encode(line: Written | list[int]) -> bytes:
    """One line, without its end."""
    return _encoder.encode(line)


def decode(line: bytes) -> Written | list[int]:
    """The line that ``encode`` wrote.

    Raises
    ------
    BrokenInputError
        If it is no line of a journal.
    """
    try:
        return _arrivals.decode(line) if line.startswith(b"[") else _entries.decode(line)
    except msgspec.MsgspecError as error:
        raise BrokenInputError(f"no line of a journal: {error}") from error


def is_line(frame: bytes) -> bool:
    """Whether a frame can stand on a line of its own and be read back as it was."""
    return bool(frame) and b"\n" not in frame and frame == frame.strip()

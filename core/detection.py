"""What a detector found, and what a detector is."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Literal, NewType, Protocol, TypeVar

import msgspec

from core.chain import Transfer
from core.market import Timeframe

DetectionId = NewType("DetectionId", str)
Direction = Literal["bullish", "bearish"]


class Detection(msgspec.Struct, frozen=True, gc=False):
    """Something that was found, with the numbers that made it.

    ``formed_ns`` is when it happened on its own time scale (a gap's middle candle, a block's time),
    ``known_ns`` the earliest moment it could be known; nothing is announced before that.
    ``seen_ns`` is when the fact that completed it reached this machine. ``low`` and ``high``
    bound a zone, ``level`` is a single price. ``of`` names the first detection of the same life
    (a filled gap names the gap). ``late_ns`` says how long before ``seen_ns`` the source itself
    had known it, where it was read from history. ``numbers`` are for comparing, ``texts`` for
    showing (hashes, addresses, exact amounts).
    """

    id: DetectionId
    kind: str
    subject: str
    formed_ns: int
    known_ns: int
    seen_ns: int
    side: Direction | None = None
    timeframe: Timeframe | None = None
    low: float | None = None
    high: float | None = None
    level: float | None = None
    of: DetectionId | None = None
    late_ns: int = 0
    numbers: dict[str, float] = {}
    texts: dict[str, str] = {}


class Move(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A metric went from one value to another. Cheap and frequent: stored only where a rule asks.

    ``cause`` names the fact that moved it (a trade's id), so that what follows has a lasting
    identity. ``late_ns`` is as in ``Detection``.
    """

    metric: str
    subject: str
    before: float
    after: float
    at_ns: int
    seen_ns: int
    cause: str
    late_ns: int = 0


FactT_contra = TypeVar("FactT_contra", contravariant=True)


class Detector(Protocol[FactT_contra]):
    """An object that reads the facts of one subject, in order, and says what it finds.

    ``update`` costs O(1) amortised and keeps bounded memory; it asks no clock: time is the fact's
    own. The same facts give the same detections with the same ids, live, in a batch or after a
    restart. A fact older than the last is ignored, never an error.
    """

    def update(self, fact: FactT_contra) -> Sequence[Detection | Move]:
        """Take one fact in; usually finds nothing."""


def detection_id(kind: str, subject: str, *parts: object) -> DetectionId:
    """A name that depends on nothing but what was found: 20 hex digits.

    >>> detection_id("fvg", "bybit:ETHUSDT", "15m", 1700000000)
    'ec0c03f2566d6e75ef34'
    """
    text = "|".join([kind, subject, *map(str, parts)])
    return DetectionId(blake2b(text.encode(), digest_size=10).hexdigest())


def transfer_detection_id(kind: str, transfer: Transfer) -> DetectionId:
    """The name under which a transfer is told as ``kind``, whichever block holds it."""
    # A transaction's own value has no place within it.
    where = (transfer.tx_hash, transfer.place) if transfer.place else (transfer.tx_hash,)
    return detection_id(kind, transfer.subject, *where)

"""What a feed did not see, and how that was mended."""

from typing import Literal

import msgspec

Lost = Literal[
    "nothing",
    "trades",
    "liquidations",
    "blocks",
    "receipts",
    "internal transfers",
    "pending transfers",
]
"""What of a hole that is over stays unknown for good; ``nothing`` where it was mended whole.

Things that happened can be lost. A state that is whole again, as a book or a ticker is after a
snapshot, has lost nothing: what it was in between is said by ``BookSample.complete``.
"""


class Gap(msgspec.Struct, frozen=True, kw_only=True, tag="gap"):
    """A hole in a feed.

    ``topic`` names the stream that has it (``orderbook.50.ETHUSDT``, ``newHeads``), ``reason`` says
    how it was noticed, ``healing`` what is done about it. A healed hole is a second fact with the
    same ``topic`` and ``since_ns`` whose ``until_ns`` is set; ``lost`` then names what of it cannot
    be had any more, whatever ``healing`` says in words. Rows that were written before there was
    such a field say ``nothing``.
    """

    source: str
    subject: str
    topic: str
    reason: str
    healing: str
    since_ns: int
    until_ns: int | None
    seen_ns: int
    lost: Lost = "nothing"

    @property
    def at_ns(self) -> int:
        """When the hole began."""
        return self.since_ns

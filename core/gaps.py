"""What a feed did not see, and how that was mended."""

import msgspec


class Gap(msgspec.Struct, frozen=True, kw_only=True, tag="gap"):
    """A hole in a feed.

    ``topic`` names the stream that has it (``orderbook.50.ETHUSDT``, ``newHeads``), ``reason`` says
    how it was noticed, ``healing`` what is done about it. A healed hole is a second fact with the
    same ``topic`` and ``since_ns`` whose ``until_ns`` is set.
    """

    source: str
    subject: str
    topic: str
    reason: str
    healing: str
    since_ns: int
    until_ns: int | None
    seen_ns: int

    @property
    def at_ns(self) -> int:
        """When the hole began."""
        return self.since_ns

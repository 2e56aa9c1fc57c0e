"""What a topic must remember so that a late subscriber can start: its book, or its ticker.

The book is kept the way the documents tell a client to keep it: a snapshot replaces everything,
size ``"0"`` deletes, an unknown price is inserted, a known price takes the new size.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from standins.bybit.frames import Frame, made
from standins.bybit.wire import BookBody, BookFrame, Level, TickerFrame


@dataclass(slots=True)
class KeptBook:
    """A book as its frames left it.

    ``shift`` is what a restart (``u`` = 1) has taken off every later ``u``.
    """

    topic: str
    bids: dict[str, str] = field(default_factory=dict)
    asks: dict[str, str] = field(default_factory=dict)
    last: BookFrame | None = None
    shift: int = 0

    def apply(self, frame: BookFrame) -> None:
        """Apply a frame; a delta before the first snapshot has nothing to change."""
        if frame.type == "snapshot":
            self.bids = dict(frame.data.b)
            self.asks = dict(frame.data.a)
        elif self.last is None:
            return
        else:
            _change(self.bids, frame.data.b)
            _change(self.asks, frame.data.a)
        self.last = frame

    def whole(self) -> BookFrame | None:
        """The whole book under the last ``u``, or None while there is no book."""
        if self.last is None:
            return None
        body = BookBody(
            self.last.data.s,
            sorted(self.bids.items(), key=_price, reverse=True),
            sorted(self.asks.items(), key=_price),
            self.last.data.u - self.shift,
            self.last.data.seq,
        )
        return BookFrame(self.topic, "snapshot", self.last.ts, body, self.last.cts)

    def snapshot(self) -> Frame | None:
        """The whole book as a frame."""
        whole = self.whole()
        return made(whole) if whole else None

    def restart(self) -> None:
        """Count ``u`` anew so that the book as it is now has ``u`` 1."""
        if self.last is not None:
            self.shift = self.last.data.u - 1

    def renumbered(self, frame: Frame) -> Frame:
        """A frame under the ids that count since the restart."""
        if not self.shift or not isinstance(frame.message, BookFrame):
            return frame
        old = frame.message
        body = BookBody(old.data.s, old.data.b, old.data.a, old.data.u - self.shift, old.data.seq)
        return made(BookFrame(old.topic, old.type, old.ts, body, old.cts))


@dataclass(slots=True)
class KeptTicker:
    """A ticker with every field at its last value."""

    topic: str
    last: TickerFrame | None = None

    def apply(self, frame: TickerFrame) -> TickerFrame:
        """Take a frame in and give the whole ticker back."""
        known = self.last.data if self.last and frame.type == "delta" else {}
        whole = TickerFrame(self.topic, "snapshot", {**known, **frame.data}, frame.cs, frame.ts)
        self.last = whole
        return whole

    def snapshot(self) -> Frame | None:
        """The whole ticker, or None while there is none."""
        return made(self.last) if self.last else None


def _change(levels: dict[str, str], changes: list[Level]) -> None:
    for price, size in changes:
        if not size.strip("0."):
            levels.pop(price, None)
        else:
            levels[price] = size


def _price(level: Level) -> Decimal:
    return Decimal(level[0])

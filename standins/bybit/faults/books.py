"""Faults that change the truth of a book's stream, not only what is told of it.

What these do, a late subscriber and ``GET /control/book`` see as well.
"""

from decimal import Decimal
from typing import Protocol

from typing_extensions import override

from standins.bybit.faults.ordered import Ordered, covers
from standins.bybit.frames import Frame, made
from standins.bybit.kept import KeptBook
from standins.bybit.wire import BookBody, BookFrame, Level

MS = 1_000


class Books(Protocol):
    """Where the books are kept and frames are given out."""

    def kept_book(self, topic: str) -> KeptBook | None:
        """The book behind a topic, once it has one."""

    def publish(self, frame: Frame) -> None:
        """Keep what a frame says and hand it to everyone who listens."""


class Quiet(Ordered, tag="quiet", kw_only=True):
    """Let nothing happen in a book for a while; then its next frame holds all that changed.

    On the venue quiet books were silent for up to 36 s, with no gap in ``u`` afterwards.
    """

    topic: str
    seconds: float = 36.0

    @override
    def __post_init__(self) -> None:
        super().__post_init__()
        self._held: list[BookFrame] = []

    @property
    @override
    def forgettable(self) -> bool:
        return not self._held

    def covers(self, topic: str) -> bool:
        """Whether it means a topic."""
        return covers(self.topic, topic)

    def hold(self, frame: Frame, book: KeptBook | None) -> Frame | None:
        """Take a frame in: None while it is quiet, afterwards one frame instead of all held."""
        if not isinstance(frame.message, BookFrame) or book is None or book.last is None:
            return frame
        quiet = self.lasting(frame.ts / MS)
        if not quiet and not self._held:
            return frame
        self._held.append(frame.message)
        if quiet:
            self.use()
            return None
        whole = _folded(self._held, book)
        if whole is not None:
            book.shift += len(self._held) - 1
            self._held.clear()
        return whole


class Burst(Ordered, tag="burst"):
    """Change the best bid back and forth so many times at once; the book ends as it began.

    The whole linear market has had seconds with 8,754 frames.
    """

    topic: str
    frames: int = 9_000

    def happen(self, books: Books) -> None:
        """Publish them.

        Raises
        ------
        ValueError
            The topic has no book yet.
        """
        book = books.kept_book(self.topic)
        if book is None or book.last is None or not book.bids:
            raise ValueError(f"no book behind {self.topic!r} yet: name an order book topic")
        price = max(book.bids, key=Decimal)
        size = book.bids[price]
        for _ in range(self.frames // 2):
            for text in (str(Decimal(size) * 2), size):
                books.publish(_next(book, book.last, (price, text)))


def _next(book: KeptBook, last: BookFrame, bid: Level) -> Frame:
    """A frame of one bid under the next ``u``, without using up one of the source's."""
    book.shift -= 1
    body = BookBody(last.data.s, [bid], [], last.data.u, last.data.seq)
    return made(BookFrame(last.topic, "delta", last.ts, body, last.cts))


def _folded(frames: list[BookFrame], book: KeptBook) -> Frame | None:
    """Several frames as one against the book as it is; None when they undo each other."""
    kind, bids, asks = "delta", dict[str, str](), dict[str, str]()
    for frame in frames:
        if frame.type == "snapshot":
            kind, bids, asks = "snapshot", {}, {}
        bids.update(frame.data.b)
        asks.update(frame.data.a)
    last = frames[-1]
    known = ({}, {}) if kind == "snapshot" else (book.bids, book.asks)
    body = BookBody(
        last.data.s,
        _news(bids, known[0], falling=True),
        _news(asks, known[1], falling=False),
        last.data.u,
        last.data.seq,
    )
    return made(BookFrame(last.topic, kind, last.ts, body, last.cts)) if body.b or body.a else None


def _news(said: dict[str, str], known: dict[str, str], *, falling: bool) -> list[Level]:
    """What is new in so many changes: a level that came and went is not."""
    news = [(price, size) for price, size in said.items() if known.get(price, "0") != size]
    return sorted(news, key=lambda level: Decimal(level[0]), reverse=falling)

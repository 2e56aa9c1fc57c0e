"""An order book's frames on a bad road, and what the book really was after each of them."""

import random
from collections.abc import Mapping, Sequence
from typing import Literal

from engine.feeds.bybit.books.keeper import BookKeeper, Resync
from engine.feeds.bybit.frames import Book, BookFrame

Fault = Literal[
    "drop", "drop three", "duplicate", "stale", "swap", "snapshot", "restart", "lost restart"
]
FAULTS: tuple[Fault, ...] = (
    "drop",
    "drop three",
    "duplicate",
    "stale",
    "swap",
    "snapshot",
    "restart",
    "lost restart",
)

TOPIC = "orderbook.50.ETHUSDT"
# A snapshot follows its request after so many frames: a fifth of a second of a busy book.
_SNAPSHOT_AFTER = 6
_STALE_BY = 4
_Sides = tuple[dict[str, str], dict[str, str]]


def made_up(frames: int, *, seed: int = 5) -> list[BookFrame]:
    """A stream of one snapshot and deltas, in which levels come, change, go and come back."""
    luck = random.Random(seed)  # noqa: S311  a test's market, no secret
    prices = [[f"{3_500 + way * place * 0.5:.2f}" for place in range(1, 21)] for way in (-1, 1)]
    stream = []
    for place in range(frames):
        chosen = prices if place == 0 else [luck.sample(side, 2) for side in prices]
        sizes = ("1",) if place == 0 else ("0", "1", "2", "3")
        bids, asks = ([(price, luck.choice(sizes)) for price in side] for side in chosen)
        data = Book(s="ETHUSDT", b=bids, a=asks, u=500 + place, seq=7_000 + 3 * place)
        kind = "delta" if place else "snapshot"
        stream.append(BookFrame(topic=TOPIC, type=kind, ts=1_000 + 20 * place, data=data))
    return stream


class Journey:
    """A stream on its way to a keeper, over a road with a fault at some of its places.

    Parameters
    ----------
    stream
        The frames as the venue would have sent them; every ``seq`` is another.
    faults
        What happens at which place of the stream.

    Attributes
    ----------
    keeper
        Our end.
    lies
        Frames after which the keeper called a book good that the venue never had.
    """

    def __init__(self, stream: Sequence[BookFrame], faults: Mapping[int, Fault]) -> None:
        self.keeper = BookKeeper(TOPIC, sampled=False)
        self.lies = 0
        self._stream = stream
        self._faults = faults
        self._now: _Sides = ({}, {})
        self._was: dict[int, _Sides] = {}
        self._sent: list[BookFrame] = []
        self._shift = 0
        self._lost = 0
        self._held: BookFrame | None = None
        self._snapshot_at = -1

    def travel(self) -> "Journey":
        """Send everything, and at the end what the venue sends to one who subscribes anew."""
        for place, frame in enumerate(self._stream):
            self._happen(frame)
            fault = self._faults.get(place)
            if fault in {"restart", "lost restart"}:
                self._shift = frame.data.u - 1
            self._sent.append(_numbered(frame, frame.data.u - self._shift))
            self._send(place, fault)
            if place == self._snapshot_at:
                self._deliver(self._whole())
        self._deliver(self._whole())
        return self

    def _send(self, place: int, fault: Fault | None) -> None:
        frame = self._sent[place]
        if fault in {"drop", "drop three", "lost restart"} or self._lost:
            self._lost = 2 if fault == "drop three" else max(self._lost - 1, 0)
        elif fault == "swap":
            self._held = frame
        elif fault in {"snapshot", "restart"}:
            self._deliver(self._whole())
        else:
            self._deliver(frame)
            if fault == "duplicate":
                self._deliver(frame)
            if fault == "stale":
                self._deliver(self._sent[max(place - _STALE_BY, 0)])
        if self._held is not None and fault != "swap":
            held, self._held = self._held, None
            self._deliver(held)

    def _deliver(self, frame: BookFrame) -> None:
        steps = self.keeper.frame(frame, 0)
        if any(isinstance(step, Resync) for step in steps):
            self._snapshot_at = len(self._sent) - 1 + _SNAPSHOT_AFTER
        book = self.keeper.book
        if book.in_sync:
            self.lies += (book.bids, book.asks) != self._was.get(book.sequence)

    def _happen(self, frame: BookFrame) -> None:
        for side, changes in zip(self._now, (frame.data.b, frame.data.a), strict=True):
            side.update(changes)
            for price in [price for price, size in changes if size == "0"]:
                del side[price]
        self._was[frame.data.seq] = (dict(self._now[0]), dict(self._now[1]))
        if len(self._was) > 2 * _SNAPSHOT_AFTER:
            del self._was[next(iter(self._was))]

    def _whole(self) -> BookFrame:
        last = self._sent[-1]
        bids, asks = ([*side.items()] for side in self._now)
        data = Book(s=last.data.s, b=bids, a=asks, u=last.data.u, seq=last.data.seq)
        return BookFrame(topic=TOPIC, type="snapshot", ts=last.ts, data=data, cts=last.cts)


def _numbered(frame: BookFrame, update_id: int) -> BookFrame:
    old = frame.data
    data = Book(s=old.s, b=old.b, a=old.a, u=update_id, seq=old.seq)
    return BookFrame(topic=frame.topic, type=frame.type, ts=frame.ts, data=data, cts=frame.cts)

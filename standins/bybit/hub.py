"""The exchange hall: frames come in at one side, subscribers stand at the other.

No socket is known here. A subscriber is anything with `push`; bytes are encoded once and shared
by all who listen.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from standins.bybit.frames import CATEGORIES, SPOT, Frame
from standins.bybit.kept import KeptBook, KeptTicker
from standins.bybit.orders import Orders
from standins.bybit.wire import BookFrame, TickerFrame


class Subscriber(Protocol):
    """Someone who takes frames."""

    def push(self, payload: bytes) -> None:
        """Take a frame of a topic; must not wait."""


class Hub:
    """Who listens to what, what each topic last said, and which faults stand in between.

    Parameters
    ----------
    exists
        Whether a market (``linear``, ``spot``) has a topic.
    orders
        The faults that were ordered; none by default.
    """

    def __init__(self, exists: Callable[[str, str], bool], orders: Orders | None = None) -> None:
        self.exists = exists
        self.orders = orders or Orders(lambda: 0.0)
        self._subscribers: dict[tuple[str, str], list[Subscriber]] = {}
        self._kept: dict[str, KeptBook | KeptTicker] = {}
        self.published: Counter[str] = Counter()
        self.delivered: Counter[str] = Counter()

    def wants(self, topic: str) -> bool:
        """Whether anybody listens to a topic, in any market."""
        return any((category, topic) in self._subscribers for category in CATEGORIES)

    def join(self, subscriber: Subscriber, category: str, topics: Iterable[str]) -> None:
        """Subscribe to topics; each gives its snapshot at once, if it has one."""
        for topic in topics:
            self._subscribers.setdefault((category, topic), []).append(subscriber)
            kept = self._kept.get(topic)
            whole = kept.snapshot() if kept else None
            if whole is not None:
                subscriber.push(whole.for_market(category))
                self.delivered[topic] += 1

    def leave(self, subscriber: Subscriber, category: str, topics: Iterable[str]) -> None:
        """Unsubscribe; topics that were not subscribed are nothing to leave."""
        for topic in topics:
            standing = self._subscribers.get((category, topic), [])
            if subscriber in standing:
                standing.remove(subscriber)
            if not standing:
                self._subscribers.pop((category, topic), None)

    def publish(self, frame: Frame) -> None:
        """Keep what a frame says and hand it to everyone who listens."""
        if self.orders.quiets:
            heard = self._after_quiet(frame)
            if heard is None:
                return
            frame = heard
        self.published[frame.topic] += 1
        kept = self._keep(frame)
        book = kept if isinstance(kept, KeptBook) else None
        if book is not None and book.shift:
            frame = book.renumbered(frame)
        frames = self._through_faults(frame, book) if self.orders.road else (frame,)
        self._deliver(frame.topic, frames, kept)

    def kept_book(self, topic: str) -> KeptBook | None:
        """The book behind a topic, once it has one."""
        kept = self._kept.get(topic)
        return kept if isinstance(kept, KeptBook) else None

    def whole_book(self, topic: str) -> BookFrame | None:
        """The whole book behind an order book topic, once it has one."""
        kept = self.kept_book(topic)
        return kept.whole() if kept else None

    def ticker(self, topic: str) -> TickerFrame | None:
        """The whole ticker behind a ticker topic, once it has one."""
        kept = self._kept.get(topic)
        return kept.last if isinstance(kept, KeptTicker) else None

    def subscriptions(self) -> dict[str, int]:
        """How many listen, by ``market/topic``."""
        return {f"{where}/{what}": len(who) for (where, what), who in self._subscribers.items()}

    def _keep(self, frame: Frame) -> KeptBook | KeptTicker | None:
        kept = self._kept.get(frame.topic)
        match frame.message:
            case BookFrame() as message:
                if not isinstance(kept, KeptBook):
                    kept = self._kept[frame.topic] = KeptBook(frame.topic)
                kept.apply(message)
            case TickerFrame() as message:
                if not isinstance(kept, KeptTicker):
                    kept = self._kept[frame.topic] = KeptTicker(frame.topic)
                kept.apply(message)
            case _:
                pass
        return kept

    def _after_quiet(self, frame: Frame) -> Frame | None:
        """The frame, or None while its book is to be quiet."""
        heard: Frame | None = frame
        for quiet in self.orders.quiets:
            if heard is not None and quiet.covers(frame.topic):
                heard = quiet.hold(heard, self.kept_book(frame.topic))
        self.orders.prune(frame.ts / 1_000)
        return heard

    def _through_faults(self, frame: Frame, book: KeptBook | None) -> Sequence[Frame]:
        frames: list[Frame] = [frame]
        for fault in self.orders.road:
            if fault.covers(frame.topic):
                frames = [sent for met in frames for sent in fault.meet(met, book)]
        self.orders.prune(frame.ts / 1_000)
        return frames

    def _deliver(
        self, topic: str, frames: Sequence[Frame], kept: KeptBook | KeptTicker | None
    ) -> None:
        for category in CATEGORIES:
            listening = self._subscribers.get((category, topic))
            if not listening:
                continue
            for frame in frames:
                payload = _readable(frame, category, kept)
                for subscriber in listening:
                    subscriber.push(payload)
                self.delivered[topic] += len(listening)


def _readable(frame: Frame, category: str, kept: KeptBook | KeptTicker | None) -> bytes:
    """The bytes for a market; spot tickers know no deltas, so they get the whole ticker."""
    if category == SPOT and isinstance(kept, KeptTicker) and not frame.recorded:
        whole = kept.snapshot()
        return whole.for_market(category) if whole else frame.payload
    return frame.for_market(category)

"""The exchange hall: frames come in at one side, subscribers stand at the other.

No socket is known here. A subscriber is anything with `push`; bytes are encoded once and shared
by all who listen.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from standins.bybit.frames import SPOT, Frame
from standins.bybit.kept import KeptBook, KeptTicker
from standins.bybit.orders import Orders
from standins.bybit.wire import BookFrame, Message, TickerFrame


class Subscriber(Protocol):
    """Someone who takes frames."""

    def push(self, payload: bytes) -> None:
        """Take a frame of a topic; must not wait."""


class Recall(Protocol):
    """How a source is asked for what a topic has said (`FrameSource.whole`)."""

    def __call__(self, topic: str, *, asleep: bool) -> Message | None:
        """What brings a memory of a topic up to date."""


class Hub:
    """Who listens to what, what each topic last said, and which faults stand in between.

    Parameters
    ----------
    exists
        Whether a market (``linear``, ``spot``) has a topic.
    orders
        The faults that were ordered; none by default.
    recall
        What brings the memory of a topic up to date; for a source that remembers what it has said
        (`standins.bybit.frames.Frame.again`).
    """

    def __init__(
        self,
        exists: Callable[[str, str], bool],
        orders: Orders | None = None,
        recall: Recall | None = None,
    ) -> None:
        self.exists = exists
        self.orders = orders or Orders(lambda: 0.0)
        self._recall = recall
        self._listening: dict[str, dict[str, list[Subscriber]]] = {}
        """By topic, then by market."""
        self._kept: dict[str, KeptBook | KeptTicker] = {}
        self._outdated: set[str] = set()
        """Topics whose source has said more than was kept, and can say it again."""
        self.published: Counter[str] = Counter()
        self.delivered: Counter[str] = Counter()

    def wants(self, topic: str) -> bool:
        """Whether anybody listens to a topic, in any market, or a fault waits for its frames."""
        if topic in self._listening:
            return True
        road, quiets = self.orders.road, self.orders.quiets
        return any(one.covers(topic) for one in road) or any(one.covers(topic) for one in quiets)

    def join(self, subscriber: Subscriber, category: str, topics: Iterable[str]) -> None:
        """Subscribe to topics; each gives its snapshot at once, if it has one."""
        for topic in topics:
            kept = self._remembered(topic)
            self._listening.setdefault(topic, {}).setdefault(category, []).append(subscriber)
            whole = kept.snapshot() if kept else None
            if whole is not None:
                subscriber.push(whole.for_market(category))
                self.delivered[topic] += 1

    def leave(self, subscriber: Subscriber, category: str, topics: Iterable[str]) -> None:
        """Unsubscribe; topics that were not subscribed are nothing to leave."""
        for topic in topics:
            markets = self._listening.get(topic, {})
            standing = markets.get(category, [])
            if subscriber in standing:
                standing.remove(subscriber)
            if not standing:
                markets.pop(category, None)
            if not markets:
                self._listening.pop(topic, None)

    def settle(self) -> None:
        """Keep what was said up to now, before a fault needs the book as it was."""
        for topic in list(self._outdated):
            self._remembered(topic)

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
        kept = self._remembered(topic)
        return kept if isinstance(kept, KeptBook) else None

    def whole_book(self, topic: str) -> BookFrame | None:
        """The whole book behind an order book topic, once it has one."""
        kept = self.kept_book(topic)
        return kept.whole() if kept else None

    def ticker(self, topic: str) -> TickerFrame | None:
        """The whole ticker behind a ticker topic, once it has one."""
        kept = self._remembered(topic)
        return kept.last if isinstance(kept, KeptTicker) else None

    def subscriptions(self) -> dict[str, int]:
        """How many listen, by ``market/topic``."""
        return {
            f"{where}/{what}": len(who)
            for what, markets in self._listening.items()
            for where, who in markets.items()
        }

    def listened(self) -> bool:
        """Whether anybody listens to anything."""
        return any(self._listening.values())

    def _keep(self, frame: Frame) -> KeptBook | KeptTicker | None:
        """Keep what a frame says, or keep in mind that its source can say it again."""
        topic = frame.topic
        if frame.again and self._recall is not None:
            if not self.orders.road and not self.orders.quiets:
                self._outdated.add(topic)
                return self._kept.get(topic)
            if topic in self._outdated:
                return self._remembered(topic)
        self._take(topic, frame.message)
        return self._kept.get(topic)

    def _take(self, topic: str, message: Message | None) -> None:
        kept = self._kept.get(topic)
        match message:
            case BookFrame():
                if not isinstance(kept, KeptBook):
                    kept = self._kept[topic] = KeptBook(topic)
                kept.apply(message)
            case TickerFrame():
                if not isinstance(kept, KeptTicker):
                    kept = self._kept[topic] = KeptTicker(topic)
                kept.apply(message)
            case _:
                pass

    def _remembered(self, topic: str) -> KeptBook | KeptTicker | None:
        """What a topic has to remember, with all that its source has to say."""
        asleep = not self.wants(topic)
        if self._recall is not None and (asleep or topic in self._outdated):
            self._outdated.discard(topic)
            self._take(topic, self._recall(topic, asleep=asleep))
        return self._kept.get(topic)

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
        for category, listening in self._listening.get(topic, {}).items():
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

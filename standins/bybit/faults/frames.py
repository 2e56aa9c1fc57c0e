"""Faults that stand in the road of a topic's frames.

They meet a frame after the book has been updated: the venue knows the truth, only its clients are
told wrong.
"""

from collections import deque
from collections.abc import Sequence

import msgspec
from typing_extensions import override

from standins.bybit.faults.ordered import Ordered, covers
from standins.bybit.frames import Frame, made
from standins.bybit.kept import KeptBook
from standins.bybit.wire import TradeFrame

MS = 1_000


class FrameFault(Ordered):
    """A fault that meets the frames of a topic.

    Attributes
    ----------
    topic
        The topic; with a dot at its end a family (``orderbook.``); empty for all.
    nth
        The first frame it touches, counted from the order.
    """

    topic: str
    nth: int = 1

    @override
    def __post_init__(self) -> None:
        super().__post_init__()
        self._met = 0

    def covers(self, topic: str) -> bool:
        """Whether it means a topic."""
        return covers(self.topic, topic)

    def meet(self, frame: Frame, book: KeptBook | None) -> Sequence[Frame]:
        """What subscribers get instead of a frame."""
        self._met += 1
        if self._met < self.nth or not self.lasting(frame.ts / MS):
            return [frame]
        self.use()
        return self.instead(frame, book)

    def instead(self, frame: Frame, book: KeptBook | None) -> Sequence[Frame]:
        """What takes the place of a frame it touches."""
        raise NotImplementedError


class Drop(FrameFault, tag="drop"):
    """Lose frames: a gap in ``u``."""

    @override
    def instead(self, frame: Frame, book: KeptBook | None) -> Sequence[Frame]:
        return []


class Silence(FrameFault, tag="silence", kw_only=True):
    """Deliver nothing of a topic although the socket stays open; until it is taken back."""

    times: int | None = 0

    @override
    def instead(self, frame: Frame, book: KeptBook | None) -> Sequence[Frame]:
        return []


class Duplicate(FrameFault, tag="duplicate"):
    """Send a frame twice."""

    @override
    def instead(self, frame: Frame, book: KeptBook | None) -> Sequence[Frame]:
        return [frame, frame]


class Stale(FrameFault, tag="stale"):
    """Send an old frame again, ``behind`` frames late: ``u`` and ``seq`` go back for a moment."""

    nth: int = 4
    behind: int = 3

    @override
    def __post_init__(self) -> None:
        super().__post_init__()
        self._past: deque[Frame] = deque(maxlen=max(1, self.behind))

    @override
    def meet(self, frame: Frame, book: KeptBook | None) -> Sequence[Frame]:
        said = super().meet(frame, book)
        self._past.append(frame)
        return said

    @override
    def instead(self, frame: Frame, book: KeptBook | None) -> Sequence[Frame]:
        return [frame, self._past[0] if self._past else frame]


class Swap(FrameFault, tag="swap"):
    """Send a frame after the one that follows it."""

    @override
    def __post_init__(self) -> None:
        super().__post_init__()
        self._late: Frame | None = None

    @property
    @override
    def forgettable(self) -> bool:
        return self._late is None

    @override
    def meet(self, frame: Frame, book: KeptBook | None) -> Sequence[Frame]:
        if self._late is not None:
            late, self._late = self._late, None
            return [frame, late]
        return super().meet(frame, book)

    @override
    def instead(self, frame: Frame, book: KeptBook | None) -> Sequence[Frame]:
        self._late = frame
        return []


class Repeat(FrameFault, tag="repeat"):
    """Say the whole book again under the SAME ``u``, as depth 1 does after 3 s without change."""

    @override
    def instead(self, frame: Frame, book: KeptBook | None) -> Sequence[Frame]:
        whole = book.snapshot() if book else None
        return [frame, whole or frame]


class Resnapshot(FrameFault, tag="snapshot"):
    """Put a snapshot of the whole book in a frame's place, as Bybit does after a problem."""

    @override
    def instead(self, frame: Frame, book: KeptBook | None) -> Sequence[Frame]:
        whole = book.snapshot() if book else None
        return [whole or frame]


class Restart(FrameFault, tag="restart"):
    """Put a snapshot with ``u`` 1 in a frame's place and count on from there."""

    @override
    def instead(self, frame: Frame, book: KeptBook | None) -> Sequence[Frame]:
        if book is None or book.last is None:
            return [frame]
        book.restart()
        whole = book.snapshot()
        return [whole] if whole else []


class Garbage(FrameFault, tag="garbage"):
    """Send something that is no JSON before a frame; nothing is lost by it."""

    text: str = "upstream connect error or disconnect/reset before headers"

    @override
    def instead(self, frame: Frame, book: KeptBook | None) -> Sequence[Frame]:
        return [_as_it_is(frame, self.text.encode()), frame]


class Truncate(FrameFault, tag="truncate"):
    """Send only the first half of a frame's text: what it said is lost."""

    @override
    def instead(self, frame: Frame, book: KeptBook | None) -> Sequence[Frame]:
        return [_as_it_is(frame, frame.payload[: len(frame.payload) // 2])]


class KeyOrder(FrameFault, tag="keys"):
    """Send a frame with its keys the other way round, as no parser must mind."""

    @override
    def instead(self, frame: Frame, book: KeptBook | None) -> Sequence[Frame]:
        keys: dict[str, msgspec.Raw] = msgspec.json.decode(
            frame.payload, type=dict[str, msgspec.Raw]
        )
        return [_as_it_is(frame, msgspec.json.encode(dict(reversed(keys.items()))))]


class Split(FrameFault, tag="split"):
    """Spread the trades of one message over several of at most ``most``, with the same ``seq``."""

    most: int = 1

    @override
    def instead(self, frame: Frame, book: KeptBook | None) -> Sequence[Frame]:
        if not isinstance(frame.message, TradeFrame):
            return [frame]
        return [made(part) for part in frame.message.parts(max(1, self.most))]


def _as_it_is(frame: Frame, payload: bytes) -> Frame:
    """Bytes that go to the subscribers of every market unread."""
    return Frame(frame.topic, frame.ts, payload, None, recorded=True)

"""Faults a test can order, each a thing the venue has been seen to do.

Post one as JSON to ``/control/faults``, e.g.
``{"fault": "drop", "topic": "orderbook.50.ETHUSDT", "nth": 3}``. A fault that stands in the road
of frames meets each frame of its topic after the book has been updated (the venue knows the truth,
only the client is told wrong), and is forgotten when it is spent. To add one: a class here, its
name in `Fault`, its test.
"""

from collections.abc import Sequence

from msgspec import Struct
from typing_extensions import override

from standins.bybit.frames import Frame
from standins.bybit.kept import KeptBook


class FrameFault(Struct, tag_field="fault"):
    """A fault that stands in the road of a topic's frames."""

    topic: str

    def meet(self, frame: Frame, book: KeptBook | None) -> Sequence[Frame]:
        """What subscribers get instead of a frame."""
        raise NotImplementedError

    @property
    def spent(self) -> bool:
        """Whether it has done all it was ordered to do."""
        raise NotImplementedError


class Drop(FrameFault, tag="drop"):
    """Lose the nth frame from now on, and ``frames`` of them in a row: a gap in ``u``."""

    nth: int = 1
    frames: int = 1

    @override
    def meet(self, frame: Frame, book: KeptBook | None) -> Sequence[Frame]:
        """Nothing, for the frames to be lost."""
        del book
        if self.nth > 1:
            self.nth -= 1
            return [frame]
        self.frames -= 1
        return []

    @property
    @override
    def spent(self) -> bool:
        """Whether all have been lost."""
        return self.frames <= 0


class Duplicate(FrameFault, tag="duplicate"):
    """Send the nth frame from now twice."""

    nth: int = 1

    @override
    def meet(self, frame: Frame, book: KeptBook | None) -> Sequence[Frame]:
        """The frame, twice when it is the nth."""
        del book
        self.nth -= 1
        return [frame, frame] if self.nth == 0 else [frame]

    @property
    @override
    def spent(self) -> bool:
        """Whether the nth has passed."""
        return self.nth <= 0


class Silence(FrameFault, tag="silence"):
    """Deliver nothing of a topic although the socket stays open; for ``frames``, or for good."""

    frames: int = -1

    @override
    def meet(self, frame: Frame, book: KeptBook | None) -> Sequence[Frame]:
        """Nothing."""
        del frame, book
        self.frames -= self.frames > 0
        return []

    @property
    @override
    def spent(self) -> bool:
        """Whether the silence is over."""
        return self.frames == 0


class Resnapshot(FrameFault, tag="snapshot"):
    """Replace the next frame by a snapshot of the whole book, as Bybit does after a problem."""

    done: bool = False

    @override
    def meet(self, frame: Frame, book: KeptBook | None) -> Sequence[Frame]:
        """A snapshot that already holds the frame's changes."""
        whole = book.snapshot() if book else None
        self.done = whole is not None
        return [whole or frame]

    @property
    @override
    def spent(self) -> bool:
        """Whether it has been sent."""
        return self.done


class Restart(FrameFault, tag="restart"):
    """Replace the next frame by a snapshot with ``u`` 1 and count on from there."""

    done: bool = False

    @override
    def meet(self, frame: Frame, book: KeptBook | None) -> Sequence[Frame]:
        """A snapshot under the first id of a restarted service."""
        if book is None or book.last is None:
            return [frame]
        book.restart()
        self.done = True
        whole = book.snapshot()
        return [whole] if whole else []

    @property
    @override
    def spent(self) -> bool:
        """Whether it has been sent."""
        return self.done


class Refuse(Struct, tag_field="fault", tag="refuse"):
    """Answer ``handler not found`` to the next ``times`` subscriptions of a topic."""

    topic: str
    times: int = 1


class Close(Struct, tag_field="fault", tag="close"):
    """Cut every socket without a close frame: the client sees code 1006."""


RoadFault = Drop | Duplicate | Silence | Resnapshot | Restart
Fault = RoadFault | Refuse | Close

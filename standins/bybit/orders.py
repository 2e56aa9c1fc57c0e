"""The faults that have been ordered and are not over."""

from collections.abc import Callable
from typing import TypeVar

import msgspec

from standins.bybit.faults import FrameFault, Ordered, Quiet

Kind = TypeVar("Kind", bound=Ordered)


class Orders:
    """What shall go wrong, in the order in which it was ordered.

    Parameters
    ----------
    now_s
        The venue's own time, from any beginning.
    """

    def __init__(self, now_s: Callable[[], float]) -> None:
        self._now_s = now_s
        self._standing: list[Ordered] = []
        self.road: list[FrameFault] = []
        self.quiets: list[Quiet] = []

    @property
    def pending(self) -> list[Ordered]:
        """All of them."""
        self._forget()
        return [*self.road, *self.quiets, *self._standing]

    def add(self, fault: Ordered) -> None:
        """Let a fault stand from now on. The time of one that meets frames begins with a frame."""
        match fault:
            case FrameFault():
                self.road.append(fault)
            case Quiet():
                self.quiets.append(fault)
            case _:
                fault.lasting(self._now_s())
                self._standing.append(fault)

    def standing(self, kind: type[Kind], fits: Callable[[Kind], bool] = bool) -> Kind | None:
        """The first fault of a kind that fits and is not over; it is not used up by the look."""
        now_s = self._now_s()
        for fault in self._standing:
            if isinstance(fault, kind) and fits(fault) and fault.lasting(now_s):
                return fault
        return None

    def take(self, kind: type[Kind], fits: Callable[[Kind], bool] = bool) -> Kind | None:
        """The same, and count that it happened."""
        fault = self.standing(kind, fits)
        if fault is not None:
            fault.use()
        return fault

    def take_back(self, name: str | None = None) -> None:
        """End all faults, or those of one name; what one of them still holds is let go."""
        for fault in self.pending:
            if name in (None, name_of(fault)):
                fault.stop()
        self._forget()

    def prune(self, now_s: float) -> None:
        """Forget the faults of frames that are over at a moment of the frames' time."""
        self.road = [f for f in self.road if f.lasting(now_s) or not f.forgettable]
        self.quiets = [f for f in self.quiets if f.lasting(now_s) or not f.forgettable]

    def _forget(self) -> None:
        self.road = [f for f in self.road if not (f.over and f.forgettable)]
        self.quiets = [f for f in self.quiets if not (f.over and f.forgettable)]
        now_s = self._now_s()
        self._standing = [f for f in self._standing if f.lasting(now_s)]


def name_of(fault: Ordered) -> str:
    """A fault's name on the wire, e.g. ``drop``."""
    return str(type(fault).__struct_config__.tag)


def spelled(fault: Ordered) -> dict[str, object]:
    """A fault as it was ordered, for people to read."""
    return dict(msgspec.to_builtins(fault))

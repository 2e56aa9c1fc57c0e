"""How long a kind of stream has been away, however many of its topics have a hole."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from core.detection import DetectionId
from core.gaps import Gap
from core.outages import family_of


@dataclass(slots=True)
class Absence:
    """The open holes of one family of topics, from the first until the last of them closes.

    ``holes`` counts those that were opened, ``heard_ns`` is when another fact of the same subject
    was heard first while they were open (``Absences.lasting``), ``told`` the name under which it
    was told.
    """

    first: Gap
    open: dict[str, int] = field(default_factory=dict)
    holes: int = 0
    heard_ns: int | None = None
    told: DetectionId | None = None

    def lasted_s(self, until: Gap) -> float:
        """Seconds from the first hole to the end of the one that closes it."""
        return max(ended_ns(until) - self.first.since_ns, 0) / 1e9


class Absences:
    """The families of topics that are away, of one subject: all depths of a book are one.

    Memory: the holes that are open, of which a subject has at most one a topic.

    >>> absences = Absences()
    >>> hole = Gap(
    ...     source="bybit", subject="bybit:ETHUSDT", topic="orderbook.50.ETHUSDT", reason="",
    ...     healing="", since_ns=1, until_ns=None, seen_ns=1,
    ... )
    >>> absences.opened(hole).holes
    1
    """

    def __init__(self) -> None:
        self._of_family: dict[str, Absence] = {}

    def __bool__(self) -> bool:
        return bool(self._of_family)

    def opened(self, gap: Gap) -> Absence:
        """A hole begins: the absence it is part of. Told again, it is the same hole."""
        absence = self._of_family.setdefault(family_of(gap), Absence(gap))
        absence.holes += gap.topic not in absence.open
        absence.open.setdefault(gap.topic, gap.since_ns)
        return absence

    def of(self, gap: Gap) -> Absence | None:
        """The absence that a hole is or was part of, while it lasts."""
        return self._of_family.get(family_of(gap))

    def closed(self, gap: Gap) -> Absence | None:
        """A hole is over: the absence that is over with it, if this was the last of its holes."""
        absence = self.of(gap)
        if absence is None or absence.open.pop(gap.topic, None) is None or absence.open:
            return None
        return self._of_family.pop(family_of(gap))

    def lasting(self, seen_ns: int, longer_than_s: float) -> Iterator[Absence]:
        """Another fact was heard: those that have been away so long while others came."""
        for absence in self._of_family.values():
            if absence.heard_ns is None:
                absence.heard_ns = seen_ns
            if seen_ns - absence.heard_ns >= longer_than_s * 1e9:
                yield absence


def ended_ns(gap: Gap) -> int:
    """When a hole was over; its beginning where nobody said."""
    return gap.until_ns or gap.since_ns

"""What went wrong in the feeds lately: one line for each event and not for each topic. Pure."""

from collections.abc import Iterable, Sequence

from core.gaps import Gap
from usecases.feed_status import source_of
from usecases.status import Interruption

_APART_NS = 2 * 1_000_000_000


def interruptions(gaps: Iterable[Gap], *, limit: int) -> list[Interruption]:
    """The newest ``limit`` events, newest first.

    Holes that a lost connection tore are one event when they begin within two seconds of each
    other; any other hole is an event of its own.
    """
    events: list[list[Gap]] = []
    for gap in sorted(gaps, key=lambda gap: gap.since_ns, reverse=True):
        event = next((each for each in events if _of_one_loss(each[-1], gap)), None)
        if event is None:
            events.append([gap])
        else:
            event.append(gap)
    return [_told(each) for each in events[:limit]]


def _of_one_loss(one: Gap, other: Gap) -> bool:
    lost = "connection" in one.reason and "connection" in other.reason
    near = abs(one.since_ns - other.since_ns) <= _APART_NS
    return lost and near and source_of(one.source) == source_of(other.source)


def _told(gaps: Sequence[Gap]) -> Interruption:
    first = gaps[-1]
    ends = [gap.until_ns for gap in gaps if gap.until_ns is not None]
    return Interruption(
        source=source_of(first.source),
        topics=sorted({gap.topic for gap in gaps if gap.topic != "*"}),
        reason=first.reason,
        since_ns=first.since_ns,
        until_ns=max(ends) if len(ends) == len(gaps) else None,
    )

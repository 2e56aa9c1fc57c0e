"""Specification of what went wrong lately: events, not topics."""

from msgspec import structs

from core.gaps import Gap
from tests.contract.builders import a_gap
from tests.support.facts import NOON, SECOND
from usecases.interruptions import interruptions

LOST = "connection lost: no pong"


def hole(topic: str, since_s: int, *, reason: str = "update id 5", lasted_s: int = 1) -> Gap:
    gap = a_gap(since_s=since_s, until_s=since_s + lasted_s)
    return structs.replace(gap, topic=topic, reason=reason)


def test_a_lost_connection_is_one_event_that_ends_with_its_last_hole() -> None:
    holes = [hole("a", 10, reason=LOST), hole("b", 11, reason=LOST, lasted_s=5)]
    whole = hole("*", 11, reason="the connection broke off")

    [event] = interruptions([*holes, whole], limit=3)

    assert event.topics == ["a", "b"]
    assert (event.since_ns, event.until_ns) == (NOON + 10 * SECOND, NOON + 16 * SECOND)


def test_an_event_is_open_while_one_of_its_holes_is() -> None:
    open_ = structs.replace(hole("b", 11, reason=LOST), until_ns=None)

    [event] = interruptions([hole("a", 10, reason=LOST), open_], limit=3)

    assert event.until_ns is None


def test_other_holes_are_events_of_their_own_and_the_newest_come_first() -> None:
    holes = [hole("a", 10), hole("b", 10), hole("a", 50)]

    events = interruptions(holes, limit=2)

    assert [event.since_ns for event in events] == [NOON + 50 * SECOND, NOON + 10 * SECOND]

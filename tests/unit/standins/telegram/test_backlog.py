"""Specification of the queue of updates: what confirms them, how long they keep, what repeats."""

import pytest

from standins.telegram.backlog import DAY, LIFETIMES, UpdateQueue, pending
from standins.telegram.records.pending import Update
from standins.telegram.state import State, first_state

NOW = 1_795_230_000.0


class Stage:
    """A queue, and how often it said that updates were taken."""

    def __init__(self) -> None:
        self.told = 0
        self.state: State = first_state(bot_id=42, username="bot", name="Bot", now=NOW)
        self.queue = UpdateQueue(self.state, self._taken)

    def _taken(self) -> None:
        self.told += 1

    def comes(self, kind: str = "message", now: float = NOW) -> int:
        number = self.state.next_update_id
        self.state.next_update_id += 1
        self.state.updates.append(Update(update_id=number, kind=kind, body={}))
        self.queue.stamp(now)
        return number

    def fetch(self, offset: int = 0, limit: int = 100, now: float = NOW) -> list[int]:
        return [one.update_id for one in self.queue.fetch(offset, limit, now)]


@pytest.fixture
def stage() -> Stage:
    return Stage()


def test_an_offset_confirms_what_lies_before_it(stage: Stage) -> None:
    first, second = stage.comes(), stage.comes()

    left = stage.fetch(second)

    assert second == first + 1
    assert left == [second]
    assert stage.told == 1


def test_without_an_offset_nothing_is_confirmed(stage: Stage) -> None:
    first = stage.comes()

    assert stage.fetch() == stage.fetch() == [first]


def test_a_negative_offset_counts_from_the_end_and_forgets_the_rest(stage: Stage) -> None:
    numbers = [stage.comes() for _ in range(5)]

    assert stage.fetch(-2) == numbers[-2:]
    assert stage.fetch() == numbers[-2:]


def test_a_limit_leaves_the_rest_for_later(stage: Stage) -> None:
    numbers = [stage.comes() for _ in range(5)]

    assert stage.fetch(limit=2) == numbers[:2]
    assert stage.fetch(numbers[2], limit=2) == numbers[2:4]


def test_an_offset_far_ahead_confirms_nothing(stage: Stage) -> None:
    first = stage.comes()

    assert stage.fetch(first + 1_000_000) == [first]


@pytest.mark.parametrize(("kind", "seconds"), [("message", DAY), *LIFETIMES.items()], ids=str)
def test_an_update_is_kept_for_its_time(stage: Stage, kind: str, seconds: float) -> None:
    number = stage.comes(kind)

    assert stage.fetch(now=NOW + seconds) == [number]
    assert stage.fetch(now=NOW + seconds + 1) == []


def test_an_update_is_as_old_as_the_moment_it_came(stage: Stage) -> None:
    stage.comes(now=NOW)
    late = stage.comes(now=NOW + 3600)

    assert stage.fetch(now=NOW + DAY + 1) == [late]


def test_what_is_too_old_does_not_wait_any_more(stage: Stage) -> None:
    stage.comes("callback_query")

    assert pending(stage.state, NOW) == 1
    assert pending(stage.state, NOW + 151) == 0


def test_an_update_comes_twice_when_it_is_told_to(stage: Stage) -> None:
    first, second = stage.comes(), stage.comes()
    stage.queue.twice = 1

    again = stage.fetch(second + 1)
    after = stage.fetch(second + 1)

    assert again == [first]
    assert after == []


def test_a_webhook_is_told_twice_too(stage: Stage) -> None:
    stage.comes()
    stage.queue.twice = 1
    (update,) = stage.queue.outgoing(NOW)

    stage.queue.taken(update)
    again = stage.queue.outgoing(NOW)
    stage.queue.taken(update)

    assert again == [update]
    assert stage.queue.outgoing(NOW) == []

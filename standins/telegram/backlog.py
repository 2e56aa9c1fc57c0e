"""Updates that wait for the bot: how long they are kept, and when it has them."""

from collections.abc import Callable, Mapping
from typing import Final

from standins.telegram.records.pending import Update
from standins.telegram.state import State

DAY: Final = 86_400.0

LIFETIMES: Final[Mapping[str, float]] = {
    "callback_query": 150.0,
    "inline_query": 30.0,
    "chosen_inline_result": 600.0,
    "shipping_query": 150.0,
    "pre_checkout_query": 150.0,
}
"""Seconds an update of this kind is kept (``add_update`` in ``Client.cpp``); others a day."""

_AHEAD = 10
"""An offset further than this beyond the last number is taken for a mistake and passed over
(``TQueue::get``): nothing is confirmed by it."""


def pending(state: State, now: float) -> int:
    """How many updates wait at this moment."""
    return sum(not one.until or one.until >= now for one in state.updates)


class UpdateQueue:
    """The queue of ``getUpdates`` and of the webhook.

    Parameters
    ----------
    changed
        Called after the bot has taken updates.

    Attributes
    ----------
    twice
        So many updates will come a second time after they were taken.
    """

    def __init__(self, state: State, changed: Callable[[], None]) -> None:
        self.twice = 0
        self._state = state
        self._changed = changed
        self._again: list[Update] = []

    def stamp(self, now: float) -> None:
        """Updates that came since the last call are as old as this moment."""
        for update in reversed(self._state.updates):
            if update.until:
                return
            update.until = now + LIFETIMES.get(update.kind, DAY)

    def fetch(self, offset: int, limit: int, now: float) -> list[Update]:
        """Updates from ``offset`` on; what lies before it is confirmed by it and forgotten.

        A negative offset counts from the end of the queue and forgets the rest.
        """
        self._forget_old(now)
        queue = self._state.updates
        if offset < 0:
            self._take(queue[:offset])
        elif offset <= self._state.next_update_id + _AHEAD:
            self._take([one for one in queue if one.update_id < offset])
        again, self._again = self._again[:limit], self._again[limit:]
        return again + queue[: limit - len(again)]

    def outgoing(self, now: float) -> list[Update]:
        """What a webhook is to be told, in order."""
        self._forget_old(now)
        return [*self._again, *self._state.updates]

    def taken(self, update: Update) -> None:
        """The bot has it."""
        if update in self._again:
            self._again.remove(update)
        elif update in self._state.updates:
            self._take([update])

    def drop(self, update: Update) -> None:
        """Give up telling it."""
        if update in self._state.updates:
            self._state.updates.remove(update)

    def clear(self) -> None:
        """Begin anew: nothing waits, and nothing comes twice."""
        self._state.updates.clear()
        self._again.clear()
        self.twice = 0

    def _take(self, updates: list[Update]) -> None:
        if not updates:
            return
        repeated = updates[: self.twice]
        self.twice -= len(repeated)
        self._again += repeated
        gone = {one.update_id for one in updates}
        self._state.updates[:] = [one for one in self._state.updates if one.update_id not in gone]
        self._changed()

    def _forget_old(self, now: float) -> None:
        self.stamp(now)
        self._state.updates[:] = [one for one in self._state.updates if one.until >= now]

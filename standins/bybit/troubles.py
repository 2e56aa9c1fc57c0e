"""Faults that a scenario orders, each at its moment of the market's time."""

from collections import deque
from collections.abc import Mapping

from standins.market.scenario import Scenario, Trouble


class Troubles:
    """The faults of a scenario that have not happened yet.

    Parameters
    ----------
    scenario
        What is to happen; None for a market left to itself.
    start_ms
        From when its seconds count.
    """

    def __init__(self, scenario: Scenario | None, *, start_ms: int) -> None:
        events = scenario.venue if scenario else ()
        ordered = [event for event in events if isinstance(event, Trouble)]
        self._start_ms = start_ms
        self._waiting = deque(sorted(ordered, key=lambda event: event.at_s))

    def due(self, now_ms: int) -> list[Mapping[str, object]]:
        """Faults whose moment has come, as ``POST /control/faults`` takes them."""
        found = []
        while self._waiting and self._start_ms + self._waiting[0].at_s * 1_000 <= now_ms:
            found.append(self._waiting.popleft().fault)
        return found

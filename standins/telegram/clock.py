"""The time of the small world: the machine's clock, moved by as much as a test wishes."""

from collections.abc import Callable

from standins.telegram.state import State


class MovableClock:
    """Unix seconds. The distance to the machine's clock is part of the state and is kept.

    Parameters
    ----------
    base
        The clock to start from, in seconds.
    """

    def __init__(self, base: Callable[[], float], state: State) -> None:
        self._base = base
        self._state = state

    def now(self) -> float:
        """The present moment in the chats."""
        return self._base() + self._state.clock_offset

    def advance(self, seconds: float) -> None:
        """Move on by so many seconds (or back, when negative)."""
        self._state.clock_offset += seconds

    def set(self, moment: float) -> None:
        """Let it be this moment now; time goes on from there."""
        self._state.clock_offset = moment - self._base()

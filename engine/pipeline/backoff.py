"""How long to wait before the next try."""

from collections.abc import Callable


class Backoff:
    """Waits that double from ``first_s`` up to ``most_s``, each drawn from its upper half.

    The draw keeps a thousand clients that lost the same server from coming back in one instant.

    Parameters
    ----------
    first_s, most_s
        The first and the longest wait, in seconds.
    draw
        A source of numbers in [0, 1).
    """

    def __init__(
        self, draw: Callable[[], float], *, first_s: float = 0.25, most_s: float = 30.0
    ) -> None:
        self._draw = draw
        self._first_s = first_s
        self._most_s = most_s
        self._tries = 0

    def slower(self, *, first_s: float, most_s: float) -> "Backoff":
        """Another one with the same draw, and waits of its own."""
        return Backoff(self._draw, first_s=first_s, most_s=most_s)

    def next_s(self) -> float:
        """The next wait."""
        ceiling = min(self._first_s * 2.0**self._tries, self._most_s)
        self._tries = min(self._tries + 1, 32)
        return ceiling * (0.5 + self._draw() / 2)

    def reset(self) -> None:
        """It worked: the next failure is the first again."""
        self._tries = 0

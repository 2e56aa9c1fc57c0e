"""How fast a recording passes."""

import math
import time

from core.errors import MisconfiguredError
from core.time_units import SECOND_NS


def speed_of(text: str) -> float:
    """``max``, or how many times as fast as it happened: ``1x``, ``10``, ``0.5x``.

    Raises
    ------
    MisconfiguredError
        If it is neither.

    >>> speed_of("10x")
    10.0
    """
    if text == "max":
        return math.inf
    try:
        speed = float(text.removesuffix("x"))
    except ValueError:
        speed = 0.0
    if not 0 < speed < math.inf:
        raise MisconfiguredError(f"--speed {text}: take max, or a number above zero like 10x")
    return speed


class Pace:
    """Waits until a moment of the recording has come."""

    def __init__(self, speed: float) -> None:
        self._speed = speed
        self._first_ns: int | None = None
        self._began_s = 0.0

    def until(self, at_ns: int) -> None:
        """Come back when it is time for ``at_ns``."""
        if math.isinf(self._speed) or not at_ns:
            return
        if self._first_ns is None:
            self._first_ns, self._began_s = at_ns, time.monotonic()
        due_s = self._began_s + (at_ns - self._first_ns) / SECOND_NS / self._speed
        time.sleep(max(due_s - time.monotonic(), 0.0))

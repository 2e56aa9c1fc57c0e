"""What a value was a while ago."""

from collections import deque


class Ago:
    """A value of the last while, one for each step of time, the last of the step.

    Cost: O(1) amortised. Memory: ``2 * span_ns / step_ns`` values at most.

    Parameters
    ----------
    span_ns
        How long ago is asked for, above 0.
    step_ns
        How exactly time is told, above 0 and no longer than the span.

    >>> price = Ago(span_ns=60, step_ns=1)
    >>> for at_ns, value in ((0, 3500.0), (30, 3510.0), (70, 3520.0)):
    ...     price.take(at_ns, value)
    >>> price.then
    3500.0
    """

    __slots__ = ("_kept", "_span", "_step_ns")

    def __init__(self, *, span_ns: int, step_ns: int) -> None:
        if not 0 < step_ns <= span_ns:
            raise ValueError(f"{span_ns} ns ago in steps of {step_ns}: take 0 < step <= span")
        self._span = span_ns // step_ns
        self._step_ns = step_ns
        self._kept: deque[tuple[int, float]] = deque()

    def take(self, at_ns: int, value: float) -> None:
        """Take a value in; values come in order of time."""
        step = at_ns // self._step_ns
        if self._kept and self._kept[-1][0] == step:
            self._kept.pop()
        self._kept.append((step, value))
        self._forget(step)

    @property
    def then(self) -> float | None:
        """The value a span before the last one.

        ``None`` while nothing so old is known, and after a silence: what is older than two spans
        says nothing about then.
        """
        if not self._kept or self._kept[0][0] > self._kept[-1][0] - self._span:
            return None
        return self._kept[0][1]

    @property
    def first(self) -> float | None:
        """The oldest value that is kept, however old; ``None`` before the first."""
        return self._kept[0][1] if self._kept else None

    def _forget(self, step: int) -> None:
        kept = self._kept
        while len(kept) > 1 and kept[1][0] <= step - self._span:
            kept.popleft()
        while kept[0][0] < step - 2 * self._span:
            kept.popleft()

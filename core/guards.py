"""The part of a condition that an index can look up.

Every condition names one guard. The index finds the rules whose guard is met without looking at the
others; the condition itself then has the last word (``meets``).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AtLeast:
    """A detection of this kind whose ``number`` reaches ``minimum``.

    ``number`` is a key of ``Detection.numbers``; None means that every detection of the kind
    counts.
    """

    kind: str
    subject: str
    number: str | None = None
    minimum: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosses:
    """A move of this metric across ``level``, upwards or downwards."""

    metric: str
    subject: str
    level: float


Guard = AtLeast | Crosses

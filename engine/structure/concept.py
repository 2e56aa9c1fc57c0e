"""What a concept of Smart Money Concepts is, to the chart that reads it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Protocol, runtime_checkable

from core.detection import Detection
from engine.structure.bar import Bar
from engine.structure.options import StructureOptions
from engine.structure.recent import Recent
from engine.structure.teller import Teller
from engine.structure.zones import Zones

_NEVER = 2**63


class Alarm:
    """Wakes at a candle whose low is at or below ``below``, or its high at or above ``above``.

    On a whole chart also at one whose close reaches ``until_ns``. A new alarm wakes at no price and
    never; one with ``below = inf`` wakes at every candle.
    """

    __slots__ = ("above", "below", "until_ns")

    def __init__(self, *, below: float = -inf, above: float = inf, until_ns: int = _NEVER) -> None:
        self.below, self.above = below, above
        self.until_ns = until_ns


class Concept(Protocol):
    """One idea of a chart, read bar by bar.

    It sees closed candles once, in order, costs O(1) amortised, keeps bounded memory, and
    tells nothing before it can be known. What it tells is never rewritten: what changes later is a
    new detection whose ``of`` names the first. It holds nothing that ``pickle`` cannot store.

    Most candles mean nothing to most concepts. One of a track is read if its track has a swing
    confirmed or a break made by this candle, after a hole, and in between if it is a ``Sleeper``
    and the candle wakes it. One of a whole chart is read with every candle, or, if it is a
    ``Sleeper``, with those that wake it.
    """

    def read(self, bar: Bar) -> Sequence[Detection]:
        """What this candle forms and what it reaches."""


@runtime_checkable
class Sleeper(Concept, Protocol):
    """A concept that knows at which prices, or when, it will have something to look at.

    Being woken for nothing must do no harm.
    """

    alarm: Alarm


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a concept is made with.

    How it tells, what was chosen, its track's swing length; and of the chart the newest candles,
    the one that is read among them, and the zones that price may come back to.
    """

    teller: Teller
    options: StructureOptions
    length: int
    recent: Recent
    zones: Zones


Make = Callable[[Setting], Concept]
"""A concept's class, or what chooses one: its only argument is its setting."""

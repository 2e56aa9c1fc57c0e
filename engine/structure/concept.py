"""What a concept of Smart Money Concepts is, to the chart that reads it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from core.detection import Detection
from engine.structure.bar import Bar
from engine.structure.options import StructureOptions
from engine.structure.recent import Recent
from engine.structure.teller import Teller


class Concept(Protocol):
    """One idea of a chart, read bar by bar.

    It sees closed candles once, in order, costs O(1) amortised, keeps bounded memory, and
    tells nothing before it can be known. What it tells is never rewritten: what changes later is a
    new detection whose ``of`` names the first. It holds nothing that ``pickle`` cannot store.

    Most candles mean nothing to most concepts. So each says between which prices it sleeps: it is
    read if the candle's low is at or below ``below``, its high at or above ``above``, after a hole,
    and if its track has a swing confirmed or a break made by this candle. Being woken for nothing
    must do no harm. ``below = inf`` reads every candle, as the concepts of a whole chart do.
    """

    below: float
    above: float

    def read(self, bar: Bar) -> Sequence[Detection]:
        """What this candle forms and what it reaches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a concept is made with.

    How it tells, what was chosen, its track's swing length, and the chart's newest candles, the one
    that is read among them.
    """

    teller: Teller
    options: StructureOptions
    length: int
    recent: Recent


Make = Callable[[Setting], Concept]
"""A concept's class, whose only argument is its setting."""

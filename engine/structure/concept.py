"""What a concept of Smart Money Concepts is, to the chart that reads it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from core.detection import Detection
from engine.structure.bar import Bar
from engine.structure.options import StructureOptions
from engine.structure.teller import Teller


class Concept(Protocol):
    """One idea of a chart, read bar by bar.

    It sees every closed candle once, in order, costs O(1) amortised, keeps bounded memory, and
    tells nothing before it can be known. What it tells is never rewritten: what changes later is a
    new detection whose ``of`` names the first. It holds nothing that ``pickle`` cannot store.
    """

    def read(self, bar: Bar) -> Sequence[Detection]:
        """What this candle forms and what it reaches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a concept is made with: how it tells, what was chosen, and its track's swing length."""

    teller: Teller
    options: StructureOptions
    length: int


Make = Callable[[Setting], Concept]
"""A concept's class, whose only argument is its setting."""

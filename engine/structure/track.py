"""One track of a chart: a structure of one strength, and what is made of it."""

from collections.abc import Sequence
from math import inf

from core.detection import Detection
from engine.structure.bar import Bar
from engine.structure.concept import Concept
from engine.structure.recent import Recent


class Track:
    """Wakes those concepts of a track to which a candle means something, in their order.

    A candle between the nearest prices that any of them waits for, with no turning point to
    confirm, costs two comparisons and a look at the candle in the middle: most candles of the main
    structure, and a third of those of the internal one.
    """

    def __init__(self, concepts: Sequence[Concept], recent: Recent, length: int) -> None:
        self._concepts = concepts
        self._recent = recent
        self._length = length
        # Until they were read once, all of them are awake.
        self._below, self._above = inf, -inf

    def read(self, bar: Bar, found: list[Detection]) -> None:
        """Add what this candle forms and reaches."""
        low, high = bar.low, bar.high
        everyone = self._recent.turns(self._length) or bar.after_hole
        if not everyone and low > self._below and high < self._above:
            return
        bar.forget_turns()
        for concept in self._concepts:
            if everyone or low <= concept.below or high >= concept.above:
                told = concept.read(bar)
                if told:
                    found += told
                    if bar.breaks:
                        everyone = True
        self._below = max([concept.below for concept in self._concepts])
        self._above = min([concept.above for concept in self._concepts])

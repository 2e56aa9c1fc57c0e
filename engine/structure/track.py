"""One track of a chart: a structure of one strength, and what is made of it."""

from collections.abc import Sequence
from math import inf

from core.detection import Detection
from engine.structure.bar import Bar
from engine.structure.concept import Concept, Sleeper
from engine.structure.recent import Recent


class Track:
    """Wakes those concepts of a track to which a candle means something, in their order.

    A turning point, a break or a hole means something to all of them, any other candle at most to
    the sleepers, whose prices it may reach. A candle between the nearest prices that any of them
    waits for costs two comparisons and a look at the candle in the middle: most candles of the main
    structure, and a third of those of the internal one.
    """

    def __init__(self, concepts: Sequence[Concept], recent: Recent, length: int) -> None:
        self._concepts = concepts
        self._sleepers = [
            (concept.alarm, concept, place)
            for place, concept in enumerate(concepts)
            if isinstance(concept, Sleeper)
        ]
        self._bars = recent.bars
        self._place, self._reach = -1 - length, 2 * length
        # Until they were read once, all of them are awake.
        self._below, self._above = inf, -inf

    def read(self, bar: Bar, found: list[Detection]) -> None:
        """Add what this candle forms and reaches."""
        # The candle that has just got as many after it as it needs, and the first one before it.
        turn, oldest = self._bars[self._place], bar.index - self._reach
        if turn.high_rival < oldest or turn.low_rival < oldest or bar.after_hole:
            bar.swings = bar.breaks = ()
            self._wake_all(0, bar, found)
        elif bar.low <= self._below or bar.high >= self._above:
            bar.swings = bar.breaks = ()
            self._wake_some(bar, found)
        else:
            return
        below, above = -inf, inf
        # Written out: most candles wake someone, and calls would cost three times as much.
        for alarm, _concept, _place in self._sleepers:
            if alarm.below > below:  # noqa: PLR1730  see above
                below = alarm.below
            if alarm.above < above:  # noqa: PLR1730  see above
                above = alarm.above
        self._below, self._above = below, above

    def _wake_all(self, first: int, bar: Bar, found: list[Detection]) -> None:
        for concept in self._concepts[first:]:
            if told := concept.read(bar):
                found += told

    def _wake_some(self, bar: Bar, found: list[Detection]) -> None:
        low, high = bar.low, bar.high
        for alarm, concept, place in self._sleepers:
            if (low <= alarm.below or high >= alarm.above) and (told := concept.read(bar)):
                found += told
                if bar.breaks:
                    self._wake_all(place + 1, bar, found)
                    return

"""Rules by a threshold, found without looking at the others."""

from bisect import bisect_left, bisect_right

from core.alerts import RuleId


class Levels:
    """Thresholds in ascending order with the rules that have them.

    Looking up costs O(log n) and the length of the answer; adding and removing moves memory, O(n).

    """

    def __init__(self) -> None:
        self._levels: list[float] = []
        self._rules: list[RuleId] = []

    def __len__(self) -> int:
        return len(self._rules)

    def add(self, level: float, rule: RuleId) -> None:
        """List a rule; rules of one level stay in the order of their ids."""
        start = bisect_left(self._levels, level)
        end = bisect_right(self._levels, level)
        place = bisect_left(self._rules, rule, start, end)
        self._levels.insert(place, level)
        self._rules.insert(place, rule)

    def remove(self, level: float, rule: RuleId) -> None:
        """Take a rule out that ``add`` listed at this level."""
        start = bisect_left(self._levels, level)
        place = self._rules.index(rule, start)
        del self._levels[place], self._rules[place]

    def reached(self, value: float) -> list[RuleId]:
        """The rules whose threshold is at most ``value``."""
        return self._rules[: bisect_right(self._levels, value)]

    def crossed(self, before: float, after: float) -> list[tuple[float, RuleId]]:
        """The levels from ``before`` (not counted) to ``after`` (counted), in that order."""
        if after > before:
            start, end = bisect_right(self._levels, before), bisect_right(self._levels, after)
            places = list(range(start, end))
        else:
            start, end = bisect_left(self._levels, after), bisect_left(self._levels, before)
            places = list(range(end - 1, start - 1, -1))
        return [(self._levels[place], self._rules[place]) for place in places]

"""Which rules does a detection, or a move of a metric, meet: an index, not a loop."""

from engine.matching.index import RuleIndex

__all__ = ["RuleIndex"]

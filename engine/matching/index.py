"""The index over all active rules."""

from collections.abc import Iterable

from core.alerts import Rule, RuleId
from core.detection import Detection, Direction, Move, detection_id
from core.guards import AtLeast, Crosses, Guard
from engine.matching.levels import Levels

_Key = tuple[str, ...]


class RuleIndex:
    """All active rules by what they wait for.

    The cost of a look-up grows with the number of rules that are met, not with the number that
    exist. Rules come in as they change; an older version than the known one changes nothing.
    """

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        self._rules: dict[RuleId, Rule] = {}
        self._levels: dict[_Key, Levels] = {}
        for rule in rules:
            self.put(rule)

    def __len__(self) -> int:
        return len(self._rules)

    def put(self, rule: Rule) -> None:
        """Take in a new or changed rule; a paused or removed one leaves."""
        known = self._rules.get(rule.id)
        if known is not None:
            if rule.version < known.version:
                return
            self._leave(known)
        if rule.active:
            self._rules[rule.id] = rule
            key, level = _place(rule.condition.guard())
            self._levels.setdefault(key, Levels()).add(level, rule.id)

    def met_by(self, detection: Detection) -> list[Rule]:
        """The rules that a detection meets, in the order of their thresholds."""
        met: list[RuleId] = []
        for number, value in (("", 0.0), *detection.numbers.items()):
            levels = self._levels.get((detection.kind, detection.subject, number))
            if levels is not None:
                met += levels.reached(value)
        rules = (self._rules[rule] for rule in met)
        return [rule for rule in rules if rule.condition.meets(detection)]

    def crossed_by(self, move: Move) -> list[tuple[Rule, Detection]]:
        """The rules whose level a move crosses, each with the detection that says so."""
        levels = self._levels.get((move.metric, move.subject))
        if levels is None:
            return []
        found = []
        for level, rule_id in levels.crossed(move.before, move.after):
            rule, crossing = self._rules[rule_id], _crossing(move, level)
            if rule.condition.meets(crossing):
                found.append((rule, crossing))
        return found

    def _leave(self, rule: Rule) -> None:
        key, level = _place(rule.condition.guard())
        levels = self._levels[key]
        levels.remove(level, rule.id)
        if not len(levels):
            del self._levels[key]
        del self._rules[rule.id]


def _place(guard: Guard) -> tuple[_Key, float]:
    match guard:
        case AtLeast():
            return (guard.kind, guard.subject, guard.number or ""), guard.minimum
        case Crosses():
            return (guard.metric, guard.subject), guard.level


def _crossing(move: Move, level: float) -> Detection:
    side: Direction = "bullish" if move.after > move.before else "bearish"
    kind = f"{move.metric}_crossed"
    return Detection(
        id=detection_id(kind, move.subject, level, side, move.cause),
        kind=kind,
        subject=move.subject,
        formed_ns=move.at_ns,
        known_ns=move.at_ns,
        seen_ns=move.seen_ns,
        late_ns=move.late_ns,
        side=side,
        level=level,
        numbers={"before": move.before, "after": move.after, "level": level},
    )

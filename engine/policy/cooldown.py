"""Quiet time after an alert."""

from core.alerts import Rule, RuleState, Verdict
from core.detection import Detection
from core.time_units import SECOND_NS


def cooldown(rule: Rule, state: RuleState, detection: Detection) -> Verdict | None:
    """Hold what comes within the rule's cooldown after its last alert, in the events' own time.

    An event of before that alert (another stream, read later) is not held: its own time was quiet.
    """
    if state.last_owed_ns is None or rule.budget.cooldown_s == 0:
        return None
    until_ns = state.last_owed_ns + rule.budget.cooldown_s * SECOND_NS
    if state.last_owed_ns <= detection.known_ns < until_ns:
        return Verdict(reason="cooldown", until_ns=until_ns)
    return None

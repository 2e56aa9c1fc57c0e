"""What happened before anybody asked for it."""

from core.alerts import Rule, RuleState, Verdict
from core.detection import Detection


def before_rule(rule: Rule, state: RuleState, detection: Detection) -> Verdict | None:
    """Hold what was read from history and had happened when the rule was not there yet.

    Both clocks must say so, the event's own and ours: a recording happens when it is played, and a
    test chain may count years in a minute.
    """
    del state
    happened_ns = max(detection.known_ns, detection.seen_ns - detection.late_ns)
    early = detection.late_ns > 0 and happened_ns < rule.created_ns
    return Verdict(reason="before the rule") if early else None

"""What happened before anybody asked for it."""

from core.alerts import Rule, RuleState, Verdict
from core.detection import Detection


def before_rule(rule: Rule, state: RuleState, detection: Detection) -> Verdict | None:
    """Hold what was read from history and had happened when the rule was not there yet.

    A recording is no history: it is late by its own time, and happens when it is played.
    """
    del state
    happened_ns = detection.seen_ns - detection.late_ns
    early = detection.late_ns > 0 and happened_ns < rule.created_ns
    return Verdict(reason="before the rule") if early else None

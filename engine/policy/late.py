"""News that is no news any more."""

from core.alerts import Rule, RuleState, Verdict
from core.detection import Detection

# A quarter of an hour: after a short outage everything is still told; what a first start reads from
# the venue's history is not.
_LATEST_NS = 15 * 60 * 1_000_000_000


def late(rule: Rule, state: RuleState, detection: Detection) -> Verdict | None:
    """Hold what the source itself had known for more than 15 minutes before it was read here."""
    del rule, state
    return Verdict(reason="late") if detection.late_ns > _LATEST_NS else None

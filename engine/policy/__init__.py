"""When a due notice is not sent, and why: one function a file, and this list.

A policy answers None when it has nothing against the notice. The first one that objects decides, so
the order of the list is the order of importance.
"""

from collections.abc import Callable

from core.alerts import Rule, RuleState, Verdict
from core.detection import Detection
from engine.policy.before_rule import before_rule
from engine.policy.cooldown import cooldown
from engine.policy.late import late

Policy = Callable[[Rule, RuleState, Detection], Verdict | None]

POLICIES: tuple[Policy, ...] = (late, before_rule, cooldown)

_OWED = Verdict()


def judge(rule: Rule, state: RuleState, detection: Detection) -> Verdict:
    """Whether the notice is owed, or which policy holds it."""
    for policy in POLICIES:
        verdict = policy(rule, state, detection)
        if verdict is not None:
            return verdict
    return _OWED

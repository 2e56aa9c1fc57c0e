"""Specification of when a due notice is not sent, and why."""

from core.alerts import RuleId, RuleState, Verdict
from core.detection import Detection
from engine.detectors.whale_transfer import WhaleTransfers
from engine.policy import judge
from tests.support.facts import NOON, SECOND, a_transfer
from tests.support.rules import a_rule, transfers_over


def a_whale(*, at_s: float = 0, late_s: float = 0) -> Detection:
    (found,) = WhaleTransfers().update(a_transfer(at_s=at_s, late_s=late_s))
    assert isinstance(found, Detection)
    return found


def judged(cooldown_s: int, *, last_s: float | None, at_s: float = 0, late_s: float = 0) -> Verdict:
    rule = a_rule(transfers_over(100), cooldown_s=cooldown_s)
    last_ns = None if last_s is None else NOON + int(last_s * SECOND)
    state = RuleState(rule_id=RuleId(1), last_owed_ns=last_ns)
    return judge(rule, state, a_whale(at_s=at_s, late_s=late_s))


def test_a_first_alert_is_owed() -> None:
    assert judged(300, last_s=None).owed


def test_an_event_within_the_cooldown_is_held_with_the_reason_and_its_end() -> None:
    verdict = judged(300, last_s=0, at_s=299)

    assert verdict == Verdict(reason="cooldown", until_ns=NOON + 300 * SECOND)


def test_the_cooldown_ends_when_it_is_over() -> None:
    assert judged(300, last_s=0, at_s=300).owed


def test_without_a_cooldown_every_event_is_told() -> None:
    assert judged(0, last_s=0, at_s=0).owed


def test_an_event_of_before_the_last_alert_is_not_held() -> None:
    assert judged(300, last_s=100, at_s=50).owed


def test_what_was_read_from_history_long_after_is_held_as_late() -> None:
    assert judged(0, last_s=None, late_s=901).reason == "late"


def test_what_was_missed_for_a_few_minutes_is_still_told() -> None:
    assert judged(0, last_s=None, late_s=600).owed


def test_what_had_happened_before_the_rule_was_made_is_not_told() -> None:
    found = a_whale(late_s=120)
    happened_ns = found.known_ns
    younger = a_rule(transfers_over(100), created_ns=happened_ns + 1)
    older = a_rule(transfers_over(100), created_ns=happened_ns)
    fresh = RuleState(rule_id=RuleId(1))

    assert judge(younger, fresh, found).reason == "before the rule"
    assert judge(older, fresh, found).owed


def test_what_is_late_by_a_clock_that_runs_ahead_of_ours_is_told() -> None:
    found = a_whale(late_s=120)
    rule = a_rule(transfers_over(100), created_ns=found.known_ns - SECOND)

    assert judge(rule, RuleState(rule_id=RuleId(1)), found).owed


def test_a_recording_of_long_ago_is_told_to_a_rule_of_today() -> None:
    today = a_rule(transfers_over(100), created_ns=NOON + 10**18)

    assert judge(today, RuleState(rule_id=RuleId(1)), a_whale()).owed

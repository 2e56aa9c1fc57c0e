"""Rules, what they owe to whom, and why something was not sent."""

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Literal, NewType

from core.conditions import Condition
from core.detection import Detection, DetectionId
from core.preferences import NOTHING_CHOSEN, Preferences

UserId = NewType("UserId", int)
TargetId = NewType("TargetId", int)
RuleId = NewType("RuleId", int)
NoticeId = NewType("NoticeId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person, known by their Telegram account. ``language`` is a Telegram language code."""

    id: UserId
    telegram_id: int
    name: str
    language: str
    preferences: Preferences = NOTHING_CHOSEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where alerts go: a Telegram chat, perhaps one topic of it.

    A target dies when Telegram says that nothing will ever arrive there (blocked, kicked, deleted);
    ``dead_reason`` keeps its words. It lives again when the chat comes back.
    """

    id: TargetId
    owner: UserId
    chat_id: int
    thread_id: int | None = None
    dead_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoiseBudget:
    """How often a rule may speak.

    ``cooldown_s`` is the quiet time after an alert, in seconds of the events' own time; 0 means
    that every event is told.
    """

    cooldown_s: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a user asked for and where to tell it.

    ``version`` is the position in the stream of all rule changes: a later change has a larger one.
    A removed rule stays as a row, because notices name it.
    """

    id: RuleId
    owner: UserId
    condition: Condition
    targets: tuple[TargetId, ...]
    budget: NoiseBudget = field(default_factory=NoiseBudget)
    created_ns: int = 0
    paused: bool = False
    removed: bool = False
    version: int = 0

    @property
    def active(self) -> bool:
        """Whether the rule is matched at all."""
        return not self.paused and not self.removed


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleState:
    """What a rule remembers between alerts. Times are those of the events (``known_ns``)."""

    rule_id: RuleId
    last_owed_ns: int | None = None
    owed: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the policies say of one detection for one rule: owed, or held with a reason.

    ``reason`` is a short name that is stored, counted and shown (``cooldown``); ``until_ns`` says
    when the reason ends, where that is known.
    """

    reason: str | None = None
    until_ns: int | None = None

    @property
    def owed(self) -> bool:
        """Whether the notice is to be sent."""
        return self.reason is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A detection that met a rule, for one target, and what was decided about it."""

    id: NoticeId
    rule_id: RuleId
    detection: Detection
    target_id: TargetId
    verdict: Verdict


def notice_id(rule: RuleId, detection: DetectionId, target: TargetId) -> NoticeId:
    """The name of a notice, the same however often it is worked out: 16 hex digits.

    >>> notice_id(RuleId(1), DetectionId("ec0c03f2566d6e75ef34"), TargetId(2))
    'a6d1974a3a22db9b'
    """
    return NoticeId(blake2b(f"{rule}|{detection}|{target}".encode(), digest_size=8).hexdigest())


Outcome = Literal["sent", "retry", "unknown", "dead"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One row of the outbox that its claimer must pay now.

    ``attempt`` counts from 1. ``repeated`` says that an earlier attempt ended without an answer, so
    that the message may already be in the chat. ``language`` and ``preferences`` are the owner's.
    """

    notice_id: NoticeId
    rule: Rule
    detection: Detection
    target: Target
    language: str
    attempt: int
    repeated: bool
    preferences: Preferences = NOTHING_CHOSEN

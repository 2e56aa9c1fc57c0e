"""People, the chats they are reached in, and what they asked for."""

from collections.abc import Sequence
from typing import Protocol

from core.alerts import NoiseBudget, Rule, RuleId, RuleState, Target, TargetId, User, UserId
from core.conditions import Condition
from core.preferences import Preferences


class Users(Protocol):
    """People and the chats they are reached in."""

    async def register(self, *, telegram_id: int, name: str, language: str) -> tuple[User, Target]:
        """The user of a Telegram account and their private chat, made on first sight.

        Name and language follow the account; what they prefer stays. A dead private chat lives
        again.
        """

    async def by_telegram(self, telegram_id: int) -> User | None:
        """The user of a Telegram account, if they ever pressed Start."""

    async def prefer(self, user: UserId, preferences: Preferences) -> None:
        """From now on this is what the user prefers, in place of all before."""

    async def mark_dead(self, target: TargetId, reason: str) -> None:
        """Nothing can arrive at this target until it is revived."""

    async def revive(self, chat_id: int) -> None:
        """The chat is back: its targets live again."""

    async def migrate(self, old_chat: int, new_chat: int) -> None:
        """A group became a supergroup: every target of the old chat now names the new one."""


class Rules(Protocol):
    """What users asked for."""

    async def add(
        self,
        *,
        owner: UserId,
        condition: Condition,
        targets: Sequence[TargetId],
        budget: NoiseBudget,
        now_ns: int,
    ) -> Rule:
        """Store a new rule."""

    async def of_owner(self, owner: UserId) -> list[Rule]:
        """The rules a user has, oldest first, without the removed ones."""

    async def set_paused(self, owner: UserId, rule: RuleId, *, paused: bool) -> Rule | None:
        """Pause or resume; None when the user has no such rule."""

    async def set_budget(self, owner: UserId, rule: RuleId, budget: NoiseBudget) -> Rule | None:
        """Change how often a rule may speak; None when the user has no such rule."""

    async def remove(self, owner: UserId, rule: RuleId) -> Rule | None:
        """Remove a rule; None when the user has no such rule."""

    async def changed(self, wait_s: float) -> None:
        """Come back when a rule may have changed, or after ``wait_s``."""

    async def changed_since(self, version: int) -> list[Rule]:
        """Every rule whose version is larger, removed ones included, in order of version."""

    async def states(self, rules: Sequence[RuleId]) -> dict[RuleId, RuleState]:
        """What the rules remember; rules that never met anything are missing."""

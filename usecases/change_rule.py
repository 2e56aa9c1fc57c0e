"""A person changes a rule of theirs."""

from dataclasses import dataclass

from core.alerts import NoiseBudget, Rule, RuleId
from core.errors import RefusedError
from core.ports import Rules
from usecases.register_user import Person

LONGEST_COOLDOWN_S = 7 * 86_400


@dataclass(frozen=True, slots=True)
class Pause:
    """Say nothing until resumed."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Speak again."""


@dataclass(frozen=True, slots=True)
class Remove:
    """Forget the rule; its past alerts stay."""


@dataclass(frozen=True, slots=True)
class Cooldown:
    """Speak at most once in ``seconds``; 0 tells every event."""

    seconds: int


Change = Pause | Resume | Remove | Cooldown


class ChangeRule:
    """Changes a rule, if it is the person's own. Doing a thing twice is no error."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules

    async def __call__(self, person: Person, rule: RuleId, change: Change) -> Rule:
        """The rule as it is now.

        Raises
        ------
        RefusedError
            If the person has no such rule (any more), or the cooldown is longer than a week.
        """
        changed = await self._apply(person, rule, change)
        if changed is None:
            raise RefusedError("refused-no-rule", rule=str(rule))
        return changed

    async def _apply(self, person: Person, rule: RuleId, change: Change) -> Rule | None:
        owner = person.user.id
        match change:
            case Pause():
                return await self._rules.set_paused(owner, rule, paused=True)
            case Resume():
                return await self._rules.set_paused(owner, rule, paused=False)
            case Remove():
                return await self._rules.remove(owner, rule)
            case Cooldown(seconds):
                if not 0 <= seconds <= LONGEST_COOLDOWN_S:
                    raise RefusedError("refused-cooldown")
                return await self._rules.set_budget(owner, rule, NoiseBudget(cooldown_s=seconds))

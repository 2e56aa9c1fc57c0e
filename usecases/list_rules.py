"""A person looks at what they asked for."""

from dataclasses import dataclass

from core.alerts import Rule, RuleId, RuleState
from core.errors import RefusedError
from core.ports import Rules
from usecases.register_user import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRecord:
    """A rule and what it did so far; ``state`` has zeros where it never met anything."""

    rule: Rule
    state: RuleState


class ListRules:
    """The rules of a person with their record, oldest first."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules

    async def __call__(self, person: Person) -> list[RuleRecord]:
        """All rules that were not removed."""
        mine = await self._rules.of_owner(person.user.id)
        states = await self._rules.states([rule.id for rule in mine])
        return [
            RuleRecord(rule=rule, state=states.get(rule.id, RuleState(rule_id=rule.id)))
            for rule in mine
        ]

    async def one(self, person: Person, rule: RuleId) -> RuleRecord:
        """One rule of a person.

        Raises
        ------
        RefusedError
            If the person has no such rule (any more).
        """
        for record in await self(person):
            if record.rule.id == rule:
                return record
        raise RefusedError("refused-no-rule", rule=str(rule))

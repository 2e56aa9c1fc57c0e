"""What users asked for, in memory."""

from collections.abc import Sequence
from dataclasses import replace

from core.alerts import NoiseBudget, Rule, RuleId, RuleState, TargetId, UserId
from core.conditions import Condition
from core.errors import RefusedError
from db.memory.tables import Tables


class MemoryRules:
    """``Rules`` over dictionaries."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def add(
        self,
        *,
        owner: UserId,
        condition: Condition,
        targets: Sequence[TargetId],
        budget: NoiseBudget,
        now_ns: int,
    ) -> Rule:
        own = {target.id for target in self._tables.targets.values() if target.owner == owner}
        if not own.issuperset(targets):
            raise RefusedError("refused-unknown-target")
        rule = Rule(
            id=RuleId(len(self._tables.rules) + 1),
            owner=owner,
            condition=condition,
            targets=tuple(targets),
            budget=budget,
            created_ns=now_ns,
        )
        return self._keep(rule)

    async def of_owner(self, owner: UserId) -> list[Rule]:
        rules = self._tables.rules.values()
        return [rule for rule in rules if rule.owner == owner and not rule.removed]

    async def set_paused(self, owner: UserId, rule: RuleId, *, paused: bool) -> Rule | None:
        known = self._living(owner, rule)
        return known and self._keep(replace(known, paused=paused))

    async def set_budget(self, owner: UserId, rule: RuleId, budget: NoiseBudget) -> Rule | None:
        known = self._living(owner, rule)
        return known and self._keep(replace(known, budget=budget))

    async def remove(self, owner: UserId, rule: RuleId) -> Rule | None:
        known = self._living(owner, rule)
        return known and self._keep(replace(known, removed=True))

    async def changed(self, wait_s: float) -> None:
        await self._tables.rules_bell.wait(wait_s)

    async def changed_since(self, version: int) -> list[Rule]:
        newer = [rule for rule in self._tables.rules.values() if rule.version > version]
        return sorted(newer, key=lambda rule: rule.version)

    async def states(self, rules: Sequence[RuleId]) -> dict[RuleId, RuleState]:
        states = self._tables.states
        return {rule: states[rule] for rule in rules if rule in states}

    def _living(self, owner: UserId, rule: RuleId) -> Rule | None:
        known = self._tables.rules.get(rule)
        return known if known and known.owner == owner and not known.removed else None

    def _keep(self, rule: Rule) -> Rule:
        self._tables.rules_version += 1
        kept = replace(rule, version=self._tables.rules_version)
        self._tables.rules[rule.id] = kept
        self._tables.rules_bell.ring()
        return kept

"""What users asked for, in Postgres."""

from collections.abc import Sequence

from core.alerts import NoiseBudget, Rule, RuleId, RuleState, TargetId, UserId
from core.conditions import Condition
from core.errors import RefusedError
from db import rows
from db.database import Database

# A trigger numbers every change and announces it (db/migrations/*_rules.sql).
_ADD = """
insert into rules (owner_id, condition, target_ids, budget, created_ns)
select $1, $2::jsonb, $3::bigint[], $4::jsonb, $5
where not exists (
  select from unnest($3::bigint[]) as wanted(id)
  where not exists (select from targets t where t.id = wanted.id and t.owner_id = $1)
)
returning *
"""
_PAUSE = """
update rules set paused = $3 where owner_id = $1 and id = $2 and not removed returning *
"""
_BUDGET = """
update rules set budget = $3::jsonb where owner_id = $1 and id = $2 and not removed returning *
"""
_REMOVE = """
update rules set removed = true where owner_id = $1 and id = $2 and not removed returning *
"""
_OF_OWNER = "select * from rules where owner_id = $1 and not removed order by id"
_SINCE = "select * from rules where version > $1 order by version"


class PostgresRules:
    """``Rules`` over the tables ``rules`` and ``rule_state``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self,
        *,
        owner: UserId,
        condition: Condition,
        targets: Sequence[TargetId],
        budget: NoiseBudget,
        now_ns: int,
    ) -> Rule:
        row = await self._database.row(
            _ADD,
            owner,
            rows.condition_json(condition),
            list(targets),
            rows.budget_json(budget),
            now_ns,
        )
        if row is None:
            raise RefusedError("refused-unknown-target")
        return rows.rule(row)

    async def of_owner(self, owner: UserId) -> list[Rule]:
        return rows.readable_rules(await self._database.rows(_OF_OWNER, owner))

    async def set_paused(self, owner: UserId, rule: RuleId, *, paused: bool) -> Rule | None:
        return await self._change(_PAUSE, owner, rule, paused)

    async def set_budget(self, owner: UserId, rule: RuleId, budget: NoiseBudget) -> Rule | None:
        return await self._change(_BUDGET, owner, rule, rows.budget_json(budget))

    async def remove(self, owner: UserId, rule: RuleId) -> Rule | None:
        return await self._change(_REMOVE, owner, rule)

    async def changed(self, wait_s: float) -> None:
        await self._database.rules_changed(wait_s)

    async def changed_since(self, version: int) -> list[Rule]:
        return rows.readable_rules(await self._database.rows(_SINCE, version))

    async def states(self, rules: Sequence[RuleId]) -> dict[RuleId, RuleState]:
        query = "select * from rule_state where rule_id = any($1::bigint[])"
        states = [
            RuleState(
                rule_id=RuleId(row["rule_id"]),
                last_owed_ns=row["last_owed_ns"],
                owed=row["owed"],
                held=row["held"],
            )
            for row in await self._database.rows(query, list(rules))
        ]
        return {state.rule_id: state for state in states}

    async def _change(self, query: str, *args: object) -> Rule | None:
        row = await self._database.row(query, *args)
        return rows.rule(row) if row else None

"""Detections, notices and rule states of a batch into their tables."""

from collections.abc import Sequence

from core.alerts import Notice, RuleState
from core.detection import Detection
from core.ports import Effects
from db.driver import Connection
from db.rows import detection_json
from db.text import storable_detection

_DETECTIONS = """
insert into detections (id, kind, subject, known_ns, body)
select * from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::jsonb[])
on conflict do nothing
"""

# Only a notice that is new here gets a row in the outbox. Rules and targets that were deleted
# meanwhile, with their owner, are left out. The share lock makes a target's death wait for us, or
# us for it; then the row is parked, as all others of that target are.
_OWE = """
with given as (
  select * from unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[], $5::text[],
    $6::bigint[]) with ordinality
    as g(id, rule_id, detection_id, target_id, reason, until_ns, place)
), addressed as (
  select g.*, t.chat_id, t.dead_reason is not null as dead
  from given g
  join rules r on r.id = g.rule_id
  join targets t on t.id = g.target_id
  for share of t
), new as (
  insert into notices (id, rule_id, detection_id, target_id, reason, until_ns, created_ns)
  select id, rule_id, detection_id, target_id, reason, until_ns,
    (extract(epoch from clock_timestamp()) * 1000000)::bigint * 1000
  from addressed order by place
  on conflict do nothing
  returning id
)
insert into outbox (notice_id, target_id, chat_id, state)
select a.id, a.target_id, a.chat_id, case when a.dead then 'parked' else 'pending' end
from addressed a join new using (id)
where a.reason is null
order by a.place
"""

_STATES = """
insert into rule_state (rule_id, last_owed_ns, owed, held)
select g.* from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[])
  as g(rule_id, last_owed_ns, owed, held)
join rules r on r.id = g.rule_id
on conflict (rule_id) do update
set last_owed_ns = excluded.last_owed_ns, owed = excluded.owed, held = excluded.held
"""


async def put_alerts(session: Connection, effects: Effects) -> None:
    """What a batch found, what that means for whom, and what the rules remember of it."""
    found = [*effects.detections, *(notice.detection for notice in effects.notices)]
    await _put_detections(session, found)
    await _owe(session, effects.notices)
    await _put_states(session, effects.states)


async def _put_detections(session: Connection, found: Sequence[Detection]) -> None:
    rows = [
        (each.id, each.kind, each.subject, each.known_ns, detection_json(each))
        for each in map(storable_detection, {each.id: each for each in found}.values())
    ]
    if rows:
        await session.execute(_DETECTIONS, *zip(*rows, strict=True))


async def _owe(session: Connection, notices: Sequence[Notice]) -> None:
    rows = [
        (
            each.id,
            each.rule_id,
            each.detection.id,
            each.target_id,
            each.verdict.reason,
            each.verdict.until_ns,
        )
        for each in {notice.id: notice for notice in notices}.values()
    ]
    if rows:
        await session.execute(_OWE, *zip(*rows, strict=True))


async def _put_states(session: Connection, states: Sequence[RuleState]) -> None:
    latest = {state.rule_id: state for state in states}.values()
    rows = [(each.rule_id, each.last_owed_ns, each.owed, each.held) for each in latest]
    if rows:
        await session.execute(_STATES, *zip(*rows, strict=True))

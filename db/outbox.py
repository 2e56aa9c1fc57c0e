"""The outbox, in Postgres. Leases run on the clock of the database, which all owners share."""

import logging
from datetime import timedelta

from core.alerts import Due, NoticeId, Outcome
from core.errors import BrokenInputError
from db import rows
from db.database import Database
from db.driver import Row
from db.errors import TakenError
from db.text import storable

log = logging.getLogger(__name__)

# A queue is empty when statistics are taken and full when they matter, so the planner's guesses are
# always wrong. All claims need is a walk along an index.
_ALONG_INDEXES = """
set local enable_seqscan = off;
set local enable_bitmapscan = off;
set local enable_hashjoin = off;
set local enable_mergejoin = off;
"""
_END_LEASES = """
with ended as (
  update outbox o
  set state = case when t.dead_reason is null then 'pending' else 'parked' end,
    chat_id = t.chat_id, repeated = o.repeated or o.sending, due_at = clock_timestamp(),
    lease_owner = null, lease_until = null
  from targets t
  where t.id = o.target_id and o.state = 'leased' and o.lease_until <= clock_timestamp()
  returning o.notice_id, o.attempt, o.sending
)
update attempts a
set outcome = case when e.sending then 'unknown' else 'retry' end,
  reason = 'the lease ran out', at = clock_timestamp()
from ended e where a.notice_id = e.notice_id and a.number = e.attempt
"""

# A row may go when it is the oldest of its chat and the chat has no lease running. Two ways to find
# such rows, because neither is quick always: along the front of the queue, which is quick unless a
# few chats with a long backlog fill it; and by jumping from chat to chat along an index, which is
# quick unless very many chats have something waiting.
_FRONT = """
with chosen as (
  select o.notice_id from outbox o
  where o.notice_id = any (array(
    select f.notice_id
    from (
      select notice_id, chat_id, seq, state, due_at from outbox
      where state in ('pending', 'leased') order by seq limit $4
    ) f
    where f.state = 'pending' and f.due_at <= clock_timestamp()
      and not exists (
        select from outbox e
        where e.chat_id = f.chat_id and e.seq < f.seq and e.state in ('pending', 'leased')
      )
      and not exists (select from outbox l where l.chat_id = f.chat_id and l.state = 'leased')
    order by f.seq limit $2
  ))
  and o.state not in ('leased', 'parked', 'sent', 'dead')
  for update skip locked
)
"""
_BEHIND_THE_FRONT = """
select exists (
  select from outbox where state in ('pending', 'leased') order by seq offset $1 limit 1
)
"""
_EVERY_CHAT = """
with recursive heads as (
  (
    select chat_id, seq, notice_id, state, due_at from outbox
    where state in ('pending', 'leased') order by chat_id, seq limit 1
  )
  union all
  select next.* from heads h cross join lateral (
    select o.chat_id, o.seq, o.notice_id, o.state, o.due_at from outbox o
    where o.state in ('pending', 'leased') and o.chat_id > h.chat_id
    order by o.chat_id, o.seq limit 1
  ) next
), chosen as (
  select o.notice_id from outbox o
  where o.notice_id = any (array(
    select h.notice_id from heads h
    where h.state = 'pending' and h.due_at <= clock_timestamp()
      and not exists (select from outbox l where l.chat_id = h.chat_id and l.state = 'leased')
    order by h.seq limit $2
  ))
  and o.state not in ('leased', 'parked', 'sent', 'dead')
  for update skip locked
)
"""
# The attempt is written down before it is made.
_LEASE = """
, leased as (
  update outbox o
  set state = 'leased', lease_owner = $1, lease_until = clock_timestamp() + $3::interval,
    sending = false, attempt = o.attempt + 1
  from chosen c where o.notice_id = c.notice_id
  returning o.notice_id, o.target_id, o.attempt, o.repeated, o.seq
), tried as (
  insert into attempts (notice_id, number, owner) select notice_id, attempt, $1 from leased
)
select r.*, l.notice_id, l.attempt, l.repeated, d.body,
  u.language, u.theme, u.zone, u.numbers,
  t.id as target_id, t.owner_id as target_owner, t.chat_id, t.thread_id, t.dead_reason
from leased l
join notices n on n.id = l.notice_id
join rules r on r.id = n.rule_id
join users u on u.id = r.owner_id
join detections d on d.id = n.detection_id
join targets t on t.id = l.target_id
order by l.seq
"""
_CLAIM_FRONT = _FRONT + _LEASE
_CLAIM_ANY = _EVERY_CHAT + _LEASE
_FRONT_ROWS = 500

_SENDING = """
update outbox set sending = true
where notice_id = $2 and state = 'leased' and lease_owner = $1 and lease_until > clock_timestamp()
returning notice_id
"""

# That a message arrived is true whoever holds the lease by now, so it is always written down.
_SENT = """
with tried as (
  update attempts a
  set outcome = 'sent', reason = null, message_id = $3, at = clock_timestamp()
  where a.notice_id = $2 and a.number = (
    select max(number) from attempts where notice_id = $2 and owner = $1
  )
  returning a.notice_id
)
update outbox o set state = 'sent', lease_owner = null, lease_until = null
from tried t where o.notice_id = t.notice_id
"""

_PUT_BACK = """
with back as (
  update outbox o
  set state = case when t.dead_reason is null then 'pending' else 'parked' end,
    chat_id = t.chat_id, repeated = o.repeated or $3 = 'unknown',
    due_at = clock_timestamp() + $5::interval, lease_owner = null, lease_until = null
  from targets t
  where t.id = o.target_id
    and o.notice_id = $2 and o.state = 'leased' and o.lease_owner = $1
  returning o.notice_id, o.attempt
)
update attempts a set outcome = $3, reason = $4, at = clock_timestamp()
from back b where a.notice_id = b.notice_id and a.number = b.attempt
"""

_DEAD = """
with dead as (
  update outbox o set state = 'dead', lease_owner = null, lease_until = null
  where o.notice_id = $2 and o.state = 'leased' and o.lease_owner = $1
  returning o.notice_id, o.attempt
)
update attempts a set outcome = 'dead', reason = $3, at = clock_timestamp()
from dead d where a.notice_id = d.notice_id and a.number = d.attempt
"""

_WAITING = "select count(*) from outbox where state in ('pending', 'leased', 'parked')"

_UNREADABLE_AGAIN_S = 60.0


class PostgresOutbox:
    """``Outbox`` over the tables ``outbox`` and ``attempts``.

    An attempt is written when a row is claimed, before anything is sent, and gets its outcome
    afterwards. ``retry``, ``unknown`` and ``dead`` of an owner whose lease is over change nothing;
    ``sent`` always counts.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, owner: str, *, limit: int, lease_s: float) -> list[Due]:
        while True:
            try:
                claimed = await self._claim(owner, limit, lease_s)
            except TakenError:
                continue  # somebody leased a row of the same chat in the same moment
            return [due for row in claimed if (due := await self._due(owner, row)) is not None]

    async def sending(self, owner: str, notice: NoticeId) -> bool:
        return bool(await self._database.rows(_SENDING, owner, notice))

    async def sent(self, owner: str, notice: NoticeId, *, message_id: int) -> None:
        await self._database.execute(_SENT, owner, notice, message_id)

    async def retry(self, owner: str, notice: NoticeId, *, reason: str, after_s: float) -> None:
        await self._put_back(owner, notice, "retry", reason, after_s)

    async def unknown(self, owner: str, notice: NoticeId, *, reason: str, after_s: float) -> None:
        await self._put_back(owner, notice, "unknown", reason, after_s)

    async def dead(self, owner: str, notice: NoticeId, *, reason: str) -> None:
        await self._database.execute(_DEAD, owner, notice, storable(reason))

    async def waiting(self) -> int:
        [row] = await self._database.rows(_WAITING)
        return int(row["count"])

    async def changed(self, wait_s: float) -> None:
        await self._database.outbox_changed(wait_s)

    async def _claim(self, owner: str, limit: int, lease_s: float) -> list[Row]:
        async with self._database.transaction() as session:
            await session.execute(_ALONG_INDEXES + _END_LEASES)
            lease = timedelta(seconds=lease_s)
            claimed = await session.fetch(_CLAIM_FRONT, owner, limit, lease, _FRONT_ROWS)
            missing = limit - len(claimed)
            if missing and await session.fetchval(_BEHIND_THE_FRONT, _FRONT_ROWS):
                claimed += await session.fetch(_CLAIM_ANY, owner, missing, lease)
            return claimed

    async def _put_back(
        self, owner: str, notice: NoticeId, outcome: Outcome, reason: str, after_s: float
    ) -> None:
        pause = timedelta(seconds=after_s)
        await self._database.execute(_PUT_BACK, owner, notice, outcome, storable(reason), pause)

    async def _due(self, owner: str, row: Row) -> Due | None:
        notice = NoticeId(row["notice_id"])
        try:
            rule = rows.rule(row)
        except BrokenInputError as error:
            # A newer version of us understands this rule and will find the row.
            log.warning("put back: %s", error)
            await self.retry(owner, notice, reason=str(error), after_s=_UNREADABLE_AGAIN_S)
            return None
        return Due(
            notice_id=notice,
            rule=rule,
            detection=rows.detection(row["body"]),
            target=rows.target(row),
            language=row["language"],
            attempt=row["attempt"],
            repeated=row["repeated"],
            preferences=rows.preferences(row),
        )

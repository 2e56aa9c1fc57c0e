"""What came to exchanges and what left them, in Postgres."""

from core.flows import CROSSING_KINDS, ExchangeFlows, FlowSum
from db import rows
from db.database import Database

# Labels are not joined: who paid whom is kept as it was told.
_CROSSINGS = """
with told as (
  select d.known_ns, d.body, d.body -> 'texts' as texts, d.body -> 'texts' ->> 'flow' as flow
  from detections d
  where d.subject = $1 and d.kind = any($2::text[]) and d.known_ns >= $3 and d.known_ns < $4
    and d.body -> 'texts' ->> 'flow' in ('deposit', 'withdrawal', 'between exchanges')
    and not exists (
      select from transfers t
      where t.chain = $1 and t.tx_hash = d.body -> 'texts' ->> 'hash'
        and t.place = d.body -> 'texts' ->> 'place' and t.retracted
    )
), ends as (
  select known_ns, body, texts ->> 'coin' as coin, incoming, flow = 'between exchanges' as between,
    texts ->> (case when incoming then 'to_entity' else 'from_entity' end) as exchange,
    coalesce(body -> 'numbers' ->> 'eth', body -> 'numbers' ->> 'size')::float8 as size
  from told cross join (values (true), (false)) as way (incoming)
  where flow <> (case when incoming then 'withdrawal' else 'deposit' end)
)
"""
_SUMS = f"""{_CROSSINGS}
select known_ns / $5 * $5 as at_ns, exchange, coin, incoming, between, sum(size) as size
from ends where $6::text is null or exchange = $6
group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
"""  # noqa: S608  # our own text
_LARGEST = f"""{_CROSSINGS}
select body from (
  select body, row_number() over (partition by coin order by size desc, known_ns) as place
  from ends where exchange = $5 or ($5::text is null and not between)
) ranked where place <= $6
"""  # noqa: S608  # our own text
_WATCHED = """
select min(known_ns) as first_ns, max(known_ns) as newest_ns from detections
where subject = $1 and kind = any($2::text[]) and known_ns >= $3 and known_ns < $4
"""


class PostgresFlowPast:
    """``FlowPast`` over the table ``detections``."""

    _database: Database

    async def exchange_flows(
        self,
        *,
        chain: str,
        since_ns: int,
        until_ns: int,
        bucket_ns: int,
        exchange: str | None = None,
        largest: int = 20,
    ) -> ExchangeFlows:
        window = (chain, list(CROSSING_KINDS), since_ns, until_ns)
        sums = await self._database.rows(_SUMS, *window, bucket_ns, exchange)
        told = await self._database.rows(_LARGEST, *window, exchange, largest)
        watched = await self._database.row(_WATCHED, *window)
        return ExchangeFlows(
            sums=[FlowSum(**row) for row in sums],
            largest=[rows.detection(row["body"]) for row in told],
            first_ns=watched["first_ns"] if watched else None,
            newest_ns=watched["newest_ns"] if watched else None,
        )

"""What was found and what became of it, in Postgres."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from core.alerts import Notice, NoticeId, RuleId, TargetId, Verdict
from core.detection import Detection, DetectionId
from core.market import Timeframe
from core.ports import Attempt, Story
from db import rows
from db.database import Database
from db.driver import Row

_DETECTIONS = """
select body from detections where subject = $1 and kind = any($2::text[]) and known_ns >= $3
order by known_ns, id
"""
_DETECTIONS_OF_CHART = """
select body from detections where subject = $1 and kind = any($2::text[]) and known_ns >= $3
and body ->> 'timeframe' = $4
order by known_ns, id
"""
_DETECTIONS_OF = "select body from detections where id = any($1::text[])"
_STORY = """
select r.*, d.body, n.target_id, n.reason, n.until_ns, n.created_ns as notice_created_ns
from notices n
join rules r on r.id = n.rule_id
join detections d on d.id = n.detection_id
where n.id = $1
"""
_ATTEMPTS = """
select number, outcome, reason, at, message_id from attempts
where notice_id = $1 and outcome is not null order by number
"""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class PostgresStories:
    """The part of ``History`` that leads from a detection to a message."""

    _database: Database

    async def detections(
        self,
        *,
        subject: str,
        kinds: Sequence[str],
        since_ns: int,
        timeframe: Timeframe | None = None,
    ) -> list[Detection]:
        wanted = subject, list(kinds), since_ns
        if timeframe is None:
            found = await self._database.rows(_DETECTIONS, *wanted)
        else:
            found = await self._database.rows(_DETECTIONS_OF_CHART, *wanted, timeframe)
        return [rows.detection(row["body"]) for row in found]

    async def detections_of(self, ids: Sequence[DetectionId]) -> list[Detection]:
        found = await self._database.rows(_DETECTIONS_OF, list(ids))
        return [rows.detection(row["body"]) for row in found]

    async def story(self, notice: NoticeId) -> Story | None:
        row = await self._database.row(_STORY, notice)
        if row is None:
            return None
        return Story(
            notice=Notice(
                id=notice,
                rule_id=RuleId(row["id"]),
                detection=rows.detection(row["body"]),
                target_id=TargetId(row["target_id"]),
                verdict=Verdict(reason=row["reason"], until_ns=row["until_ns"]),
            ),
            rule=rows.rule(row),
            created_ns=row["notice_created_ns"],
            attempts=[_attempt(each) for each in await self._database.rows(_ATTEMPTS, notice)],
        )


def _attempt(row: Row) -> Attempt:
    return Attempt(
        number=row["number"],
        outcome=row["outcome"],
        reason=row["reason"],
        at_ns=(row["at"] - _EPOCH) // timedelta(microseconds=1) * 1_000,
        message_id=row["message_id"],
    )

"""What was found and what became of it, in memory."""

from collections.abc import Sequence

from core.alerts import NoticeId
from core.detection import Detection, DetectionId
from core.market import Timeframe
from core.ports import Attempt, Story
from db.memory.tables import Tables


class MemoryStories:
    """The part of ``History`` that leads from a detection to a message."""

    _tables: Tables

    async def detections(
        self,
        *,
        subject: str,
        kinds: Sequence[str],
        since_ns: int,
        timeframe: Timeframe | None = None,
    ) -> list[Detection]:
        kept = [
            each
            for each in self._tables.detections.values()
            if each.subject == subject
            and each.kind in kinds
            and each.known_ns >= since_ns
            and timeframe in {None, each.timeframe}
        ]
        return sorted(kept, key=lambda each: (each.known_ns, each.id))

    async def detections_of(self, ids: Sequence[DetectionId]) -> list[Detection]:
        kept = self._tables.detections
        return [kept[each] for each in dict.fromkeys(ids) if each in kept]

    async def story(self, notice: NoticeId) -> Story | None:
        if notice not in self._tables.notices:
            return None
        told, created_ns = self._tables.notices[notice]
        return Story(
            notice=told,
            rule=self._tables.rules[told.rule_id],
            created_ns=created_ns,
            attempts=self._attempts(notice),
        )

    def _attempts(self, notice: NoticeId) -> list[Attempt]:
        row = self._tables.rows.get(notice)
        return [
            Attempt(
                number=each.number,
                outcome=each.outcome,
                reason=each.reason,
                at_ns=each.at_ns,
                message_id=each.message_id,
            )
            for each in (row.tries if row else ())
            if each.outcome is not None
        ]

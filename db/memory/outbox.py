"""The outbox, in memory."""

from collections.abc import Iterator

from core.alerts import Due, NoticeId, Outcome
from core.time_units import SECOND_NS
from db.memory.tables import Row, Tables, Try
from db.text import storable


class MemoryOutbox:
    """``Outbox`` over dictionaries; leases run on the clock of the stores."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def claim(self, owner: str, *, limit: int, lease_s: float) -> list[Due]:
        self._end_leases(self._tables.clock.now_ns())
        now_ns = self._tables.clock.now_ns()
        due = [row for row in self._heads() if row.state == "pending" and row.due_ns <= now_ns]
        return [self._lease(row, owner, lease_s, now_ns) for row in due[:limit]]

    async def sending(self, owner: str, notice: NoticeId) -> bool:
        row = self._tables.unpaid.get(notice)
        if row is None or row.state != "leased" or row.lease_owner != owner:
            return False
        held = row.lease_until_ns > self._tables.clock.now_ns()
        row.sending = row.sending or held
        return held

    async def sent(self, owner: str, notice: NoticeId, *, message_id: int) -> None:
        row = self._tables.rows.get(notice)
        last = _last_try(row, owner) if row else None
        if row is None or last is None:
            return
        # That a message arrived is true whoever holds the lease by now.
        last.outcome, last.reason, last.message_id = "sent", None, message_id
        last.at_ns = self._tables.clock.now_ns()
        row.state = "sent"
        self._tables.unpaid.pop(notice, None)

    async def retry(self, owner: str, notice: NoticeId, *, reason: str, after_s: float) -> None:
        self._put_back(owner, notice, "retry", reason, after_s)

    async def unknown(self, owner: str, notice: NoticeId, *, reason: str, after_s: float) -> None:
        self._put_back(owner, notice, "unknown", reason, after_s)

    async def dead(self, owner: str, notice: NoticeId, *, reason: str) -> None:
        row = self._end_try(owner, notice, "dead", reason)
        if row is not None:
            row.state = "dead"
            del self._tables.unpaid[notice]

    async def waiting(self) -> int:
        return len(self._tables.unpaid)

    async def changed(self, wait_s: float) -> None:
        await self._tables.outbox_bell.wait(wait_s)

    def _heads(self) -> Iterator[Row]:
        """The oldest unpaid row of every chat that has no lease running."""
        unpaid = self._tables.unpaid.values()
        passed = {self._chat(row) for row in unpaid if row.state == "leased"}
        for row in list(unpaid):
            alive = self._tables.targets[row.notice.target_id].dead_reason is None
            if alive and self._chat(row) not in passed:
                passed.add(self._chat(row))
                yield row

    def _chat(self, row: Row) -> int:
        return self._tables.targets[row.notice.target_id].chat_id

    def _lease(self, row: Row, owner: str, lease_s: float, now_ns: int) -> Due:
        row.state = "leased"
        row.sending = False
        row.lease_owner = owner
        row.lease_until_ns = now_ns + int(lease_s * SECOND_NS)
        row.tries.append(Try(owner=owner, number=len(row.tries) + 1, at_ns=now_ns))
        rule = self._tables.rules[row.notice.rule_id]
        person = self._tables.users[rule.owner]
        return Due(
            notice_id=row.notice.id,
            rule=rule,
            detection=self._tables.detections[row.notice.detection.id],
            target=self._tables.targets[row.notice.target_id],
            language=person.language,
            attempt=len(row.tries),
            repeated=row.repeated,
            preferences=person.preferences,
        )

    def _end_leases(self, now_ns: int) -> None:
        for row in self._tables.unpaid.values():
            if row.state == "leased" and row.lease_until_ns <= now_ns:
                outcome: Outcome = "unknown" if row.sending else "retry"
                reason = "the lease ran out"
                self._put_back(row.lease_owner, row.notice.id, outcome, reason, 0)

    def _put_back(
        self, owner: str, notice: NoticeId, outcome: Outcome, reason: str, after_s: float
    ) -> None:
        row = self._end_try(owner, notice, outcome, reason)
        if row is not None:
            row.state = "pending"
            row.repeated = row.repeated or outcome == "unknown"
            row.due_ns = self._tables.clock.now_ns() + int(after_s * SECOND_NS)

    def _end_try(self, owner: str, notice: NoticeId, outcome: Outcome, reason: str) -> Row | None:
        row = self._tables.unpaid.get(notice)
        if row is None or row.state != "leased" or row.lease_owner != owner:
            return None
        last = row.tries[-1]
        last.outcome, last.reason = outcome, storable(reason)
        last.at_ns = self._tables.clock.now_ns()
        return row


def _last_try(row: Row, owner: str) -> Try | None:
    return next((each for each in reversed(row.tries) if each.owner == owner), None)

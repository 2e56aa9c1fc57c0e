"""What was seen, in memory."""

from collections.abc import Sequence

from core.alerts import NoticeId
from core.chain import Transfer
from core.detection import Detection
from core.gaps import Gap
from core.market import BookSample, Candle, Liquidation, Timeframe
from core.ports import Attempt, Story
from core.tape import TapeSecond
from db.memory.tables import Tables


class MemoryHistory:
    """``History`` over dictionaries."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def transfers(self, *, min_wei: int, limit: int, chain: str) -> list[Transfer]:
        retracted = self._tables.retracted
        kept = [
            transfer
            for key, transfer in self._tables.transfers.items()
            if transfer.chain == chain
            and transfer.units >= min_wei
            and transfer.status != "failed"
            and key not in retracted
        ]
        kept.sort(key=lambda transfer: (transfer.block_number, transfer.index), reverse=True)
        return kept[:limit]

    async def candles(
        self, *, subject: str, timeframe: Timeframe, limit: int, until_ns: int | None = None
    ) -> list[Candle]:
        kept = [
            candle
            for (of, frame, open_ns), candle in self._tables.candles.items()
            if of == subject and frame == timeframe and (until_ns is None or open_ns < until_ns)
        ]
        kept.sort(key=lambda candle: candle.open_ns)
        return kept[-limit:] if limit else []

    async def samples(self, *, subject: str, since_ns: int, until_ns: int) -> list[BookSample]:
        samples = self._tables.samples.items()
        kept = [s for (of, at), s in samples if of == subject and since_ns <= at < until_ns]
        return sorted(kept, key=lambda sample: sample.at_ns)

    async def tape(self, *, subject: str, since_ns: int, until_ns: int) -> list[TapeSecond]:
        tape = self._tables.tape.items()
        kept = [s for (of, at), s in tape if of == subject and since_ns <= at < until_ns]
        return sorted(kept, key=lambda second: second.at_ns)

    async def latest_second(self, subject: str) -> TapeSecond | None:
        kept = [second for (of, _), second in self._tables.tape.items() if of == subject]
        return max(kept, key=lambda second: second.at_ns, default=None)

    async def liquidations(
        self, *, subject: str, since_ns: int, until_ns: int
    ) -> list[Liquidation]:
        kept = [
            each
            for each in self._tables.liquidations
            if each.subject == subject and since_ns <= each.at_ns < until_ns
        ]
        return sorted(kept, key=lambda each: (each.at_ns, each.position, each.price, each.size))

    async def detections(
        self, *, subject: str, kinds: Sequence[str], since_ns: int
    ) -> list[Detection]:
        kept = [
            each
            for each in self._tables.detections.values()
            if each.subject == subject and each.kind in kinds and each.known_ns >= since_ns
        ]
        return sorted(kept, key=lambda each: (each.known_ns, each.id))

    async def gaps(self, *, since_ns: int) -> list[Gap]:
        kept = [
            gap
            for gap in self._tables.gaps.values()
            if gap.until_ns is None or gap.until_ns >= since_ns
        ]
        return sorted(kept, key=lambda gap: (gap.since_ns, gap.source, gap.subject, gap.topic))

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

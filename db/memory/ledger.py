"""The worker's ledger, in memory."""

from core.detection import Detection
from core.errors import FencedError
from core.ports import Claim, Effects
from db.memory.tables import Row, Tables
from db.tape import joined
from db.text import storable_detection, storable_gap


class MemoryLedger:
    """``Ledger`` over dictionaries.

    A commit has no ``await`` in it, so nobody on this event loop can see half of it.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def acquire(self, partition: int, owner: str) -> Claim:
        place = self._tables.positions[partition]
        place.owner = owner
        place.epoch += 1
        return Claim(partition=partition, owner=owner, epoch=place.epoch, position=place.reached)

    async def commit(self, effects: Effects) -> None:
        place = self._tables.positions[effects.claim.partition]
        if place.epoch != effects.claim.epoch:
            raise FencedError(f"{place.owner} owns partition {effects.claim.partition} now")
        if effects.position < place.reached:
            return  # an old batch again: all of it is here, and newer facts too
        moved = effects.position > place.reached
        place.reached = effects.position
        self._keep_chain(effects)
        self._keep_market(effects)
        if moved:  # what is added up may be added but once
            self._add_tape(effects)
        for detection in effects.detections:
            self._keep_detection(detection)
        self._owe(effects)
        for state in effects.states:
            if state.rule_id in self._tables.rules:
                self._tables.states[state.rule_id] = state

    def _keep_chain(self, effects: Effects) -> None:
        for transfer in effects.transfers:
            key = (transfer.chain, transfer.tx_hash)
            self._tables.transfers[key] = transfer
            self._tables.retracted.discard(key)
        blocks = set(effects.retracted_blocks)
        if blocks:
            transfers = self._tables.transfers.items()
            self._tables.retracted.update(k for k, t in transfers if t.block_hash in blocks)

    def _keep_market(self, effects: Effects) -> None:
        tables = self._tables
        for candle in effects.candles:
            key = (candle.subject, candle.timeframe, candle.open_ns)
            known = tables.candles.get(key)
            if known is None or candle.closed or not known.closed:
                tables.candles[key] = candle
        for sample in effects.samples:
            tables.samples.setdefault((sample.subject, sample.at_ns), sample)
        tables.liquidations.update(effects.liquidations)
        for gap in map(storable_gap, effects.gaps):
            place = (gap.source, gap.subject, gap.topic, gap.since_ns)
            before = tables.gaps.get(place)
            if before is None or before.until_ns is None:
                tables.gaps[place] = gap

    def _add_tape(self, effects: Effects) -> None:
        tape = self._tables.tape
        for second in effects.tape:
            key = (second.subject, second.at_ns)
            tape[key] = joined(tape[key], second) if key in tape else second

    def _keep_detection(self, detection: Detection) -> None:
        self._tables.detections.setdefault(detection.id, storable_detection(detection))

    def _owe(self, effects: Effects) -> None:
        tables, now_ns = self._tables, self._tables.clock.now_ns()
        for notice in effects.notices:
            known = notice.rule_id in tables.rules and notice.target_id in tables.targets
            if not known or notice.id in tables.notices:
                continue
            self._keep_detection(notice.detection)
            tables.notices[notice.id] = (notice, now_ns)
            if notice.verdict.owed:
                tables.rows[notice.id] = tables.unpaid[notice.id] = Row(
                    notice=notice, due_ns=now_ns
                )
                tables.outbox_bell.ring()

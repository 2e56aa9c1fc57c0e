"""The worker's ledger, in memory."""

import msgspec

from core.chain import Transfer
from core.detection import Detection
from core.errors import FencedError
from core.gaps import Gap
from core.ports import Claim, Effects
from db.heat import pack
from db.latest import (
    latest_finality,
    latest_gaps,
    latest_gas,
    latest_transfers,
    settles_more,
    supersedes,
)
from db.memory.labels import keep_labels
from db.memory.tables import Row, Tables
from db.tape import joined
from db.text import storable, storable_detection


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
        self._keep_gaps(effects)
        keep_labels(self._tables, effects.labels)
        if moved:  # what is added up may be added but once
            self._add_tape(effects)
        for detection in effects.detections:
            self._keep_detection(detection)
        self._owe(effects)
        for state in effects.states:
            if state.rule_id in self._tables.rules:
                self._tables.states[state.rule_id] = state

    async def close_stale_gaps(self, source: str, *, now_ns: int, healing: str) -> int:
        words, gaps = storable(healing), self._tables.gaps
        self._tables.runs[source] = (now_ns, words)
        closed = {place: self._ended(gap) for place, gap in gaps.items() if gap.source == source}
        changed = {place: gap for place, gap in closed.items() if gap != gaps[place]}
        gaps.update(changed)
        return len(changed)

    def _keep_chain(self, effects: Effects) -> None:
        tables = self._tables
        for transfer in latest_transfers(effects.transfers):
            self._keep_transfer(transfer)
        blocks = set(effects.retracted_blocks)
        if blocks:
            transfers = tables.transfers.items()
            tables.retracted.update(k for k, t in transfers if t.block_hash in blocks)
        for told in latest_finality(effects.finality):
            key = (told.chain, told.state)
            if settles_more(told, tables.finality.get(key)):
                tables.finality[key] = told
        for price in latest_gas(effects.gas):
            tables.gas[price.chain, price.block_number] = price

    def _keep_transfer(self, new: Transfer) -> None:
        key = (new.chain, new.tx_hash, new.place)
        old = self._tables.transfers.get(key)
        if old is not None:
            moved = new.block_hash != old.block_hash or new.status != old.status
            if not supersedes(new, old) or not (moved or key in self._tables.retracted):
                return
        self._tables.transfers[key] = new
        self._tables.retracted.discard(key)

    def _keep_market(self, effects: Effects) -> None:
        tables = self._tables
        for candle in effects.candles:
            key = (candle.subject, candle.timeframe, candle.open_ns)
            known = tables.candles.get(key)
            if known is None or candle.closed or not known.closed:
                tables.candles[key] = candle
        for sample in effects.samples:
            tables.samples.setdefault((sample.subject, sample.at_ns), sample)
        for column in effects.heat:
            tables.heat.setdefault((column.subject, column.at_ns), pack(column))
        tables.liquidations.update(effects.liquidations)
        for payment in effects.funding:
            tables.funding.setdefault((payment.subject, payment.at_ns), payment)
        for reading in effects.interest:
            tables.interest.setdefault((reading.subject, reading.at_ns), reading)

    def _keep_gaps(self, effects: Effects) -> None:
        for gap in latest_gaps(effects.gaps):
            place = (gap.source, gap.subject, gap.topic, gap.since_ns)
            before = self._tables.gaps.get(place)
            if before is None or before.until_ns is None:
                self._tables.gaps[place] = self._ended(gap)

    def _ended(self, gap: Gap) -> Gap:
        """The gap, closed if a former run of its feed had left it open."""
        began_ns, healing = self._tables.runs.get(gap.source, (0, ""))
        if gap.until_ns is not None or gap.seen_ns >= began_ns:
            return gap
        return msgspec.structs.replace(gap, until_ns=began_ns, healing=healing)

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

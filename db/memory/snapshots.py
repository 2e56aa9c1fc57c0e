"""What the detectors knew, in memory."""

from core.errors import FencedError
from core.ports import Claim, Snapshot
from db.memory.tables import Tables


class MemorySnapshots:
    """``Snapshots`` over a dictionary."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def keep(self, claim: Claim, snapshot: Snapshot) -> None:
        if self._tables.positions[claim.partition].epoch != claim.epoch:
            raise FencedError(f"somebody else owns partition {claim.partition} now")
        self._tables.snapshots[claim.partition] = snapshot

    async def newest(self, partition: int, code: str) -> Snapshot | None:
        kept = self._tables.snapshots.get(partition)
        return kept if kept is not None and kept.code == code else None

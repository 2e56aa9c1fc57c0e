"""What the detectors knew at a moment, so that a restart equals none."""

from dataclasses import dataclass
from typing import Protocol

from core.ports.ledger import Claim
from core.ports.streams import EntryId


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The state of a partition's detectors after the entry at ``position``.

    ``code`` names the program that wrote it: another one cannot be expected to read it.
    """

    position: EntryId
    code: str
    body: bytes


class Snapshots(Protocol):
    """The newest snapshot of each partition."""

    async def keep(self, claim: Claim, snapshot: Snapshot) -> None:
        """Keep it in place of the partition's last one.

        Raises
        ------
        FencedError
            If a later epoch owns the partition. Nothing was written.
        """

    async def newest(self, partition: int, code: str) -> Snapshot | None:
        """The partition's snapshot, if this very code wrote it."""

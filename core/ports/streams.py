"""Ordered, partitioned logs of bytes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from typing_extensions import override


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class EntryId:
    """The position of an entry in a partition: milliseconds and a number within them."""

    ms: int
    seq: int

    @override
    def __str__(self) -> str:
        return f"{self.ms}-{self.seq}"

    @classmethod
    def parse(cls, text: str) -> "EntryId":
        """The position that ``str`` wrote, such as ``1700000000000-3``."""
        ms, _, seq = text.partition("-")
        return cls(ms=int(ms), seq=int(seq or 0))


START = EntryId(ms=0, seq=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a partition."""

    partition: int
    id: EntryId
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamHealth:
    """Whether the stream's server answers, and what it holds."""

    ok: bool
    detail: str
    entries: Mapping[int, int]


class Streams(Protocol):
    """Ordered, partitioned logs of bytes: six methods, so that another broker is another driver.

    The writer names every entry. Writing an id again, or one at or below the last of the partition,
    changes nothing: a writer that lost an answer may send the same entries again. No method retries
    by itself. Reading leaves no trace; who has read how far is kept in Postgres (``Ledger``).
    """

    async def append(self, partition: int, entries: Sequence[tuple[EntryId, bytes]]) -> int:
        """Write entries in ascending order of id; how many were new."""

    async def read(self, after: Mapping[int, EntryId], *, count: int, wait_s: float) -> list[Entry]:
        """Up to ``count`` entries behind the given positions, of assigned partitions, in order.

        Waits up to ``wait_s`` for the first one; an empty list means that none came.
        """

    async def lag(self, partition: int, after: EntryId) -> int:
        """How many entries lie behind ``after``."""

    async def trim(self, partition: int, before: EntryId) -> int:
        """Forget all entries below ``before``; how many they were."""

    async def assign(self, partitions: Sequence[int]) -> Mapping[int, EntryId]:
        """Take these partitions as the ones to read; each one's last id (``START`` when empty)."""

    async def health(self) -> StreamHealth:
        """Never raises: an unreachable server is ``ok=False`` with the reason."""


class DeadLetters(Protocol):
    """Entries that could not be read, kept with the reason, to be looked at and replayed."""

    async def bury(self, entry: Entry, reason: str) -> None:
        """Keep an entry that blocks its partition."""

    async def buried(self, limit: int) -> list[tuple[Entry, str]]:
        """The newest ones first."""

"""What was noted of the newest blocks, so that it can be taken back or forgotten."""

from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

NoteT = TypeVar("NoteT")
Place = tuple[str, str]
"""What names a move on its chain: the transaction and the place within it."""


class Dated(Protocol):
    """What has a place in the time of its chain."""

    @property
    def at_ns(self) -> int:
        """The timestamp of its block."""


class Placed(Dated, Protocol):
    """What one transaction did at one place, in the block that holds it now."""

    @property
    def tx_hash(self) -> str:
        """The transaction; "" where there is none."""

    @property
    def place(self) -> str:
        """Where within it."""

    @property
    def block_hash(self) -> str:
        """The block that holds it."""


def place_of(transfer: Placed) -> Place:
    """The move's name, the same in whatever block it is included."""
    return transfer.tx_hash, transfer.place


@dataclass(slots=True)
class _Page(Generic[NoteT]):
    at_ns: int
    notes: dict[Place, NoteT] = field(default_factory=dict)


class Recent(Generic[NoteT]):
    """Notes on transfers, by block, over a window of block time.

    Whoever reckons with the past keeps one note a transfer: what it changed. A transfer counts
    once, in the block that holds it now; a block that leaves the chain gives its notes back, the
    newest first; notes that grow older than the window come out, the oldest first.

    Parameters
    ----------
    window_ns
        How long a note is kept, in block time.
    most
        Notes at most. Where more come within the window, the oldest blocks leave it early.
    """

    def __init__(self, *, window_ns: int, most: int) -> None:
        if window_ns <= 0 or most <= 0:
            raise ValueError("a window has a length, and room for a note")
        self._window_ns = window_ns
        self._most = most
        self._pages: dict[str, _Page[NoteT]] = {}
        self._blocks: dict[Place, str] = {}

    def __len__(self) -> int:
        return len(self._blocks)

    def has(self, transfer: Placed) -> bool:
        """Whether this transfer was noted in this very block."""
        return self._blocks.get(place_of(transfer)) == transfer.block_hash

    def put(self, transfer: Placed, note: NoteT) -> None:
        """Keep the note of a transfer, after its note of another block was taken (``moved``)."""
        page = self._pages.setdefault(transfer.block_hash, _Page(transfer.at_ns))
        page.notes[place_of(transfer)] = note
        self._blocks[place_of(transfer)] = transfer.block_hash

    def moved(self, transfer: Placed) -> NoteT | None:
        """The note of the same transfer in another block, which does not count any more."""
        place = place_of(transfer)
        block = self._blocks.pop(place, None)
        return None if block is None else self._pages[block].notes.pop(place)

    def retracted(self, block_hash: str) -> list[NoteT]:
        """The notes of a block that left the chain, newest first."""
        return self._taken(block_hash)[::-1]

    def outgrown(self, fact: Dated) -> list[NoteT]:
        """The notes that the time of ``fact`` has left behind, oldest first."""
        gone: list[NoteT] = []
        while self._pages:
            oldest = next(iter(self._pages))
            inside = fact.at_ns - self._pages[oldest].at_ns <= self._window_ns
            if inside and len(self._blocks) < self._most:
                break
            gone += self._taken(oldest)
        return gone

    def _taken(self, block_hash: str) -> list[NoteT]:
        page = self._pages.pop(block_hash, None)
        if page is None:
            return []
        for place in page.notes:
            del self._blocks[place]
        return list(page.notes.values())

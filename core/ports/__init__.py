"""What we need from the outside, named for our need.

Adapters live in ``db/``, ``streams/`` and ``runtime/``. Every implementation of a port passes the
same contract suite (``tests/contract``). All times are UTC nanoseconds. Unless a method says
otherwise it raises ``UnavailableError`` when its service is away.
"""

from dataclasses import dataclass

from core.ports.clock import Clock
from core.ports.history import Attempt, History, KeptTransfer, Story
from core.ports.keepsakes import ChainCursor, Pictures, Standings, TopicStanding
from core.ports.labels import Labels
from core.ports.ledger import Claim, Effects, Ledger
from core.ports.outbox import Outbox
from core.ports.people import Rules, Users
from core.ports.snapshots import Snapshot, Snapshots
from core.ports.streams import START, DeadLetters, Entry, EntryId, StreamHealth, Streams

__all__ = [
    "START",
    "Attempt",
    "ChainCursor",
    "Claim",
    "Clock",
    "DeadLetters",
    "Effects",
    "Entry",
    "EntryId",
    "History",
    "KeptTransfer",
    "Labels",
    "Ledger",
    "Outbox",
    "Pictures",
    "Rules",
    "Snapshot",
    "Snapshots",
    "Standings",
    "Stores",
    "Story",
    "StreamHealth",
    "Streams",
    "TopicStanding",
    "Users",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stores:
    """Every store of a process, over one connection pool."""

    users: Users
    rules: Rules
    ledger: Ledger
    outbox: Outbox
    history: History
    cursor: ChainCursor
    labels: Labels
    pictures: Pictures
    snapshots: Snapshots
    standings: Standings

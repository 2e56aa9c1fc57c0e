"""Every store in memory: the same behaviour as PostgreSQL's, proved by the same suite.

For tests and for looking at one part alone. Nothing outlives the process.
"""

from core.ports import Clock, Stores
from db.bell import Bell
from db.memory.history import MemoryHistory
from db.memory.keepsakes import MemoryChainCursor, MemoryPictures, MemoryStandings
from db.memory.labels import MemoryLabels
from db.memory.ledger import MemoryLedger
from db.memory.outbox import MemoryOutbox
from db.memory.rules import MemoryRules
from db.memory.snapshots import MemorySnapshots
from db.memory.tables import Tables
from db.memory.users import MemoryUsers

__all__ = ["memory_stores"]


def memory_stores(clock: Clock) -> Stores:
    """Stores that share one memory; leases and waits run on ``clock``."""
    rules, outbox, labels = (Bell(clock.sleep) for _ in range(3))
    tables = Tables(clock, rules_bell=rules, outbox_bell=outbox, labels_bell=labels)
    return Stores(
        users=MemoryUsers(tables),
        rules=MemoryRules(tables),
        ledger=MemoryLedger(tables),
        outbox=MemoryOutbox(tables),
        history=MemoryHistory(tables),
        cursor=MemoryChainCursor(tables),
        pictures=MemoryPictures(tables),
        snapshots=MemorySnapshots(tables),
        standings=MemoryStandings(tables),
        labels=MemoryLabels(tables),
    )

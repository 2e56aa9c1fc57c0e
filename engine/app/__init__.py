"""The engine's composition root: the only place in it that names adapters.

Three roles: ``ingest`` speaks with the outside world and writes the streams, ``worker`` reads
them and writes the ledger, ``scheduler`` keeps house.
"""

from engine.app.following import ingest
from engine.app.housekeeping import scheduler
from engine.app.working import worker

__all__ = ["ingest", "scheduler", "worker"]

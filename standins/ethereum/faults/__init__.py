"""Faults a test can order from the node; post one as JSON to ``/control/faults``.

Examples: ``{"fault": "reorg", "depth": 2}``, ``{"fault": "lag", "seconds": 3, "times": -1}``.
``GET /control/faults`` tells which still stand, ``DELETE /control/faults`` ends them all and gives
back the usual limits. To add one: a class in the file of its kind, its name in `Fault`, its test.

===============  ======================================================================
``growth``       mine, reorg, rival
``heads``        missing_head, duplicate_head, late_head, old_spelling, ghost_head,
                 drop_subscriptions, time_out_subscriptions
``answers``      lag, no_receipts, hashes_only, unknown_type, server_trouble, swallow,
                 too_many, slow
``connections``  refuse, close, silence, garbage, free_tier, limit
===============  ======================================================================
"""

from standins.ethereum.faults.answers import (
    HashesOnly,
    Lag,
    NoReceipts,
    ServerTrouble,
    Slow,
    Swallow,
    TooMany,
    UnknownType,
)
from standins.ethereum.faults.connections import (
    Close,
    FreeTier,
    Garbage,
    Limit,
    Refuse,
    Silence,
)
from standins.ethereum.faults.growth import Mine, Reorg, Rival
from standins.ethereum.faults.heads import (
    DropSubscriptions,
    DuplicateHead,
    GhostHead,
    LateHead,
    MissingHead,
    OldSpelling,
    TimeOutSubscriptions,
)

__all__ = [
    "Close",
    "DropSubscriptions",
    "DuplicateHead",
    "Fault",
    "FreeTier",
    "Garbage",
    "GhostHead",
    "HashesOnly",
    "Lag",
    "LateHead",
    "Limit",
    "Mine",
    "MissingHead",
    "NoReceipts",
    "OldSpelling",
    "Refuse",
    "Reorg",
    "Rival",
    "ServerTrouble",
    "Silence",
    "Slow",
    "Swallow",
    "TimeOutSubscriptions",
    "TooMany",
    "UnknownType",
]

Fault = (
    Mine
    | Reorg
    | Rival
    | MissingHead
    | DuplicateHead
    | LateHead
    | OldSpelling
    | GhostHead
    | DropSubscriptions
    | TimeOutSubscriptions
    | Lag
    | NoReceipts
    | HashesOnly
    | UnknownType
    | ServerTrouble
    | Swallow
    | TooMany
    | Slow
    | Refuse
    | Close
    | Silence
    | Garbage
    | FreeTier
    | Limit
)

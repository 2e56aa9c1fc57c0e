"""Faults a test can order, each a thing the venue has been seen, or is documented, to do.

Post one as JSON to ``/control/faults``, e.g.
``{"fault": "drop", "topic": "orderbook.50.ETHUSDT", "nth": 3, "times": 2}``; ``DELETE`` the same
path to take all back, or those of one kind with ``?fault=drop``; ``GET`` it to see what is pending
and what can be ordered. Every fault knows ``times`` and ``seconds``.
"""

from standins.bybit.faults.books import Burst, Quiet
from standins.bybit.faults.connections import (
    Close,
    ConnectionLimit,
    Deaf,
    Idle,
    Mute,
    Slow,
    SocketFault,
    TurnAway,
)
from standins.bybit.faults.events import Crowd, Fields, Liquidations
from standins.bybit.faults.frames import (
    Drop,
    Duplicate,
    FrameFault,
    Garbage,
    KeyOrder,
    Repeat,
    Resnapshot,
    Restart,
    Silence,
    Split,
    Stale,
    Swap,
    Truncate,
)
from standins.bybit.faults.ordered import Ordered
from standins.bybit.faults.rest import (
    Ban,
    LaggingBook,
    Listing,
    RequestLimit,
    RestError,
    TooManyVisits,
)
from standins.bybit.faults.subscriptions import EarlyAck, LateAck, PerTopic, Refuse

RoadFault = (
    Drop
    | Duplicate
    | Garbage
    | KeyOrder
    | Repeat
    | Resnapshot
    | Restart
    | Silence
    | Split
    | Stale
    | Swap
    | Truncate
)
EventFault = Burst | Crowd | Fields | Liquidations
SubscriptionFault = EarlyAck | LateAck | PerTopic | Refuse
ConnectionFault = Close | ConnectionLimit | Deaf | Idle | Mute | Slow | TurnAway
RestFault = Ban | LaggingBook | Listing | RequestLimit | RestError | TooManyVisits

Fault = RoadFault | Quiet | EventFault | SubscriptionFault | ConnectionFault | RestFault
"""The list: a fault that is not in it cannot be ordered."""

__all__ = [
    "Ban",
    "Burst",
    "Close",
    "ConnectionFault",
    "ConnectionLimit",
    "Crowd",
    "Deaf",
    "Drop",
    "Duplicate",
    "EarlyAck",
    "EventFault",
    "Fault",
    "Fields",
    "FrameFault",
    "Garbage",
    "Idle",
    "KeyOrder",
    "LaggingBook",
    "LateAck",
    "Liquidations",
    "Listing",
    "Mute",
    "Ordered",
    "PerTopic",
    "Quiet",
    "Refuse",
    "Repeat",
    "RequestLimit",
    "Resnapshot",
    "RestError",
    "RestFault",
    "Restart",
    "RoadFault",
    "Silence",
    "Slow",
    "SocketFault",
    "Split",
    "Stale",
    "SubscriptionFault",
    "Swap",
    "TooManyVisits",
    "Truncate",
    "TurnAway",
]

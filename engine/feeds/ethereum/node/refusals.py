"""What a node means when it says no.

Sources: JSON-RPC 2.0 for the codes; Alchemy's page on error codes (2025-06) for the texts, which
it sends with -32600 over a socket and with HTTP 401 or 403.
"""

import re

from engine.feeds.ethereum.node.rpc import RpcError

BUSY = 429
_INVALID_REQUEST = -32_600
_UNKNOWN_METHOD = -32_601
_INVALID_PARAMS = -32_602
_TIMED_OUT = "subscription timed out"

_DOORS = {
    "must be authenticated": "the node refuses the key: check it in {setting}",
    "monthly capacity limit exceeded": (
        "the key's capacity of this month is used up: raise its plan, or name another node in "
        "{setting}"
    ),
    "app is inactive": (
        "the key's app is switched off at the provider: switch it on, or name another node in "
        "{setting}"
    ),
    "not on whitelist": (
        "the provider's allow-list does not hold this machine: add it there, or name another node "
        "in {setting}"
    ),
}
_KEY = re.compile(r"[\w-]{20,}")


def shut_door(error: RpcError, *, setting: str) -> str | None:
    """Why this node will serve us nothing at all, and what to do; None for any other error.

    The words are ours and never hold the key.

    >>> shut_door(RpcError(-32600, "App is inactive"), setting="WHALE_ETHEREUM_WS")[:31]
    "the key's app is switched off a"
    """
    said = error.message.lower()
    ours = next((ours for text, ours in _DOORS.items() if text in said), None)
    return None if ours is None else ours.format(setting=setting)


def is_unknown(error: RpcError) -> bool:
    """Whether the node does not have the method at all, so that asking again is in vain."""
    return error.code == _UNKNOWN_METHOD


def is_unserved(error: RpcError) -> bool:
    """Whether the node does not have the method, or not in this form (a tag, a tracer, HTTP)."""
    return error.code in {_INVALID_REQUEST, _UNKNOWN_METHOD, _INVALID_PARAMS}


def is_timed_out(error: RpcError) -> bool:
    """Whether the node ended a subscription that had heard nothing for a while (public nodes)."""
    return _TIMED_OUT in error.message.lower()


def quoted(error: RpcError) -> str:
    """The node's own words, shortened, with whatever could be a key left out.

    >>> quoted(RpcError(-32000, "no trace for demo-demo-demo-demo-demo"))
    'no trace for … (-32000)'
    """
    return f"{_KEY.sub('…', error.message)[:120]} ({error.code})"

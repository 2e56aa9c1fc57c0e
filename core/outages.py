"""What a row of the gap ledger means to whoever follows a feed."""

from core.gaps import Gap

# What a chain's feed calls the stream on which everything else hangs.
_ROOTS = {"newHeads", "blocks"}
_CONNECTION_LOST = "connection lost"


def family_of(gap: Gap) -> str:
    """What kind of stream has the hole: ``orderbook`` for all depths, ``*`` for a connection.

    >>> row = Gap(
    ...     source="bybit", subject="bybit:ETHUSDT", topic="orderbook.50.ETHUSDT", reason="",
    ...     healing="", since_ns=1, until_ns=None, seen_ns=1,
    ... )
    >>> family_of(row)
    'orderbook'
    """
    return "*" if gap.topic.startswith("*") else gap.topic.partition(".")[0]


def is_whole_feed(gap: Gap) -> bool:
    """Whether nothing at all comes while this hole is open, not even what would show how long."""
    if gap.topic.startswith("*"):
        return True
    return gap.topic in _ROOTS and gap.reason.startswith(_CONNECTION_LOST)


def lost_something(gap: Gap) -> bool:
    """Whether a hole that is over leaves something unknown for good."""
    return gap.until_ns is not None and gap.lost != "nothing"

"""How much a node gives to one client; the numbers are the largest provider's of 2025 and 2026."""

from msgspec import Struct

FREE_LOG_BLOCKS = 10
FREE_CONCURRENT = 10


class Limits(Struct, kw_only=True):
    """What is refused or cut. None means without limit."""

    batch: int = 20
    """Requests in one batch over a WebSocket."""

    subscriptions: int = 1_000
    """Subscriptions of one connection."""

    concurrent: int | None = None
    """Requests of one connection that may wait for their answers at once; free tier: 10."""

    log_blocks: int | None = None
    """Blocks one ``eth_getLogs`` may span; free tier: 10."""

    buffered: int = 10_000
    """Notifications a client may leave unread before the node closes its connection (geth)."""

    quiet_s: float | None = None
    """After so many seconds without an event a log subscription times out; public nodes: 60."""


def free_tier() -> Limits:
    """What a client who pays nothing gets."""
    return Limits(concurrent=FREE_CONCURRENT, log_blocks=FREE_LOG_BLOCKS)

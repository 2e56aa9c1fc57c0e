"""Bybit's v5 public feed as a conversation without a socket.

Written from the venue's v5 documents (stand of 2026-07): public WebSocket topics, heartbeat, and
the market endpoints of the REST API.
"""

from engine.feeds.bybit.feed import BybitFeed

__all__ = ["BybitFeed"]

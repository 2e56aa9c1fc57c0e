"""Bybit's v5 public feed as a conversation without a socket.

Written from the venue's v5 documents (stand of 2026-07): public WebSocket topics, heartbeat, and
the market endpoints of the REST API.
"""

from engine.feeds.bybit.books.keeper import BookKeeper, Resync
from engine.feeds.bybit.books.proof import Score
from engine.feeds.bybit.feed import BybitFeed
from engine.feeds.bybit.readers import read_book_frame
from engine.feeds.bybit.sockets import bybit_feeds

__all__ = ["BookKeeper", "BybitFeed", "Resync", "Score", "bybit_feeds", "read_book_frame"]

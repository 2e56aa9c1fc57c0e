"""The other end of a conversation with Bybit, frame by frame."""

import json
from typing import Any

from core.conversation import Fetch, Reconnect, Send, Step, Unreadable
from core.facts import Fact
from engine.feeds.bybit import BybitFeed
from tests.support.facts import NOON, SECOND

BOOK = "orderbook.50.ETHUSDT"
_MS = 1_000_000


class Venue:
    """Plays the venue against a feed and remembers what the feed said and told."""

    def __init__(self, feed: BybitFeed) -> None:
        self.feed = feed
        self.now_ns = NOON
        self.update_id = 100
        self.sent: list[dict[str, Any]] = []
        self.facts: list[Fact] = []
        self.others: list[Step] = []

    def connect(self) -> None:
        self._take(self.feed.connected(self.now_ns))

    def lose(self, reason: str) -> None:
        self._take(self.feed.lost(reason, self.now_ns))

    def later(self, seconds: float) -> None:
        self.now_ns += int(seconds * SECOND)
        self._take(self.feed.tick(self.now_ns))

    def says(self, **frame: Any) -> None:  # noqa: ANN401  a frame is any JSON
        self._take(self.feed.received(json.dumps(frame).encode(), self.now_ns))

    def book(
        self,
        *,
        kind: str = "delta",
        skip: int = 0,
        bids: list[list[str]] | None = None,
        asks: list[list[str]] | None = None,
        at_s: float = 0.0,
    ) -> None:
        """The next frame of the book; ``skip`` frames before it are lost on the way."""
        self.update_id += 1 + skip
        ts = NOON // _MS + int(at_s * 1000)
        data = {
            "s": "ETHUSDT",
            "b": bids if bids is not None else [["3499.9", "2"]],
            "a": asks if asks is not None else [["3500.1", "1"]],
            "u": self.update_id,
            "seq": self.update_id * 10,
        }
        self.says(topic=BOOK, type=kind, ts=ts, data=data, cts=ts)

    def asked(self, operation: str) -> list[list[str]]:
        """The topics of every request of this kind, request by request."""
        return [frame["args"] for frame in self.sent if frame["op"] == operation]

    def refuse(self, number: int, text: str) -> None:
        """Answer the ``number``-th subscribe request with a refusal."""
        requests = [frame for frame in self.sent if frame["op"] == "subscribe"]
        self.says(
            success=False,
            ret_msg=text,
            conn_id="c",
            req_id=requests[number]["req_id"],
            op="subscribe",
        )

    def told(self, kind: type) -> list[Any]:
        """The facts of one kind."""
        return [fact for fact in self.facts if isinstance(fact, kind)]

    def _take(self, steps: list[Step]) -> None:
        for step in steps:
            if isinstance(step, Send):
                self.sent.append(json.loads(step.frame))
            elif isinstance(step, Fetch | Reconnect | Unreadable):
                self.others.append(step)
            else:
                self.facts.append(step)

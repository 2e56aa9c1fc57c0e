"""The other end of a conversation with Bybit, frame by frame."""

import json
from typing import Any

from core.conversation import Fetch, Reconnect, Reply, Send, Step, Unreadable
from core.facts import Fact
from core.gaps import Gap
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
        self._answered: set[str] = set()

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
        depth: int = 50,
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
        self.says(topic=f"orderbook.{depth}.ETHUSDT", type=kind, ts=ts, data=data, cts=ts)

    def level_one(self) -> None:
        """The best level again, under the same update id."""
        data = {"s": "ETHUSDT", "b": [["3499.9", "2"]], "a": [["3500.1", "1"]], "u": 7, "seq": 7}
        ts = self.now_ns // _MS
        self.says(topic="orderbook.1.ETHUSDT", ts=ts, type="snapshot", data=data, cts=ts)

    def pong(self) -> None:
        """The answer to a ping, as linear markets give it."""
        self.says(success=True, ret_msg="pong", conn_id="c", req_id="", op="ping")

    def accept(self) -> None:
        """Answer every subscribe request that was not answered yet."""
        for frame in [frame for frame in self.sent if frame["op"] == "subscribe"]:
            if frame["req_id"] not in self._answered:
                self._answer(frame["req_id"], success=True, text="")

    def asked(self, operation: str) -> list[list[str]]:
        """The topics of every request of this kind, request by request."""
        return [frame["args"] for frame in self.sent if frame["op"] == operation]

    def refuse(self, number: int, text: str) -> None:
        """Answer the ``number``-th subscribe request with a refusal."""
        requests = [frame for frame in self.sent if frame["op"] == "subscribe"]
        self._answer(requests[number]["req_id"], success=False, text=text)

    @property
    def fetches(self) -> dict[str, Fetch]:
        """The last request for each purpose."""
        return {step.purpose: step for step in self.others if isinstance(step, Fetch)}

    def rest(self, purpose: str, result: object) -> None:
        """Answer the last request for a purpose."""
        body = {"retCode": 0, "retMsg": "OK", "result": result, "time": self.now_ns // _MS}
        reply = Reply(status=200, body=json.dumps(body).encode())
        self._take(self.feed.fetched(self.fetches[purpose], reply, self.now_ns))

    def rows(self, topic: str) -> list[Gap]:
        """The ledger of one topic, row by row."""
        return [gap for gap in self.told(Gap) if gap.topic == topic]

    def told(self, kind: type) -> list[Any]:
        """The facts of one kind."""
        return [fact for fact in self.facts if isinstance(fact, kind)]

    def _answer(self, request: str, *, success: bool, text: str) -> None:
        self._answered.add(request)
        self.says(success=success, ret_msg=text, conn_id="c", req_id=request, op="subscribe")

    def _take(self, steps: list[Step]) -> None:
        for step in steps:
            if isinstance(step, Send):
                self.sent.append(json.loads(step.frame))
            elif isinstance(step, Fetch | Reconnect | Unreadable):
                self.others.append(step)
            else:
                self.facts.append(step)

"""A feed whose every word heard is recorded."""

from collections.abc import Mapping
from typing import Protocol

from core.conversation import Feed, Fetch, Reply, Standing, Step
from engine.pipeline.recording.journal import Answer, Event, Written


class Tap(Protocol):
    """Where what a feed is told goes as well. Must not wait and must not raise."""

    def frame(self, feed: str, frame: bytes, now_ns: int) -> None:
        """A frame arrived."""

    def note(self, feed: str, entry: Written) -> None:
        """Something else happened."""


class Tapped:
    """Stands before a feed, passes everything on, and hands a copy to the tap first.

    It sees exactly what the feed sees, in that order and with those times, so the recording makes
    another feed say the same. Use it where a ``Feed`` is wanted.
    """

    def __init__(self, feed: Feed, tap: Tap) -> None:
        self._feed = feed
        self._tap = tap

    @property
    def name(self) -> str:
        """The feed's own."""
        return self._feed.name

    def connected(self, now_ns: int) -> list[Step]:
        """A fresh connection stands."""
        self._tap.note(self.name, Event(what="connected", at_ns=now_ns))
        return self._feed.connected(now_ns)

    def received(self, frame: bytes, now_ns: int) -> list[Step]:
        """A frame arrived."""
        self._tap.frame(self._feed.name, frame, now_ns)
        return self._feed.received(frame, now_ns)

    def fetched(self, fetch: Fetch, reply: Reply | None, now_ns: int) -> list[Step]:
        """The answer to a REST request."""
        answer = Answer(
            at_ns=now_ns,
            purpose=fetch.purpose,
            path=fetch.path,
            status=reply.status if reply else None,
            headers=dict(reply.headers) if reply else {},
            body=reply.body if reply else b"",
        )
        self._tap.note(self.name, answer)
        return self._feed.fetched(fetch, reply, now_ns)

    def tick(self, now_ns: int) -> list[Step]:
        """Time passed."""
        self._tap.note(self.name, Event(what="tick", at_ns=now_ns))
        return self._feed.tick(now_ns)

    def lost(self, reason: str, now_ns: int) -> list[Step]:
        """The connection ended."""
        self._tap.note(self.name, Event(what="lost", at_ns=now_ns, reason=reason))
        return self._feed.lost(reason, now_ns)

    def standings(self, now_ns: int) -> Mapping[str, Standing]:
        """The feed's own."""
        return self._feed.standings(now_ns)

"""Feeds on a stage: they are told what was recorded and say what they would have said live."""

import json
from collections.abc import Iterable, Mapping
from typing import Protocol
from urllib.parse import parse_qsl, urlsplit

from core.book import OrderBook
from core.conversation import Feed, Fetch, Reconnect, Reply, Send, Step, Unreadable
from core.facts import Fact
from engine.pipeline.recording.journal import Answer, Event, Hole, OddFrame
from whale.replay.happenings import Frame, Happening


class Player(Protocol):
    """Takes one happening and gives what the feed made of it."""

    unreadable: list[Unreadable]

    def play(self, happening: Happening) -> list[Fact]:
        """What the feed said to this."""

    @property
    def books(self) -> Mapping[str, OrderBook]:
        """The feed's order books by topic, as they stand."""


class Stage:
    """What both players do with what a feed says."""

    def __init__(self, feed: Feed) -> None:
        self.feed = feed
        self.unreadable: list[Unreadable] = []

    @property
    def books(self) -> Mapping[str, OrderBook]:
        """The feed's order books by topic, as they stand; of those that had any frame."""
        books: Mapping[str, OrderBook] = getattr(self.feed, "books", {})
        standings = self.feed.standings(0)
        return {topic: book for topic, book in books.items() if standings[topic].frames}

    def facts_in(self, steps: Iterable[Step]) -> list[Fact]:
        """The facts among what a feed said; what it could not read is kept."""
        facts: list[Fact] = []
        for step in steps:
            match step:
                case Unreadable():
                    self.unreadable.append(step)
                case Send() | Fetch() | Reconnect():
                    pass
                case _:
                    facts.append(step)
        return facts


class ExactPlayer(Stage):
    """Tells a feed again all that a journal says it was told, with the times of then.

    Requests are not made: their answers come from the journal.
    """

    def play(self, happening: Happening) -> list[Fact]:
        """What the feed said to this."""
        return self.facts_in(self._tell(happening))

    def _tell(self, happening: Happening) -> list[Step]:
        match happening:
            case Frame(at_ns, frame):
                return self.feed.received(frame, at_ns)
            case Event(what="connected", at_ns=at_ns):
                return self.feed.connected(at_ns)
            case Event(what="lost", at_ns=at_ns, reason=reason):
                return self.feed.lost(reason, at_ns)
            case Event(what="tick", at_ns=at_ns):
                return self.feed.tick(at_ns)
            case Answer():
                return self._answered(happening)
            case Event() | Hole() | OddFrame():
                return []

    def _answered(self, answer: Answer) -> list[Step]:
        reply = None
        if answer.status is not None:
            reply = Reply(status=answer.status, body=answer.body, headers=answer.headers)
        fetch = Fetch(purpose=answer.purpose, path=answer.path)
        return self.feed.fetched(fetch, reply, answer.at_ns)


class ArchivePlayer(Stage):
    """Tells a feed frames of which nothing else is known.

    The connection stands from the first frame on. Time is not told between frames: what a silence
    of the connection meant cannot be known from a file. Requests are answered as by a venue that
    has nothing in the past, so that no fact of the frames waits for anything.
    """

    def __init__(self, feed: Feed) -> None:
        super().__init__(feed)
        self._connected = False

    def play(self, happening: Happening) -> list[Fact]:
        """What the feed said to this."""
        if not isinstance(happening, Frame):
            return []
        facts: list[Fact] = []
        if not self._connected:
            self._connected = True
            facts += self._told(self.feed.connected(happening.at_ns), happening.at_ns)
        steps = self.feed.received(happening.frame, happening.at_ns)
        return [*facts, *self._told(steps, happening.at_ns)] if steps else facts

    def _told(self, steps: list[Step], at_ns: int) -> list[Fact]:
        facts = self.facts_in(steps)
        for step in steps:
            if isinstance(step, Fetch):
                # What it says of such an answer is no word about the recording.
                facts += Stage(self.feed).facts_in(
                    self.feed.fetched(step, nothing_there(step.path, at_ns), at_ns)
                )
        return facts


def nothing_there(path: str, at_ns: int) -> Reply:
    """The answer of a venue's REST side that has nothing; it does not list its instruments."""
    parts = urlsplit(path)
    if parts.path.endswith("/instruments-info"):
        return Reply(status=404, body=b"")
    query = dict(parse_qsl(parts.query))
    answer = {
        "retCode": 0,
        "retMsg": "OK",
        "result": {**query, "list": [], "nextPageCursor": ""},
        "retExtInfo": {},
        "time": at_ns // 1_000_000,
    }
    return Reply(status=200, body=json.dumps(answer).encode())

"""What was asked for, what became of it, and how a refusal is mended.

One topic that the venue does not know makes it refuse the whole request, and name that topic; the
good topics of the request then never deliver. A topic that is subscribed already is refused in the
same way and keeps delivering. An answer carries no topics, only the request's id; the data of a
topic may come before it.
"""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from core.conversation import Send

# Spot takes at most ten topics a request; the other markets take more, so ten fits all.
_TOPICS_A_REQUEST = 10
# The venue answers within a fifth of a second (measured: 177 to 196 ms).
_PATIENCE_NS = 10 * 1_000_000_000
_REFUSAL = re.compile(r"error:(?P<why>[a-z ]+),topic:(?P<topic>\S+)")


@dataclass(frozen=True, slots=True)
class Refused:
    """A topic that the venue will not serve, in its own words."""

    topic: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What follows from an answer: requests to send, and what became of which topic.

    ``returned`` are those of the ``accepted`` that were refused before.
    """

    sends: list[Send] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Request:
    topics: list[str]
    asked_ns: int


class Subscriptions:
    """What is wanted from the venue, and the requests about it that are under way.

    Parameters
    ----------
    topics
        All that is wanted, on every connection.

    Attributes
    ----------
    refused
        Topics that the venue did not serve when they were last asked for, and why.
    served
        Topics that it agreed to on this connection.
    """

    def __init__(self, topics: Iterable[str]) -> None:
        self._topics = list(topics)
        self._asked: dict[str, _Request] = {}
        self._requests = 0
        self.refused: dict[str, str] = {}
        self.served: set[str] = set()

    def connected(self, now_ns: int) -> list[Send]:
        """A fresh connection: everything is asked for again."""
        self._asked.clear()
        self.served.clear()
        good = [topic for topic in self._topics if topic not in self.refused]
        return self._ask(good, now_ns) + self.retry(self.refused, now_ns)

    def retry(self, topics: Iterable[str], now_ns: int) -> list[Send]:
        """Ask for topics that may be refused: each alone, so that it takes no other along."""
        return [self._subscribe([topic], now_ns) for topic in topics]

    def renew(self, topics: Sequence[str], now_ns: int) -> list[Send]:
        """Leave topics and take them again, which makes the venue begin with snapshots.

        Those that are refused are left alone.
        """
        topics = [topic for topic in topics if topic not in self.refused]
        sends = []
        for start in range(0, len(topics), _TOPICS_A_REQUEST):
            some = topics[start : start + _TOPICS_A_REQUEST]
            sends += [self._send("unsubscribe", some), self._subscribe(some, now_ns)]
        return sends

    def answered(self, request_id: str, *, success: bool, text: str, now_ns: int) -> Answer:
        """Take an answer in: the good topics of a refused request are asked for again."""
        request = self._asked.pop(request_id, None)
        if request is None:
            return Answer()
        if success:
            return self._noted(Answer(accepted=request.topics))
        refusal = _REFUSAL.search(text)
        if refusal is None or refusal["topic"] not in request.topics:
            whole = [Refused(topic, text) for topic in request.topics]
            return self._noted(Answer(refused=whole))
        bad, why = refusal["topic"], refusal["why"]
        rest = self._ask([topic for topic in request.topics if topic != bad], now_ns)
        if why == "already subscribed":
            return self._noted(Answer(sends=rest, accepted=[bad]))
        return self._noted(Answer(sends=rest, refused=[Refused(bad, why)]))

    def unanswered(self, now_ns: int, spoke_since: Callable[[str, int], bool]) -> Answer:
        """Requests that nobody answered in time: data is an answer too; the rest is asked again.

        ``spoke_since`` tells whether a topic has sent data since a moment.
        """
        accepted: list[str] = []
        silent: list[str] = []
        for request_id, request in list(self._asked.items()):
            if now_ns - request.asked_ns < _PATIENCE_NS:
                continue
            del self._asked[request_id]
            for topic in request.topics:
                spoke = spoke_since(topic, request.asked_ns)
                (accepted if spoke else silent).append(topic)
        return self._noted(Answer(sends=self._ask(silent, now_ns), accepted=accepted))

    def _noted(self, answer: Answer) -> Answer:
        for topic in answer.accepted:
            self.served.add(topic)
            if self.refused.pop(topic, None) is not None:
                answer.returned.append(topic)
        for refused in answer.refused:
            self.served.discard(refused.topic)
            self.refused[refused.topic] = refused.why
        return answer

    def _ask(self, topics: Sequence[str], now_ns: int) -> list[Send]:
        # In requests as large as every market takes.
        return [
            self._subscribe(topics[start : start + _TOPICS_A_REQUEST], now_ns)
            for start in range(0, len(topics), _TOPICS_A_REQUEST)
        ]

    def _subscribe(self, topics: Sequence[str], now_ns: int) -> Send:
        send = self._send("subscribe", topics)
        self._asked[f"subscribe-{self._requests}"] = _Request(list(topics), now_ns)
        return send

    def _send(self, operation: str, topics: Sequence[str]) -> Send:
        self._requests += 1
        request = {"req_id": f"{operation}-{self._requests}", "op": operation, "args": topics}
        return Send(frame=json.dumps(request))

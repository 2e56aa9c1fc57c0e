"""What was asked for, and how a refusal is mended.

One topic that the venue does not know makes it refuse the whole request, and name that topic; the
good topics of the request then never deliver. A topic that is subscribed already is refused in the
same way and keeps delivering. An answer carries no topics, only the request's id.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.conversation import Send

# Spot takes at most ten topics a request; the other markets take more, so ten fits all.
_TOPICS_A_REQUEST = 10
_REFUSAL = re.compile(r"error:(?P<why>[a-z ]+),topic:(?P<topic>\S+)")


@dataclass(frozen=True, slots=True)
class Refused:
    """A topic that the venue will not serve, in its own words."""

    topic: str
    why: str


class Subscriptions:
    """Requests under way on one connection."""

    def __init__(self) -> None:
        self._asked: dict[str, list[str]] = {}
        self._requests = 0

    def ask(self, topics: Sequence[str]) -> list[Send]:
        """Subscribe, in requests as large as every market takes."""
        return [
            self._request("subscribe", list(topics[start : start + _TOPICS_A_REQUEST]))
            for start in range(0, len(topics), _TOPICS_A_REQUEST)
        ]

    def renew(self, topic: str) -> list[Send]:
        """Leave a topic and take it again, which makes the venue begin with a snapshot."""
        return [self._request("unsubscribe", [topic]), self._request("subscribe", [topic])]

    def answered(
        self, request: str, *, success: bool, text: str
    ) -> tuple[list[Send], list[Refused]]:
        """What follows from an answer: the good topics of a refused request are asked for again."""
        topics = self._asked.pop(request, [])
        refusal = _REFUSAL.search(text)
        if success or refusal is None:
            return [], [] if success else [Refused(topic, text) for topic in topics]
        bad, why = refusal["topic"], refusal["why"]
        refused = [] if why == "already subscribed" else [Refused(bad, why)]
        return self.ask([topic for topic in topics if topic != bad]), refused

    def _request(self, operation: str, topics: list[str]) -> Send:
        self._requests += 1
        request = f"{operation}-{self._requests}"
        if operation == "subscribe":
            self._asked[request] = topics
        return Send(frame=json.dumps({"req_id": request, "op": operation, "args": topics}))

"""What one client says and what the venue answers, without a socket.

Texts and their exact wording: Bybit's documents and live refusals recorded in 2026. One bad topic
refuses the whole request, and the good topics beside it never deliver; data comes before the
acknowledgement; an acknowledgement carries no topic.
"""

import msgspec

from standins.bybit.frames import SPOT
from standins.bybit.hub import Hub, Subscriber
from standins.bybit.wire import Reply, Request

SPOT_ARGS = 10
"""Spot takes at most ten topics in one request."""

ARGS_CHARACTERS = 21_000
"""Characters of all topics one connection may be subscribed to."""


class Conversation:
    """One client's side of the hall.

    Parameters
    ----------
    hub
        Where topics live.
    subscriber
        Where frames and answers go.
    category
        The market of this socket: ``linear`` or ``spot``.
    conn_id
        The venue's name for the connection, repeated in every answer.
    """

    def __init__(self, hub: Hub, subscriber: Subscriber, *, category: str, conn_id: str) -> None:
        self._hub = hub
        self._subscriber = subscriber
        self._category = category
        self._conn_id = conn_id
        self._topics: dict[str, None] = {}

    def receive(self, text: str) -> None:
        """Answer what a client sent; the answer is pushed after the data it causes."""
        try:
            request = msgspec.json.decode(text, type=Request)
        except msgspec.DecodeError:
            self._answer(Request(), success=False, ret_msg=_undecodable(text))
            return
        match request.op:
            case "ping":
                self._answer(request, success=True, ret_msg="pong")
            case "subscribe":
                self._subscribe(request)
            case "unsubscribe":
                self._unsubscribe(request)
            case _:
                self._answer(request, success=False, ret_msg="error:invalid op")

    def hang_up(self) -> None:
        """Forget the client's subscriptions."""
        self._hub.leave(self._subscriber, self._category, self._topics)
        self._topics.clear()

    def _subscribe(self, request: Request) -> None:
        refusal = self._refusal(request.args)
        if refusal is not None:
            self._answer(request, success=False, ret_msg=refusal)
            return
        self._topics.update(dict.fromkeys(request.args))
        self._hub.join(self._subscriber, self._category, request.args)
        self._answer(request, success=True, ret_msg=self._agreed("subscribe"))

    def _unsubscribe(self, request: Request) -> None:
        self._hub.leave(self._subscriber, self._category, request.args)
        for topic in request.args:
            self._topics.pop(topic, None)
        self._answer(request, success=True, ret_msg=self._agreed("unsubscribe"))

    def _refusal(self, topics: list[str]) -> str | None:
        """Why the whole request is refused, naming its first bad topic; None when it is not."""
        if self._category == SPOT and len(topics) > SPOT_ARGS:
            return "args size >10"
        if sum(map(len, [*self._topics, *topics])) > ARGS_CHARACTERS:
            return f"error:args characters over {ARGS_CHARACTERS}"
        seen = dict(self._topics)
        for topic in topics:
            if topic in seen:
                return f"error:already subscribed,topic:{topic}"
            if self._hub.refuses(self._category, topic):
                return f"error:handler not found,topic:{topic}"
            seen[topic] = None
        return None

    def _agreed(self, op: str) -> str:
        return op if self._category == SPOT else ""

    def _answer(self, request: Request, *, success: bool, ret_msg: str) -> None:
        reply = Reply(success, ret_msg, self._conn_id, request.req_id, request.op)
        self._subscriber.push(msgspec.json.encode(reply))


def _undecodable(text: str) -> str:
    found = text[:1] or "EOF"
    return f"Failed to decode incoming data:readObjectStart: expect {{ or n, but found {found}"

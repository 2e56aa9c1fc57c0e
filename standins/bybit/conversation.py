"""What one client says and what the venue answers, without a socket.

Texts and their exact wording: Bybit's documents and live refusals recorded in 2026. One bad topic
refuses the whole request, and the good topics beside it never deliver; data comes before the
acknowledgement; an acknowledgement carries no topic.
"""

from collections.abc import Callable
from typing import Protocol

import msgspec
from typing_extensions import override

from standins.bybit.faults import EarlyAck, LateAck, PerTopic, Refuse
from standins.bybit.frames import OPTION, SPOT, SPREAD
from standins.bybit.hub import Hub, Subscriber
from standins.bybit.wire import CommandReply, PlainPong, Reply, Request, Topics

SPOT_ARGS = 10
"""Spot takes at most ten topics in one request."""

OPTION_ARGS = 2_000
"""Topics one connection to options may be subscribed to."""

ARGS_CHARACTERS = 21_000
"""Characters of all topics one connection may be subscribed to."""


class Listener(Subscriber, Protocol):
    """Someone who takes frames of topics, and answers."""

    def answer(self, payload: bytes, *, after_s: float = 0.0) -> None:
        """Take an answer, at once or after so many seconds; must not wait."""


class Conversation:
    """One client's side of the hall: spot, linear and inverse.

    Parameters
    ----------
    hub
        Where topics live.
    listener
        Where frames and answers go.
    category
        The market of this socket, e.g. ``linear``.
    conn_id
        The venue's name for the connection, repeated in every answer.
    """

    def __init__(self, hub: Hub, listener: Listener, *, category: str, conn_id: str) -> None:
        self._hub = hub
        self._listener = listener
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
                self._pong(request)
            case "subscribe":
                self._subscribe(request)
            case "unsubscribe":
                self._unsubscribe(request)
            case _:
                self._answer(request, success=False, ret_msg="error:invalid op")

    def hang_up(self) -> None:
        """Forget the client's subscriptions."""
        self._hub.leave(self._listener, self._category, self._topics)
        self._topics.clear()

    def _pong(self, request: Request) -> None:
        self._answer(request, success=True, ret_msg="pong")

    def _subscribe(self, request: Request) -> None:
        refusal = self._too_much(request.args)
        refused = {} if refusal else self._refused(request.args)
        if refusal or (refused and not self._hub.orders.take(PerTopic)):
            first = refusal or next(iter(refused.values()))
            self._answer(request, success=False, ret_msg=first)
            return
        for text in refused.values():
            self._answer(request, success=False, ret_msg=text)
        good = list(dict.fromkeys(topic for topic in request.args if topic not in refused))
        if good or not request.args:
            self._agree(request, good)

    def _agree(self, request: Request, topics: list[str]) -> None:
        """Serve topics: data first, acknowledgement then, unless another order was ordered."""
        early = self._hub.orders.take(EarlyAck)
        late = self._hub.orders.take(LateAck)
        if early:
            self._answer(request, success=True, ret_msg=self._agreed("subscribe"))
        self._join(topics)
        if not early:
            after_s = late.delay_s if late else 0.0
            text = self._agreed("subscribe")
            self._answer(request, success=True, ret_msg=text, after_s=after_s)

    def _join(self, topics: list[str]) -> None:
        self._topics.update(dict.fromkeys(topics))
        self._hub.join(self._listener, self._category, topics)

    def _unsubscribe(self, request: Request) -> None:
        self._leave(request.args)
        self._answer(request, success=True, ret_msg=self._agreed("unsubscribe"))

    def _leave(self, topics: list[str]) -> None:
        self._hub.leave(self._listener, self._category, topics)
        for topic in topics:
            self._topics.pop(topic, None)

    def _too_much(self, topics: list[str]) -> str | None:
        """Why a request is too large; None when it is not."""
        if self._category == SPOT and len(topics) > SPOT_ARGS:
            return "args size >10"
        if sum(map(len, [*self._topics, *topics])) > ARGS_CHARACTERS:
            return f"error:args characters over {ARGS_CHARACTERS}"
        return None

    def _refused(self, topics: list[str]) -> dict[str, str]:
        """Each topic that cannot be served and why, in the order they were named."""
        refused: dict[str, str] = {}
        seen = dict(self._topics)
        for topic in topics:
            if topic in seen:
                refused.setdefault(topic, f"error:already subscribed,topic:{topic}")
            elif self._unknown(topic):
                refused[topic] = f"error:handler not found,topic:{topic}"
            seen[topic] = None
        return refused

    def _unknown(self, topic: str) -> bool:
        ordered = self._hub.orders.take(Refuse, lambda fault: fault.covers(topic))
        return ordered is not None or not self._hub.exists(self._category, topic)

    def _agreed(self, op: str) -> str:
        return op if self._category == SPOT else ""

    def _answer(
        self, request: Request, *, success: bool, ret_msg: str, after_s: float = 0.0
    ) -> None:
        reply = Reply(success, ret_msg, self._conn_id, str(request.req_id), request.op)
        self._listener.answer(msgspec.json.encode(reply), after_s=after_s)


class CommandConversation(Conversation):
    """The same for option and spread, which name the topics in their answers and pong plainly.

    Parameters
    ----------
    hub, listener, category, conn_id
        As for every conversation.
    now_ms
        The venue's time, which a pong tells.
    """

    def __init__(
        self,
        hub: Hub,
        listener: Listener,
        *,
        category: str,
        conn_id: str,
        now_ms: Callable[[], int],
    ) -> None:
        super().__init__(hub, listener, category=category, conn_id=conn_id)
        self._now_ms = now_ms

    @override
    def _pong(self, request: Request) -> None:
        self._listener.answer(msgspec.json.encode(PlainPong([str(self._now_ms())])))

    @override
    def _subscribe(self, request: Request) -> None:
        refused = self._refused(request.args)
        if len(self._topics) + len(request.args) > OPTION_ARGS and self._category == OPTION:
            refused = dict.fromkeys(request.args, "too many")
        good = [topic for topic in request.args if topic not in refused]
        self._join(good)
        self._command(refused=list(refused), agreed=good)

    @override
    def _unsubscribe(self, request: Request) -> None:
        self._leave(request.args)
        self._command(refused=[], agreed=request.args)

    def _command(self, *, refused: list[str], agreed: list[str]) -> None:
        topics = Topics(refused, agreed)
        reply = CommandReply(success=not refused, conn_id=self._conn_id, data=topics)
        self._listener.answer(msgspec.json.encode(reply))


def conversation(
    hub: Hub, listener: Listener, *, category: str, conn_id: str, now_ms: Callable[[], int]
) -> Conversation:
    """The conversation as it is held in a market."""
    if category in {OPTION, SPREAD}:
        return CommandConversation(hub, listener, category=category, conn_id=conn_id, now_ms=now_ms)
    return Conversation(hub, listener, category=category, conn_id=conn_id)


def _undecodable(text: str) -> str:
    found = text[:1] or "EOF"
    return f"Failed to decode incoming data:readObjectStart: expect {{ or n, but found {found}"

"""JSON-RPC over a WebSocket: numbered requests, their answers, and notifications."""

import json
from dataclasses import dataclass, field

import msgspec

from core.conversation import Send
from engine.feeds.ethereum.blocks import RpcHeader

_SECOND_NS = 1_000_000_000
_PATIENCE_NS = 10 * _SECOND_NS


class RpcError(msgspec.Struct):
    """Why a request was refused."""

    code: int = 0
    message: str = ""


class Notification(msgspec.Struct):
    """The ``params`` of an ``eth_subscription``."""

    result: msgspec.Raw


class Answer(msgspec.Struct):
    """Any frame of the node. An answer without an id is about nothing in particular (429)."""

    id: int | None = None
    result: msgspec.Raw = msgspec.Raw(b"")
    error: RpcError | None = None
    params: Notification | None = None


answers: msgspec.json.Decoder[Answer] = msgspec.json.Decoder(Answer)
headers: msgspec.json.Decoder[RpcHeader | None] = msgspec.json.Decoder(RpcHeader | None)


@dataclass(slots=True)
class Request:
    """A question that waits for its answer, or for the moment to be asked again."""

    purpose: str
    method: str
    params: list[object]
    asked_ns: int
    tries: int = 1
    again_ns: int | None = None


@dataclass(slots=True)
class Requests:
    """All questions under way on one connection."""

    waiting: dict[int, Request] = field(default_factory=dict)
    _last: int = 0

    def ask(self, purpose: str, method: str, params: list[object], now_ns: int) -> Send:
        """Ask; ``purpose`` comes back with the answer."""
        return self._send(Request(purpose=purpose, method=method, params=params, asked_ns=now_ns))

    def answered(self, number: int) -> Request | None:
        """The question an answer belongs to; None for one that is not waited for any more."""
        return self.waiting.pop(number, None)

    def later(self, request: Request, *, delay_s: float, now_ns: int) -> None:
        """Ask the same again after ``delay_s``."""
        request.again_ns = now_ns + int(delay_s * _SECOND_NS)
        self._last += 1
        self.waiting[self._last] = request

    def postpone_all(self, *, delay_s: float, now_ns: int) -> None:
        """The node is too busy and does not say for which question: ask all again later."""
        for request in list(self.waiting.values()):
            request.again_ns = now_ns + int(delay_s * _SECOND_NS)

    def due(self, now_ns: int) -> list[Send]:
        """The questions to ask again now: those put off, and those that got no answer in 10 s."""
        sends = []
        for number, request in list(self.waiting.items()):
            overdue = now_ns - request.asked_ns > _PATIENCE_NS
            if (request.again_ns is not None and request.again_ns <= now_ns) or overdue:
                del self.waiting[number]
                request.asked_ns, request.again_ns = now_ns, None
                request.tries += 1
                sends.append(self._send(request))
        return sends

    def drop(self, *purposes: str) -> None:
        """Forget questions whose answers are of no more use."""
        for number, request in list(self.waiting.items()):
            if request.purpose in purposes:
                del self.waiting[number]

    def _send(self, request: Request) -> Send:
        self._last += 1
        self.waiting[self._last] = request
        message = {
            "jsonrpc": "2.0",
            "id": self._last,
            "method": request.method,
            "params": request.params,
        }
        return Send(frame=json.dumps(message))

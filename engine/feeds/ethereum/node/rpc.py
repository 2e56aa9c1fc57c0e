"""JSON-RPC over a WebSocket or HTTP: numbered requests, their answers, and notifications."""

import json
from collections.abc import Hashable
from dataclasses import dataclass, field

import msgspec

from core.conversation import Send
from core.time_units import SECOND_NS
from engine.feeds.ethereum.contents.blocks import RpcHeader

_PATIENCE_NS = 10 * SECOND_NS
_LONGEST_PAUSE_S = 32.0


class RpcError(msgspec.Struct):
    """Why a request was refused."""

    code: int = 0
    message: str = ""


NO_ANSWER = RpcError(code=0, message="no answer within 10 s")
"""What a question is told that waited in vain: to its asker it is one more refusal."""


class Notification(msgspec.Struct):
    """The ``params`` of an ``eth_subscription``."""

    result: msgspec.Raw
    subscription: str = ""


class Answer(msgspec.Struct):
    """Any frame of the node. An answer without an id is about nothing in particular (429)."""

    id: int | None = None
    result: msgspec.Raw = msgspec.Raw(b"null")
    error: RpcError | None = None
    params: Notification | None = None


answers: msgspec.json.Decoder[Answer] = msgspec.json.Decoder(Answer)
headers: msgspec.json.Decoder[RpcHeader | None] = msgspec.json.Decoder(RpcHeader | None)
texts: msgspec.json.Decoder[str] = msgspec.json.Decoder(str)


@dataclass(slots=True)
class Request:
    """A question that waits for its answer, or for the moment to be asked again.

    ``about`` is whatever its asker wants to find again with the answer. ``tries`` counts how often
    it was asked and not served; a pause that a busy node wanted does not count.
    """

    purpose: str
    method: str
    params: list[object]
    asked_ns: int
    about: Hashable = None
    tries: int = 1
    again_ns: int | None = None


@dataclass(slots=True)
class Requests:
    """All questions under way on one connection."""

    waiting: dict[int, Request] = field(default_factory=dict)
    _last: int = 0
    _busy: int = 0

    def ask(
        self,
        purpose: str,
        method: str,
        params: list[object],
        now_ns: int,
        *,
        about: Hashable = None,
    ) -> Send:
        """Ask; ``purpose`` and ``about`` come back with the answer."""
        request = Request(
            purpose=purpose, method=method, params=params, asked_ns=now_ns, about=about
        )
        return self._send(request)

    def answered(self, number: int) -> Request | None:
        """The question an answer belongs to; None for one that is not waited for any more."""
        self._busy = 0
        return self.waiting.pop(number, None)

    def later(self, request: Request, now_ns: int) -> None:
        """Ask the same again after a pause: 0.25 s, 0.5 s, 1 s … at most 8 s."""
        pause_s = min(0.25 * 2.0 ** (request.tries - 1), 8.0)
        request.tries += 1
        self._put_off(request, pause_s, now_ns)

    def busy(self, request: Request | None, now_ns: int) -> None:
        """The node has too much to do: ask again after 1 s, 2 s, 4 s … at most 32 s.

        Over a socket it does not say for which question: then ``request`` is None, and all wait.
        """
        pause_s = min(2.0**self._busy, _LONGEST_PAUSE_S)
        self._busy += 1
        for one in list(self.waiting.values()):
            one.again_ns = now_ns + int(pause_s * SECOND_NS)
        if request is not None:
            self._put_off(request, pause_s, now_ns)

    def due(self, now_ns: int) -> list[Send]:
        """The questions to ask again now, of those that were put off."""
        sends = []
        for number, request in list(self.waiting.items()):
            if request.again_ns is not None and request.again_ns <= now_ns:
                del self.waiting[number]
                request.asked_ns, request.again_ns = now_ns, None
                sends.append(self._send(request))
        return sends

    def overdue(self, now_ns: int) -> list[Request]:
        """The questions that got no answer in 10 s; they are waited for no more."""
        late = [
            number
            for number, request in self.waiting.items()
            if request.again_ns is None and now_ns - request.asked_ns > _PATIENCE_NS
        ]
        return [self.waiting.pop(number) for number in late]

    def asks(self, purpose: str) -> bool:
        """Whether a question of this purpose waits for its answer."""
        return any(request.purpose == purpose for request in self.waiting.values())

    def drop(self, *purposes: str, about: Hashable = None) -> None:
        """Forget questions whose answers are of no more use; all of a purpose, or one's alone."""
        for number, request in list(self.waiting.items()):
            if request.purpose in purposes and about in {None, request.about}:
                del self.waiting[number]

    def forget(self) -> None:
        """A new connection: nobody will answer what was asked on the last one."""
        self.waiting.clear()
        self._busy = 0

    def _put_off(self, request: Request, pause_s: float, now_ns: int) -> None:
        request.again_ns = now_ns + int(pause_s * SECOND_NS)
        self._last += 1
        self.waiting[self._last] = request

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

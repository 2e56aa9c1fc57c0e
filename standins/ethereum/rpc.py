"""JSON-RPC 2.0 around a node: single requests, batches, errors."""

from typing import NamedTuple

import msgspec

from standins.ethereum.errors import (
    INVALID_PARAMS,
    INVALID_REQUEST,
    PARSE,
    TOO_MANY,
    TOO_MANY_TEXT,
    TRY_AGAIN_TEXT,
    UNABLE_TEXT,
    UNKNOWN_METHOD,
    RpcError,
    SwallowedError,
    batch_text,
    error_object,
)
from standins.ethereum.node import Node
from standins.ethereum.source import Json
from standins.ethereum.subscriptions import Listener

OK, BAD_REQUEST, UNAVAILABLE = 200, 400, 503
BAD_CODES = (PARSE, INVALID_REQUEST, UNKNOWN_METHOD, INVALID_PARAMS)


class Reply(NamedTuple):
    """What goes back, and the status it has over HTTP."""

    body: bytes
    status: int = OK


class Rpc:
    """Answers requests of one node.

    Parameters
    ----------
    node
        Who knows the answers.
    """

    def __init__(self, node: Node) -> None:
        self.node = node
        self.answered = 0

    def answer(self, text: str | bytes, listener: Listener | None) -> Reply | None:
        """Answer one message, a request or a batch; None where a fault swallows the answer.

        Parameters
        ----------
        text
            What came.
        listener
            Where notifications go; None over HTTP, where nothing can be subscribed.
        """
        self.answered += 1
        try:
            message = msgspec.json.decode(text)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return reply(error_object(None, PARSE, "parse error"))
        if not isinstance(message, list):
            answer = self._one(message, listener)
            return None if answer is None else reply(answer)
        if not message:
            return reply(error_object(None, INVALID_REQUEST, "empty batch"))
        most = self.node.view.limits.batch
        if listener is not None and len(message) > most:
            return reply(error_object(None, INVALID_REQUEST, batch_text(most)))
        answers = [self._one(request, listener) for request in message]
        return Reply(encoded([answer for answer in answers if answer is not None]))

    def _one(self, request: object, listener: Listener | None) -> Json | None:
        if not isinstance(request, dict) or not isinstance(request.get("method"), str):
            return error_object(None, INVALID_REQUEST, "invalid request")
        asked, params = request.get("id"), request.get("params", [])
        if not isinstance(params, list):
            return error_object(asked, INVALID_PARAMS, "non-array args")
        try:
            result = self.node.call(request["method"], params, listener)
        except RpcError as error:
            return error_object(asked, error.code, error.text)
        except SwallowedError:
            return None
        return {"jsonrpc": "2.0", "id": asked, "result": result}


def reply(answer: Json) -> Reply:
    """An answer, with the status Alchemy's documents give to its error, if it is one."""
    error = answer.get("error")
    if not isinstance(error, dict):
        return Reply(encoded(answer))
    if error["code"] in BAD_CODES:
        return Reply(encoded(answer), BAD_REQUEST)
    troubled = str(error["message"]).endswith((UNABLE_TEXT, TRY_AGAIN_TEXT))
    return Reply(encoded(answer), UNAVAILABLE if troubled else OK)


def too_many() -> bytes:
    """What Alchemy sends over a WebSocket when a limit is exceeded: an error without an id."""
    return encoded({"jsonrpc": "2.0", "error": {"code": TOO_MANY, "message": TOO_MANY_TEXT}})


def encoded(message: object) -> bytes:
    """A message as it goes over the line."""
    return msgspec.json.encode(message)

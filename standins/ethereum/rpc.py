"""JSON-RPC 2.0 around the node: single requests, batches, errors."""

import json

import msgspec

from standins.ethereum.errors import (
    INVALID_PARAMS,
    INVALID_REQUEST,
    PARSE,
    TOO_MANY,
    TOO_MANY_TEXT,
    UNKNOWN_METHOD,
    RpcError,
)
from standins.ethereum.node import Node, Params
from standins.ethereum.source import Json
from standins.ethereum.subscriptions import Listener

MOST_IN_BATCH = 20
"""Requests in one batch over a WebSocket."""


class Rpc:
    """Answers requests of one node.

    Parameters
    ----------
    node
        Who knows the answers.
    """

    def __init__(self, node: Node) -> None:
        self._node = node
        self.refusals = 0
        self.answered = 0

    def refuses(self) -> bool:
        """Whether the next request must be answered with 429."""
        refused = self.refusals > 0
        self.refusals -= refused
        return refused

    def answer(self, text: str | bytes, listener: Listener | None) -> bytes:
        """Answer one message: a request or a batch.

        Parameters
        ----------
        text
            What came.
        listener
            Where notifications go; None over HTTP, where nothing can be subscribed.
        """
        self.answered += 1
        try:
            message = json.loads(text)
        except ValueError:
            return _encode(_error(None, PARSE, "parse error"))
        if not isinstance(message, list):
            return _encode(self._one(message, listener))
        if not message:
            return _encode(_error(None, INVALID_REQUEST, "empty batch"))
        if listener is not None and len(message) > MOST_IN_BATCH:
            most = (
                "The maximum batch size that can be sent over a websocket connection is "
                f"{MOST_IN_BATCH}"
            )
            return _encode(_error(None, INVALID_REQUEST, most))
        return _encode([self._one(request, listener) for request in message])

    def _one(self, request: object, listener: Listener | None) -> Json:
        if not isinstance(request, dict) or not isinstance(request.get("method"), str):
            return _error(None, INVALID_REQUEST, "invalid request")
        asked = request.get("id")
        try:
            result = self._call(request["method"], request.get("params", []), listener)
        except RpcError as error:
            return _error(asked, error.code, error.text)
        return {"jsonrpc": "2.0", "id": asked, "result": result}

    def _call(self, method: str, params: object, listener: Listener | None) -> object:
        if not isinstance(params, list):
            raise RpcError(INVALID_PARAMS, "non-array args")
        given: Params = params
        if method == "eth_subscribe":
            if listener is None:
                raise RpcError(UNKNOWN_METHOD, "notifications not supported")
            return self._node.subscribe(listener, given)
        if method == "eth_unsubscribe":
            return listener is not None and self._unsubscribe(listener, given)
        answer = self._node.methods.get(method)
        if answer is None:
            text = f"the method {method} does not exist/is not available"
            raise RpcError(UNKNOWN_METHOD, text)
        return answer(given)

    def _unsubscribe(self, listener: Listener, params: Params) -> bool:
        return bool(params) and self._node.subscriptions.remove(listener, str(params[0]))


def too_many() -> bytes:
    """What Alchemy sends over a WebSocket when a limit is exceeded: an error without an id."""
    return _encode({"jsonrpc": "2.0", "error": {"code": TOO_MANY, "message": TOO_MANY_TEXT}})


def _error(asked: object, code: int, text: str) -> Json:
    return {"jsonrpc": "2.0", "id": asked, "error": {"code": code, "message": text}}


def _encode(message: object) -> bytes:
    return msgspec.json.encode(message)

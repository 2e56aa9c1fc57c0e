"""What a node says when it cannot answer: JSON-RPC 2.0 error objects."""

PARSE = -32_700
INVALID_REQUEST = -32_600
UNKNOWN_METHOD = -32_601
INVALID_PARAMS = -32_602
SERVER = -32_000
TOO_MANY = 429

TOO_MANY_TEXT = (
    "Your app has exceeded its compute units per second capacity. If you have retries enabled, "
    "you can safely ignore this message."
)


class RpcError(Exception):
    """An error that goes back to the client.

    Parameters
    ----------
    code, text
        As the JSON-RPC specification, and the nodes' documents, number and word it.
    """

    def __init__(self, code: int, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text

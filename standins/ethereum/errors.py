"""What a node says when it cannot answer: JSON-RPC 2.0 error objects, worded as the houses do."""

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
UNABLE_TEXT = "Unable to complete request at this time."
TRY_AGAIN_TEXT = "not processed yet. Please try again."
TIMED_OUT_TEXT = "Subscription timed out"
UNAUTHENTICATED_TEXT = "Must be authenticated!"


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


class SwallowedError(Exception):
    """A question that gets no answer at all."""


def error_object(asked: object, code: int, text: str) -> dict[str, object]:
    """An answer that is an error; ``asked`` is the question's id."""
    return {"jsonrpc": "2.0", "id": asked, "error": {"code": code, "message": text}}


def batch_text(most: int) -> str:
    """The words for a batch of more than ``most`` requests."""
    return f"The maximum batch size that can be sent over a websocket connection is {most}"


def not_processed_text(which: object) -> str:
    """The words for a block whose head another node has announced already."""
    return f"Block {which} {TRY_AGAIN_TEXT}"


def free_range_text(first: int, most: int) -> str:
    """The words for more blocks of logs than the free tier gives."""
    return (
        f"Under the Free tier plan, you can make eth_getLogs requests with up to a {most} block "
        f"range. Based on your parameters, this block range should work: "
        f"[{hex(first)}, {hex(first + most - 1)}]. Upgrade to PAYG for expanded block range."
    )


def too_many_logs_text(first: int, last: int) -> str:
    """The words for more than ten thousand logs; ``last`` is the block that may be asked up to."""
    return (
        "Log response size exceeded. You can make eth_getLogs requests with up to a 2K block range "
        "and no limit on the response size, or you can request any block range with a cap of 10K "
        "logs in the response. Based on your parameters and the response size limit, this block "
        f"range should work: [{hex(first)}, {hex(last)}]"
    )

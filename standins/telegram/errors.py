"""How the stand-in says no.

One exception, because Telegram has one shape of refusal: a code, a sentence, and sometimes
parameters (``retry_after``, ``migrate_to_chat_id``).
"""

from standins.telegram.wire import JsonObject

_PREFIX = {
    400: "Bad Request: ",
    403: "Forbidden: ",
    409: "Conflict: ",
    501: "Not Implemented: ",
}


class RefusalError(Exception):
    """A request that is answered with ``{"ok": false, ...}``.

    Parameters
    ----------
    code
        The HTTP status and ``error_code``; 400 unless said otherwise.
    words
        Telegram's sentence without its prefix; the prefix follows from the code, and the first
        letter becomes small behind it, as Telegram's own server does it.
    parameters
        ``ResponseParameters`` of the Bot API, when there are any.
    """

    def __init__(self, words: str, code: int = 400, parameters: JsonObject | None = None) -> None:
        prefix = _PREFIX.get(code, "")
        self.code = code
        self.description = prefix + _small_first(words) if prefix else words
        self.parameters = parameters
        super().__init__(self.description)

    def body(self) -> JsonObject:
        """The JSON body of the answer."""
        body: JsonObject = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def _small_first(words: str) -> str:
    """Telegram writes ``can't parse`` but leaves codes such as ``BUTTON_DATA_INVALID`` alone."""
    if words[:2].isupper() or words[1:2] == "_":
        return words
    return words[:1].lower() + words[1:]

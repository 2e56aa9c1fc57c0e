"""Things that go wrong on purpose: refusals, slowness, answers that never arrive."""

import msgspec

from standins.telegram.errors import RefusalError
from standins.telegram.wire import JsonObject


class Fault(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """One fault and the requests it meets.

    Attributes
    ----------
    method
        Only this method (any case); None meets every method but ``getUpdates``.
    chat
        Only this ``chat_id``.
    contains
        Only when this stands somewhere in the values of the request.
    times
        How often it happens before it is over; None goes on until it is removed.
    code, description, parameters
        The refusal; without a code the request succeeds (late, or unheard).
    latency
        Seconds to wait first.
    lose_answer
        The effect happens and the connection is closed without an answer.
    """

    method: str | None = None
    chat: int | str | None = None
    contains: str | None = None
    times: int | None = None
    code: int | None = None
    description: str | None = None
    parameters: JsonObject | None = None
    latency: float = 0.0
    lose_answer: bool = False

    def refusal(self) -> RefusalError | None:
        """The refusal, in Telegram's words when none were given."""
        if self.code is None:
            return None
        retry = (self.parameters or {}).get("retry_after")
        usual = {
            429: f"Too Many Requests: retry after {retry}",
            403: "Forbidden: bot was blocked by the user",
            401: "Unauthorized",
            500: "Internal Server Error",
            502: "Bad Gateway",
            504: "Gateway Timeout",
        }
        refusal = RefusalError("", self.code, self.parameters)
        refusal.description = self.description or usual.get(self.code, "Bad Request: fault")
        return refusal

    def meets(self, method: str, values: JsonObject) -> bool:
        """Whether it happens to this request."""
        if self.method is None and method == "getUpdates":
            return False
        if self.method is not None and self.method.lower() != method.lower():
            return False
        if self.chat is not None and str(values.get("chat_id")) != str(self.chat):
            return False
        return self.contains is None or any(self.contains in str(one) for one in values.values())


class Faults:
    """The faults that are switched on, in the order they were given."""

    def __init__(self) -> None:
        self.active: list[Fault] = []

    def take(self, method: str, values: JsonObject) -> Fault | None:
        """The first fault that meets this request, counted as used."""
        for fault in self.active:
            if fault.meets(method, values):
                self._use(fault)
                return fault
        return None

    def _use(self, fault: Fault) -> None:
        if fault.times is None:
            return
        fault.times -= 1
        if fault.times <= 0:
            self.active.remove(fault)

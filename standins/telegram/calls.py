"""The log of Bot API calls: what was asked, what came of it, and what the rule book says of it."""

import logging
from collections import deque
from itertools import islice

import msgspec

from standins.telegram.rules.validation import Violation
from standins.telegram.wire import JsonObject

_log = logging.getLogger(__name__)

KEPT = 2000
_CLIP = 120


class CallRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One call.

    Attributes
    ----------
    number
        Grows by one with every call.
    milliseconds
        Time in the stand-in, waiting included.
    violations
        Departures from the documents, as ``{"where", "rule", "words"}``.
    """

    number: int
    at: float
    method: str
    ok: bool
    code: int
    description: str | None
    milliseconds: float
    chat: str | None
    brief: str
    violations: list[JsonObject]


class CallLog:
    """The latest calls, and how many broke a rule since the start.

    Each broken rule is also a warning in this module's log, so that nobody has to come and ask.
    """

    def __init__(self) -> None:
        self._records: deque[CallRecord] = deque(maxlen=KEPT)
        self._details: deque[tuple[JsonObject, JsonObject]] = deque(maxlen=KEPT)
        self.total = 0
        self.violations = 0

    def add(
        self,
        method: str,
        parameters: JsonObject,
        body: JsonObject,
        violations: list[Violation],
        *,
        at: float,
        seconds: float,
    ) -> CallRecord:
        """Write down one call."""
        self.total += 1
        self.violations += len(violations)
        for one in violations:
            _log.warning("%s: %s", one.where, one.words)
        chat = parameters.get("chat_id")
        record = CallRecord(
            number=self.total,
            at=at,
            method=method,
            ok=body["ok"],
            code=body.get("error_code", 200),
            description=body.get("description"),
            milliseconds=round(seconds * 1000, 2),
            chat=None if chat is None else str(chat),
            brief=_brief(parameters),
            violations=[_shown(one) for one in violations],
        )
        self._records.append(record)
        self._details.append((parameters, body))
        return record

    def detail(self, number: int) -> JsonObject | None:
        """Parameters and answer of one call as JSON; None when it is no longer kept."""
        place = len(self._details) - 1 - (self.total - number)
        if not 0 <= place < len(self._details):
            return None
        parameters, answer = self._details[place]
        return {"parameters": parameters, "answer": answer}

    def since(self, number: int) -> list[CallRecord]:
        """The calls after the one with this number, as far as they are kept."""
        skip = max(len(self._records) - (self.total - number), 0)
        return list(islice(self._records, skip, None))


def _shown(violation: Violation) -> JsonObject:
    return {"where": violation.where, "rule": violation.rule, "words": violation.words}


def _brief(parameters: JsonObject) -> str:
    """The parameter that says most about the call, on one line."""
    for name in ("text", "caption", "action", "callback_query_id", "file_id", "message_id"):
        if name in parameters:
            return " ".join(str(parameters[name]).split())[:_CLIP]
    return ""

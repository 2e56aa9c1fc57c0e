"""What an answer of the venue's REST side means for the one who asked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from core.conversation import Reply
from core.time_units import SECOND_NS

_BAN_NS = 600 * SECOND_NS
_VISITS_NS = 5 * SECOND_NS
_LONGEST_TOLD_NS = 60 * SECOND_NS
_OK, _FORBIDDEN, _TOO_MANY = 200, 403, 429
# A request that came too late or too early, or met a proxy in trouble; any other 4xx is a no.
_PASSING = frozenset({408, 425, _TOO_MANY})
_CLIENTS_FAULT = range(400, 500)

_TOO_MANY_VISITS = 10_006
_BANNED = 10_018
# Parameter error, no permission, region and compliance, unknown route, unknown symbol.
_NO = frozenset({10_001, 10_005, 10_009, 10_017, 10_024, 10_029})
_TAGS = re.compile(r"<[^>]*>")


class _Answer(msgspec.Struct):
    """The envelope of every answer; ``time`` is the venue's clock in milliseconds."""

    retCode: int  # noqa: N815  the venue's own spelling
    retMsg: str = ""  # noqa: N815
    result: msgspec.Raw = msgspec.Raw(b"{}")
    time: int = 0


_answers = msgspec.json.Decoder(_Answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What was asked for: the ``result`` as JSON text, and the venue's clock in milliseconds."""

    raw: msgspec.Raw
    time_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A no that stays a no: asking the same again is of no use."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """It did not work this time; ``after_ns`` is the wait that the venue asked for, if it did."""

    reason: str
    after_ns: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Halt:
    """Nobody behind this address may ask anything for so long."""

    reason: str
    for_ns: int


def judge(reply: Reply | None) -> Result | Refused | Again | Halt:
    """Decide by HTTP status and ``retCode`` alone: the venue's texts are not documented.

    HTTP 403 is the address's ban (or its country's), whatever its body says; the body only explains
    it. 429, 5xx, 10000, 10016 and bodies that are no JSON pass by themselves.

    >>> judge(None)
    Again(reason='no answer', after_ns=0)
    """
    if reply is None:
        return Again(reason="no answer")
    if reply.status == _FORBIDDEN:
        return Halt(reason=_why_forbidden(reply.body), for_ns=_BAN_NS)
    if reply.status in _CLIENTS_FAULT and reply.status not in _PASSING:
        return Refused(reason=f"HTTP {reply.status}: {_excerpt(reply.body)}")
    if reply.status != _OK:
        return Again(reason=f"HTTP {reply.status}", after_ns=_retry_after(reply.headers))
    return _judge_body(reply)


def _judge_body(reply: Reply) -> Result | Refused | Again | Halt:
    try:
        answer = _answers.decode(reply.body)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        return Again(reason=f"not the answer that is documented: {error}")
    said = f"{answer.retCode} {answer.retMsg}".strip()
    if answer.retCode == 0:
        return Result(raw=answer.result, time_ms=answer.time)
    if answer.retCode == _TOO_MANY_VISITS:
        return Halt(reason=said, for_ns=_until_reset(reply.headers, answer.time))
    if answer.retCode == _BANNED:
        return Halt(reason=said, for_ns=_BAN_NS)
    return Refused(reason=said) if answer.retCode in _NO else Again(reason=said)


def _until_reset(headers: Mapping[str, str], time_ms: int) -> int:
    # The reset is told in the venue's clock, and so is the answer's time: ours plays no part.
    text = headers.get("x-bapi-limit-reset-timestamp", "")
    if not text.isdecimal() or not time_ms:
        return _VISITS_NS
    return min(max((int(text) - time_ms) * 1_000_000, SECOND_NS // 10), _LONGEST_TOLD_NS)


def _retry_after(headers: Mapping[str, str]) -> int:
    text = headers.get("retry-after", "")
    return min(int(text) * SECOND_NS, _LONGEST_TOLD_NS) if text.isdecimal() else 0


def _why_forbidden(body: bytes) -> str:
    text = _excerpt(body)
    if "too frequent" in text.lower():
        return "HTTP 403: asked too often; the venue wants ten minutes of silence"
    return f"HTTP 403: {text}; is this machine in a country that the venue does not serve?"


def _excerpt(body: bytes) -> str:
    text = " ".join(_TAGS.sub(" ", body.decode(errors="replace")).split())
    return text[:160] or "no reason given"

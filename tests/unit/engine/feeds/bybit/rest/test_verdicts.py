"""Specification of what an answer of the REST side means."""

import pytest

from core.conversation import Reply
from engine.feeds.bybit.rest import Refused, Result
from engine.feeds.bybit.rest.verdicts import Again, Halt, judge
from tests.support.bybit_rest import MS, a_reply
from tests.support.facts import NOON, SECOND


def test_a_result_comes_with_the_venues_own_time() -> None:
    verdict = judge(a_reply({"list": []}, at_ns=NOON))

    assert isinstance(verdict, Result)
    assert (bytes(verdict.raw), verdict.time_ms) == (b'{"list": []}', NOON // MS)


@pytest.mark.parametrize("code", [10_001, 10_017, 10_029])
def test_a_wrong_parameter_route_or_symbol_stays_wrong(code: int) -> None:
    verdict = judge(a_reply(code=code, text="params error: Symbol Is Invalid"))

    assert verdict == Refused(reason=f"{code} params error: Symbol Is Invalid")


@pytest.mark.parametrize("status", [400, 401, 404])
def test_a_request_that_the_server_does_not_know_stays_unknown(status: int) -> None:
    verdict = judge(Reply(status=status, body=b"<html><h1>Not  here</h1></html>"))

    assert verdict == Refused(reason=f"HTTP {status}: Not here")


@pytest.mark.parametrize(
    "reply",
    [
        None,
        Reply(status=429, body=b""),
        Reply(status=500, body=b""),
        Reply(status=503, body=b"<html>"),
        Reply(status=200, body=b"<html>maintenance</html>"),
        Reply(status=200, body=b"\xff"),
        Reply(status=200, body=b'{"result":{}}'),
        a_reply(code=10_000, text="Server Timeout"),
        a_reply(code=10_016, text="Internal System Error."),
        a_reply(code=429, text="The system is busy"),
        a_reply(code=99_999, text="nobody knows"),
    ],
    ids=["none", "429", "500", "503", "html", "bytes", "other", "10000", "10016", "busy", "new"],
)
def test_what_may_pass_is_asked_again(reply: Reply | None) -> None:
    verdict = judge(reply)

    assert isinstance(verdict, Again)
    assert verdict.reason


def test_the_wait_that_the_venue_asks_for_is_kept_up_to_a_minute() -> None:
    told = judge(Reply(status=429, body=b"", headers={"retry-after": "7"}))
    absurd = judge(Reply(status=429, body=b"", headers={"retry-after": "86400"}))

    assert isinstance(told, Again)
    assert told.after_ns == 7 * SECOND
    assert isinstance(absurd, Again)
    assert absurd.after_ns == 60 * SECOND


def test_a_403_silences_everybody_for_ten_minutes() -> None:
    verdict = judge(Reply(status=403, body=b"403, access too frequent"))

    assert isinstance(verdict, Halt)
    assert verdict.for_ns == 600 * SECOND
    assert "asked too often" in verdict.reason


def test_a_403_for_the_country_says_so() -> None:
    page = b"<html><body>The distribution is configured to block access from your country."

    verdict = judge(Reply(status=403, body=page))

    assert isinstance(verdict, Halt)
    assert "block access from your country" in verdict.reason


def test_too_many_visits_wait_for_the_reset_in_the_venues_own_clock() -> None:
    reset = {"x-bapi-limit-reset-timestamp": str(NOON // MS + 1_500)}

    told = judge(a_reply(code=10_006, text="Too many visits!", at_ns=NOON, headers=reset))
    untold = judge(a_reply(code=10_006, text="Too many visits!", at_ns=NOON))

    assert told == Halt(reason="10006 Too many visits!", for_ns=1_500 * MS)
    assert untold == Halt(reason="10006 Too many visits!", for_ns=5 * SECOND)

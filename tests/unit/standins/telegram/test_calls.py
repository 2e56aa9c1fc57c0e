"""Specification of the call log and of the list of methods."""

import pkgutil

import pytest

from standins.telegram import methods
from standins.telegram.calls import KEPT, CallLog
from standins.telegram.rules.facts import rule_book
from standins.telegram.rules.validation import Violation


def add(log: CallLog, text: str, *violations: Violation) -> None:
    log.add("sendMessage", {"text": text}, {"ok": True}, list(violations), at=0.0, seconds=0.001)


def test_calls_are_numbered_and_asked_for_from_a_number_on() -> None:
    log = CallLog()
    for text in ("one", "two", "three"):
        add(log, text)

    assert [one.brief for one in log.since(1)] == ["two", "three"]
    assert log.since(3) == []


def test_a_call_is_kept_with_what_was_asked_and_answered() -> None:
    log = CallLog()
    for number in range(KEPT + 1):
        add(log, str(number))

    assert log.detail(KEPT + 1) == {"parameters": {"text": str(KEPT)}, "answer": {"ok": True}}
    assert log.detail(1) is None
    assert log.detail(KEPT + 2) is None


def test_only_the_latest_calls_are_kept_but_all_are_counted() -> None:
    log = CallLog()
    for number in range(KEPT + 5):
        add(log, str(number))

    assert len(log.since(0)) == KEPT
    assert log.since(KEPT + 4)[0].brief == str(KEPT + 4)
    assert log.total == KEPT + 5


@pytest.mark.invalid_requests
def test_violations_are_counted() -> None:
    log = CallLog()

    add(log, "x", Violation("sendMessage.txt", "unknown", "unknown parameter"))

    assert log.violations == 1
    assert log.since(0)[0].violations[0]["where"] == "sendMessage.txt"


def test_every_family_is_in_the_list() -> None:
    files = {one.name for one in pkgutil.iter_modules(methods.__path__)} - {"common"}

    assert files == {family.__name__.rpartition(".")[2] for family in methods.FAMILIES}


def test_every_method_is_in_the_documents() -> None:
    known = {one.name for one in rule_book().methods.values()}

    assert set(methods.METHODS) <= known

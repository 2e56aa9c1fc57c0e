"""Specification of methods this small world has no place for: each is answered with the truth."""

import pytest

from standins.telegram.errors import RefusalError
from standins.telegram.methods import METHODS, Call
from standins.telegram.methods.elsewhere import METHODS as ELSEWHERE
from standins.telegram.rules.facts import rule_book
from tests.support.stage import NOW, Stage


def test_every_method_of_the_documents_is_answered() -> None:
    documented = {one.name for one in rule_book().methods.values()} - {"getUpdates"}

    assert documented == set(METHODS)


@pytest.mark.parametrize("method", sorted(ELSEWHERE))
def test_what_is_not_here_is_answered_with_a_truth_or_one_sentence(
    stage: Stage, method: str
) -> None:
    try:
        told = ELSEWHERE[method](stage.world, Call(method, {}, {}, NOW))
    except RefusalError as refusal:
        assert refusal.code in {400, 501}  # noqa: PT017 - an answer or a refusal, both are right
        assert refusal.description  # noqa: PT017
    else:
        assert told is not None

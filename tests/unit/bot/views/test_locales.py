"""Specification of the texts: every key that is used exists, and every key is used."""

import ast
from itertools import chain
from pathlib import Path

import pytest

from bot.views.html import Html
from bot.views.texts import LOCALES, keys, texts

ROOT = Path(__file__).parents[4]
SPOKEN_IN = ("bot", "usecases", "db")


def literals() -> set[str]:
    files = chain.from_iterable((ROOT / folder).rglob("*.py") for folder in SPOKEN_IN)
    nodes = chain.from_iterable(ast.walk(ast.parse(path.read_text("utf-8"))) for path in files)
    constants = (node for node in nodes if isinstance(node, ast.Constant))
    return {node.value for node in constants if isinstance(node.value, str)}


def asked_for() -> set[str]:
    """Keys that stand as the first argument of ``texts(...)`` or ``RefusedError(...)``."""
    files = chain.from_iterable((ROOT / folder).rglob("*.py") for folder in SPOKEN_IN)
    nodes = chain.from_iterable(ast.walk(ast.parse(path.read_text("utf-8"))) for path in files)
    calls = (node for node in nodes if isinstance(node, ast.Call) and node.args)
    named = (
        node.args[0]
        for node in calls
        if isinstance(node.func, ast.Name) and node.func.id in {"texts", "RefusedError"}
    )
    branches = chain.from_iterable(
        [each.body, each.orelse] if isinstance(each, ast.IfExp) else [each] for each in named
    )
    constants = (each.value for each in branches if isinstance(each, ast.Constant))
    return {value for value in constants if isinstance(value, str) and "-" in value}


def test_every_text_that_is_asked_for_exists() -> None:
    assert asked_for() - keys("en") == set()


def test_every_text_is_asked_for_somewhere() -> None:
    assert keys("en") - literals() == set()


@pytest.mark.parametrize("language", sorted(path.name for path in LOCALES.iterdir()))
def test_every_language_has_the_same_texts(language: str) -> None:
    assert keys(language) == keys("en")


def test_an_unknown_language_is_answered_in_english() -> None:
    assert texts("xx-yy").language == "en"
    assert texts("../../etc").language == "en"
    assert texts("en-gb").language == "en"


def test_values_are_escaped_unless_they_are_html_already() -> None:
    say = texts("en")

    assert say("refused-word", word="<b>") == (
        "I do not know “&lt;b&gt;”. "
        "Try <code>/alert whale 500</code> or <code>/alert ETHUSDT crosses 3500</code>."
    )
    assert "<i>x</i>" in say("refused-word", word=Html("<i>x</i>"))


def test_a_text_that_does_not_exist_is_a_fault() -> None:
    with pytest.raises(KeyError, match="no text named"):
        texts("en")("no-such-text")


def test_a_missing_value_is_a_fault() -> None:
    with pytest.raises(KeyError, match="lacks a value"):
        texts("en")("refused-word")

"""Specification of the way back: entities as well-formed HTML."""

import pytest

from standins.telegram.text.html import parse_html
from standins.telegram.text.render import to_html


@pytest.mark.parametrize(
    "source",
    [
        "plain &lt;text&gt;",
        "<b>🐋 <i>x</i></b> y",
        '<a href="https://a.b/?c=1&amp;d=2">x</a>',
        '<pre><code class="language-py">x</code></pre>',
        "<blockquote expandable>x\ny</blockquote>",
        '<tg-time unix="5" format="r">x</tg-time>',
        "<tg-spoiler>x</tg-spoiler>",
        '<tg-emoji emoji-id="5">x</tg-emoji>',
    ],
)
def test_the_shortest_form_comes_back_as_it_was(source: str) -> None:
    formatted = parse_html(source)

    assert to_html(formatted.text, formatted.entities) == source


def test_entities_that_cross_are_closed_and_opened_again() -> None:
    bold = {"type": "bold", "offset": 0, "length": 2}
    italic = {"type": "italic", "offset": 1, "length": 2}

    assert to_html("abc", [bold, italic]) == "<b>a<i>b</i></b><i>c</i>"


def test_what_has_no_tag_is_text() -> None:
    assert to_html("/start", [{"type": "bot_command", "offset": 0, "length": 6}]) == "/start"

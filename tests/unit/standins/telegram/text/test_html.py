"""Specification of Telegram's HTML: text, entities in UTF-16 units, and its words for mistakes."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standins.telegram.errors import RefusalError
from standins.telegram.text.html import parse_html
from standins.telegram.text.links import checked_link
from standins.telegram.text.render import to_html
from standins.telegram.wire import JsonObject


def entities(source: str) -> list[JsonObject]:
    return parse_html(source).entities


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"),
        ("strong", "bold"),
        ("em", "italic"),
        ("ins", "underline"),
        ("del", "strikethrough"),
        ("tg-spoiler", "spoiler"),
        ("code", "code"),
        ("pre", "pre"),
        ("blockquote", "blockquote"),
    ],
)
def test_a_tag_is_an_entity(tag: str, kind: str) -> None:
    assert entities(f"<{tag}>x</{tag}>") == [{"type": kind, "offset": 0, "length": 1}]


def test_offsets_count_utf16_units() -> None:
    assert entities("🐋 <b>🐋</b>") == [{"type": "bold", "offset": 3, "length": 2}]


def test_a_quote_may_be_expandable() -> None:
    assert entities("<blockquote expandable>x</blockquote>")[0]["type"] == "expandable_blockquote"


def test_a_moment_keeps_its_second_and_its_format() -> None:
    assert entities('<tg-time unix="1795230000" format="wDT">now</tg-time>') == [
        {
            "type": "date_time",
            "offset": 0,
            "length": 3,
            "unix_time": 1795230000,
            "date_time_format": "wDT",
        }
    ]


def test_code_inside_pre_names_the_language() -> None:
    assert entities('<pre><code class="language-sql">x</code></pre>') == [
        {"type": "pre", "offset": 0, "length": 1, "language": "sql"}
    ]


def test_a_link_is_completed_and_a_script_is_dropped() -> None:
    assert entities('<a href="etherscan.io/tx/1?a=1&amp;b=2">x</a>')[0]["url"] == (
        "http://etherscan.io/tx/1?a=1&b=2"
    )
    assert entities('<a href="javascript:alert(1)">x</a>') == []
    assert checked_link("tg://user") == "tg://user"


def test_a_person_is_mentioned_by_number() -> None:
    assert entities('<a href="tg://user?id=7">x</a>')[0]["user"]["id"] == 7


def test_references_become_characters_and_unknown_ones_stay() -> None:
    assert parse_html("&lt;&amp;&#128011;&#x1F40B;&copy; &").text == "<&🐋🐋&copy; &"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("é</b>", "Unexpected end tag at byte offset 2"),
        (
            "<b><i>x</b></i>",
            'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        ),
        ("<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 0'),
        ("x <b", "Unclosed start tag at byte offset 2"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a ="x">x</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x_y>x</a>", "Unexpected end of name token at byte offset 8"),
        ("<tg-emoji>x</tg-emoji>", "Invalid custom emoji identifier specified"),
        (
            "<tg-time unix=soon>x</tg-time>",
            'Tag "tg-time" must have a valid attribute "unix" at byte offset 0',
        ),
    ],
)
def test_broken_markup_is_refused_in_telegrams_words(source: str, words: str) -> None:
    with pytest.raises(RefusalError) as refusal:
        parse_html(source)

    assert refusal.value.description == f"Bad Request: can't parse entities: {words}"


@given(st.text())
def test_text_that_was_escaped_is_read_as_it_was(text: str) -> None:
    plain = text.replace("\r", "")

    assert parse_html(escape(plain)).text == plain


@given(st.lists(st.sampled_from(["<b>", "</b>", "<i>", "</i>", "🐋", "x", "&lt;", "\n"])))
def test_what_was_read_can_be_written_and_read_again(pieces: list[str]) -> None:
    try:
        first = parse_html("".join(pieces))
    except RefusalError:
        return

    again = parse_html(to_html(first.text, first.entities))

    assert (again.text, sorted(map(str, again.entities))) == (
        first.text,
        sorted(map(str, first.entities)),
    )

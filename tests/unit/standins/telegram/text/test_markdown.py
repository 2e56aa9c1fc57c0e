"""Specification of both Markdowns: what their signs mean, what must be escaped, what is broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standins.telegram.errors import RefusalError
from standins.telegram.text.formatting import format_text
from standins.telegram.text.markdown import parse_markdown
from standins.telegram.text.markdown_v2 import parse_markdown_v2
from standins.telegram.wire import JsonObject


def kinds(source: str) -> list[tuple[str, int, int]]:
    """Type, offset and length of every entity in a MarkdownV2 source."""
    entities = parse_markdown_v2(source).entities
    return [(one["type"], one["offset"], one["length"]) for one in entities]


def escaped(text: str) -> str:
    """A text as MarkdownV2 wants it: every reserved character behind a backslash."""
    return "".join(f"\\{each}" if each in "\\_*[]()~`>#+-=|{}.!" else each for each in text)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("*x*", "bold"),
        ("_x_", "italic"),
        ("__x__", "underline"),
        ("~x~", "strikethrough"),
        ("||x||", "spoiler"),
        ("`x`", "code"),
        ("```x```", "pre"),
        (">x", "blockquote"),
        (">x||", "expandable_blockquote"),
    ],
)
def test_every_sign_has_its_entity(source: str, kind: str) -> None:
    assert parse_markdown_v2(source).text == "x"
    assert kinds(source) == [(kind, 0, 1)]


def test_signs_may_lie_inside_one_another() -> None:
    assert kinds("*b _i ~s~ __u___ b*") == [
        ("bold", 0, 9),
        ("italic", 2, 5),
        ("strikethrough", 4, 1),
        ("underline", 6, 1),
    ]


def test_lengths_are_counted_in_utf16_units() -> None:
    assert kinds("🐋 *whale 🐋*") == [("bold", 3, 8)]


@pytest.mark.parametrize(
    ("source", "entity"),
    [
        ("[tx](https://a.b/c\\)d)", {"type": "text_link", "url": "https://a.b/c)d"}),
        ("![🐋](tg://emoji?id=12)", {"type": "custom_emoji", "custom_emoji_id": "12"}),
        (
            "![tonight](tg://time?unix=1795230000&format=wDT)",
            {"type": "date_time", "unix_time": 1795230000, "date_time_format": "wDT"},
        ),
        ("```py\nx```", {"type": "pre", "language": "py"}),
    ],
    ids=["link", "emoji", "time", "language"],
)
def test_what_carries_more_than_its_place(source: str, entity: JsonObject) -> None:
    (found,) = parse_markdown_v2(source).entities

    assert found.items() >= entity.items()


def test_a_person_is_mentioned_by_number() -> None:
    (found,) = parse_markdown_v2("[Ann](tg://user?id=1002)").entities

    assert (found["type"], found["user"]["id"]) == ("text_mention", 1002)


def test_a_quote_goes_on_as_long_as_its_lines_begin_with_the_sign() -> None:
    formatted = parse_markdown_v2(">one\n>two\nafter")

    assert formatted.text == "one\ntwo\nafter"
    assert kinds(">one\n>two\nafter") == [("blockquote", 0, 8)]


def test_two_quotes_are_kept_apart_by_an_empty_bold() -> None:
    assert kinds(">one\n**>two||") == [("blockquote", 0, 4), ("expandable_blockquote", 4, 3)]


def test_nothing_but_the_backtick_means_anything_inside_code() -> None:
    assert parse_markdown_v2("`a.b!*c*`").text == "a.b!*c*"


@pytest.mark.parametrize("sign", list("#+-=|{}.!>)]"))
def test_a_reserved_sign_must_be_escaped(sign: str) -> None:
    words = f"Character '{sign}' is reserved and must be escaped with the preceding '\\'"

    with pytest.raises(RefusalError) as refused:
        parse_markdown_v2(f"x{sign}y")

    assert str(refused.value) == f"Bad Request: can't parse entities: {words}"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("🐋 *x", "Can't find end of Bold entity at byte offset 5"),
        ("_a_b_", "Can't find end of Italic entity at byte offset 4"),
        ("```py\nx", "Can't find end of PreCode entity at byte offset 0"),
        ("[x](http://a.b", "Can't find end of a URL at byte offset 4"),
        ("![x]", "Custom emoji entity must contain a tg://emoji URL"),
        ("![x](tg://emoji?id=1", "Can't find end of a custom emoji URL at byte offset 5"),
        ("![x](https://a.b)", 'Custom emoji URL must have scheme "tg"'),
        ("![x](tg://user?id=1)", 'Custom emoji URL must have host "emoji"'),
        ("![x](tg://emoji)", "Custom emoji URL must have an emoji identifier"),
        ("![x](tg://emoji?id=0)", "Invalid custom emoji identifier specified"),
        ("![x](tg://time?unix=soon)", 'Tag "tg-time" must have a valid attribute "unix"'),
        (">*x\nafter*", "Can't find end of Bold entity at byte offset 1"),
    ],
)
def test_what_has_no_end_is_named_with_its_place_in_bytes(source: str, words: str) -> None:
    with pytest.raises(RefusalError) as refused:
        parse_markdown_v2(source)

    assert words in str(refused.value)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_an_escaped_text_stands_as_it_was(text: str) -> None:
    formatted = parse_markdown_v2(escaped(text))

    assert formatted.text == text
    assert formatted.entities == []


@given(st.text(alphabet="*_`[]()>|~!\\\n ax🐋"))
def test_any_source_is_read_or_refused(source: str) -> None:
    try:
        formatted = parse_markdown_v2(source)
    except RefusalError as refusal:
        assert "can't parse entities" in refusal.description  # noqa: PT017 - either is right
        return

    assert all(one["length"] > 0 for one in formatted.entities)


def test_the_old_markdown_knows_four_signs_and_no_nesting() -> None:
    formatted = parse_markdown("*b* _i_ `c` [x](a.b) ```py\nq``` \\_ 1.5")

    assert formatted.text == "b i c x q _ 1.5"
    assert [one["type"] for one in formatted.entities] == [
        "bold",
        "italic",
        "code",
        "text_link",
        "pre",
    ]


def test_the_old_markdown_has_its_own_words() -> None:
    words = "Can't find end of the entity starting at byte offset 5"

    with pytest.raises(RefusalError, match=words):
        parse_markdown("🐋 *x")


def test_a_parse_mode_is_read_in_any_case() -> None:
    assert format_text("*x*", "markdownV2", None).text == "x"

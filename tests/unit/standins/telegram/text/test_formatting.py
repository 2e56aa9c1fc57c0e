"""Specification of texts and captions: trimmed, counted after parsing, with what is found."""

import pytest

from standins.telegram.errors import RefusalError
from standins.telegram.text.detect import detect
from standins.telegram.text.formatting import caption_text, format_text, message_text


def test_the_limit_counts_what_is_left_without_markup() -> None:
    assert len(message_text(f"<b>{'x' * 4096}</b>", "HTML", None).text) == 4096
    with pytest.raises(RefusalError, match="message is too long"):
        message_text("x" * 4097, None, None)


def test_a_character_outside_the_basic_plane_counts_twice() -> None:
    with pytest.raises(RefusalError, match="message caption is too long"):
        caption_text("🐋" * 513, None, None)


def test_white_space_at_the_ends_goes_and_entities_move_with_the_text() -> None:
    formatted = format_text("  <b>x </b> \n", "HTML", None)

    assert formatted.text == "x"
    assert formatted.entities == [{"type": "bold", "offset": 0, "length": 1}]


def test_nothing_but_white_space_is_no_text() -> None:
    with pytest.raises(RefusalError, match="message text is empty"):
        message_text("<b> </b>\n", "HTML", None)


def test_code_holds_nothing_but_text() -> None:
    formatted = format_text("<code>a <b>b</b> /c</code>", "HTML", None)

    assert [one["type"] for one in formatted.entities] == ["code"]


def test_another_parse_mode_is_refused_rather_than_misread() -> None:
    with pytest.raises(RefusalError, match="unsupported parse_mode"):
        format_text("*x*", "BBCode", None)


@pytest.mark.parametrize(
    ("text", "kind", "length"),
    [
        ("/start@whale_bot now", "bot_command", 16),
        ("@whale_tracker", "mention", 14),
        ("#whale", "hashtag", 6),
        ("$ETH", "cashtag", 4),
        ("https://etherscan.io/tx/1.", "url", 25),
        ("who@example.org", "email", 15),
    ],
)
def test_what_means_something_is_found(text: str, kind: str, length: int) -> None:
    assert detect(text, []) == [{"type": kind, "offset": 0, "length": length}]


@pytest.mark.parametrize("text", ["1/2", "a@b", "#1", "$eth", "5$", "and/or"])
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert detect(text, []) == []

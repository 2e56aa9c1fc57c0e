"""Specification of keyboards: what Telegram refuses beyond wrong types."""

import pytest

from standins.telegram.errors import RefusalError
from standins.telegram.keyboards import check_markup
from standins.telegram.wire import JsonObject


def inline(**button: object) -> JsonObject:
    return {"inline_keyboard": [[{"text": "x", **button}]]}


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (inline(), "Text buttons are unallowed in the inline keyboard"),
        (inline(url="https://a.b", callback_data="c"), "exactly one action expected"),
        (inline(url="http://localhost/"), "Wrong HTTP URL"),
        (inline(url="ftp://a.b/"), "Unsupported URL protocol"),
        ({"inline_keyboard": [[{"text": "", "callback_data": "c"}]]}, "Text must be non-empty"),
        (
            {"inline_keyboard": [[{"text": "x", "callback_data": "c"}]] * 101},
            "reply markup is too long",
        ),
        ({"keyboard": [[]]}, "reply keyboard must contain at least one button"),
        ({"keyboard": [[{"text": ""}]]}, "keyboard button text must be non-empty"),
    ],
)
def test_a_keyboard_that_can_not_be_shown_is_refused(markup: JsonObject, words: str) -> None:
    with pytest.raises(RefusalError, match=words):
        check_markup(markup, chat_type="private")


def test_a_channel_takes_inline_keyboards_only() -> None:
    with pytest.raises(RefusalError, match="inline keyboard expected"):
        check_markup({"remove_keyboard": True}, chat_type="channel")


def test_an_inline_keyboard_without_buttons_is_none() -> None:
    assert check_markup({"inline_keyboard": [[]]}, chat_type="private") is None

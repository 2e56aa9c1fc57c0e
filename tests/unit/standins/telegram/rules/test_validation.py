"""Specification of the check every request goes through."""

import pytest

from standins.telegram.rules.facts import rule_book
from standins.telegram.rules.validation import Checked, check_request, check_value
from standins.telegram.wire import JsonObject


def check(method: str, body: JsonObject, uploads: frozenset[str] = frozenset()) -> Checked:
    book = rule_book()
    return check_request(book, book.methods[method.lower()], body, uploads)


def test_text_from_a_form_is_read_as_what_the_rule_asks_for() -> None:
    checked = check(
        "sendMessage",
        {
            "chat_id": "1001",
            "text": "5",
            "disable_notification": "true",
            "reply_markup": '{"force_reply": true}',
        },
    )

    assert checked.values == {
        "chat_id": 1001,
        "text": "5",
        "disable_notification": True,
        "reply_markup": {"force_reply": True},
    }
    assert checked.violations == []


@pytest.mark.parametrize(
    ("body", "rule", "where"),
    [
        ({"text": "x"}, "missing", "sendMessage.chat_id"),
        ({"chat_id": 1, "text": "x", "txt": 1}, "unknown", "sendMessage.txt"),
        ({"chat_id": 1, "text": 5}, "type", "sendMessage.text"),
        ({"chat_id": 1, "text": "x", "parse_mode": "BB"}, "choice", "sendMessage.parse_mode"),
        (
            {"chat_id": 1, "text": "x", "reply_markup": {"inline_keyboard": [[{"txt": "a"}]]}},
            "missing",
            "sendMessage.reply_markup.inline_keyboard[0][0].text",
        ),
        (
            {
                "chat_id": 1,
                "text": "x",
                "reply_markup": {
                    "inline_keyboard": [[{"text": "a", "callback_data": "x" * 65}]],
                },
            },
            "limit",
            "sendMessage.reply_markup.inline_keyboard[0][0].callback_data",
        ),
    ],
    ids=["missing", "unknown", "type", "choice", "nested", "bytes"],
)
def test_a_violation_names_its_place_and_its_rule(body: JsonObject, rule: str, where: str) -> None:
    first = check("sendMessage", body).violations[0]

    assert (first.rule, first.where) == (rule, where)


def test_an_upload_stands_for_its_parameter() -> None:
    checked = check("sendPhoto", {"chat_id": 1}, frozenset({"photo"}))

    assert checked.values["photo"] == "attach://photo"
    assert checked.violations == []


def test_an_attachment_must_have_been_uploaded() -> None:
    media = {"type": "photo", "media": "attach://chart"}

    missing = check("editMessageMedia", {"media": media})
    present = check("editMessageMedia", {"media": media}, frozenset({"chart"}))

    assert [one.rule for one in missing.violations] == ["missing"]
    assert present.violations == []


def test_a_subtype_is_known_by_its_fixed_word() -> None:
    scope = {"type": "chat"}

    checked = check("getMyCommands", {"scope": scope})

    assert [one.where for one in checked.violations] == ["getMyCommands.scope.chat_id"]


def test_our_own_answers_can_be_held_against_the_book() -> None:
    user = {"id": 1, "is_bot": False, "first_name": "You"}

    assert check_value(rule_book(), "User", user) == []
    assert check_value(rule_book(), "User", {"id": 1}) != []


def test_a_misspelt_kind_of_update_is_noticed() -> None:
    good = check("getUpdates", {"allowed_updates": ["message", "callback_query"]})
    wrong = check("setWebhook", {"url": "https://a.b", "allowed_updates": ["mesage"]})

    assert good.violations == []
    assert [one.words for one in wrong.violations] == ['"mesage" is no kind of update']


def test_rich_text_may_be_plain_a_list_or_an_object() -> None:
    bold: JsonObject = {"type": "bold", "text": "up"}
    texts: list[object] = ["ETH", ["ETH ", bold], bold]
    bodies = [{"blocks": [{"type": "paragraph", "text": text}]} for text in texts]

    checked = [check("sendRichMessage", {"chat_id": 1, "rich_message": one}) for one in bodies]
    number = check_value(rule_book(), "RichText", 5)

    assert [one.violations for one in checked] == [[], [], []]
    assert [one.rule for one in number] == ["type"]

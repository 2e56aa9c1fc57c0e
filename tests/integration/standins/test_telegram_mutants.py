"""Specification of strictness: valid requests pass, and what is broken in them is noticed.

Each valid request is broken in every way at hand (a field renamed, a required one dropped, a value
of a wrong type); at least 95 of 100 mutants must be refused.
"""

from copy import deepcopy

import pytest

from standins.telegram.facts import rule_book
from standins.telegram.validation import check_request
from standins.telegram.wire import JsonObject

CHAT = {"chat_id": 1001}
INLINE = {
    "inline_keyboard": [
        [{"text": "Why", "callback_data": "a1:why", "style": "primary"}],
        [{"text": "Hash", "copy_text": {"text": "0xabc"}}],
    ]
}
VALID: list[tuple[str, JsonObject]] = [
    ("sendMessage", {**CHAT, "text": "x", "parse_mode": "HTML"}),
    ("sendMessage", {**CHAT, "text": "x", "reply_markup": INLINE}),
    ("sendMessage", {**CHAT, "text": "x", "reply_markup": {"keyboard": [[{"text": "A"}]]}}),
    ("sendMessage", {**CHAT, "text": "x", "reply_markup": {"remove_keyboard": True}}),
    ("sendMessage", {**CHAT, "text": "x", "reply_markup": {"force_reply": True}}),
    ("sendMessage", {**CHAT, "text": "x", "link_preview_options": {"is_disabled": True}}),
    ("sendMessage", {**CHAT, "text": "x", "reply_parameters": {"message_id": 3}}),
    ("sendMessage", {**CHAT, "text": "x", "message_thread_id": 7, "disable_notification": True}),
    (
        "sendMessage",
        {**CHAT, "text": "x", "entities": [{"type": "bold", "offset": 0, "length": 1}]},
    ),
    ("sendPhoto", {**CHAT, "photo": "AgAC", "caption": "x", "has_spoiler": True}),
    ("sendDocument", {**CHAT, "document": "BQAC", "protect_content": True}),
    ("editMessageText", {**CHAT, "message_id": 5, "text": "x", "reply_markup": INLINE}),
    ("editMessageCaption", {**CHAT, "message_id": 5, "caption": "x"}),
    ("editMessageMedia", {**CHAT, "message_id": 5, "media": {"type": "photo", "media": "AgAC"}}),
    ("editMessageReplyMarkup", {**CHAT, "message_id": 5, "reply_markup": INLINE}),
    ("deleteMessage", {**CHAT, "message_id": 5}),
    ("answerCallbackQuery", {"callback_query_id": "5", "text": "ok", "show_alert": True}),
    ("sendChatAction", {**CHAT, "action": "typing"}),
    ("setMyCommands", {"commands": [{"command": "start", "description": "Begin"}]}),
    ("getMyCommands", {"scope": {"type": "chat", "chat_id": 1001}, "language_code": "de"}),
    ("deleteMyCommands", {"scope": {"type": "all_private_chats"}}),
    ("setMyDescription", {"description": "x", "language_code": "de"}),
    ("setChatMenuButton", {**CHAT, "menu_button": {"type": "commands"}}),
    ("getFile", {"file_id": "AgAC"}),
    ("getChat", CHAT),
    ("getChatMember", {**CHAT, "user_id": 1001}),
    ("forwardMessage", {**CHAT, "from_chat_id": 1002, "message_id": 5}),
    ("copyMessage", {**CHAT, "from_chat_id": "@name", "message_id": 5, "caption": "x"}),
    ("pinChatMessage", {**CHAT, "message_id": 5}),
    ("setWebhook", {"url": "https://a.b/c", "secret_token": "x", "max_connections": 5}),
    ("getUpdates", {"offset": 5, "limit": 10, "timeout": 3, "allowed_updates": ["message"]}),
]


@pytest.mark.parametrize(
    ("method", "body"), VALID, ids=[f"{name}-{at}" for at, (name, _) in enumerate(VALID)]
)
def test_a_valid_request_has_no_violation(method: str, body: JsonObject) -> None:
    assert not is_caught(method, body)


def test_broken_requests_are_noticed() -> None:
    mutants = [(method, one) for method, body in VALID for one in broken(method, body)]

    missed = [one for one in mutants if not is_caught(*one)]

    assert len(mutants) > 150
    assert len(missed) <= 0.05 * len(mutants), missed


def is_caught(method: str, body: JsonObject) -> bool:
    book = rule_book()
    return bool(check_request(book, book.methods[method.lower()], body, frozenset()).violations)


def broken(method: str, body: JsonObject) -> list[JsonObject]:
    """Every single mutation of a request, at every depth."""
    rules = rule_book().methods[method.lower()].fields
    mutants = [without(body, name) for name in body if rules[name].required]
    for holder in holders(body):
        for name in list(holder_at(body, holder)):
            mutants += [renamed(body, holder, name), retyped(body, holder, name)]
    return mutants


def without(body: JsonObject, name: str) -> JsonObject:
    return {key: value for key, value in body.items() if key != name}


def renamed(body: JsonObject, holder: list[object], name: str) -> JsonObject:
    mutant = deepcopy(body)
    place = holder_at(mutant, holder)
    place[f"{name}x"] = place.pop(name)
    return mutant


def retyped(body: JsonObject, holder: list[object], name: str) -> JsonObject:
    mutant = deepcopy(body)
    place = holder_at(mutant, holder)
    place[name] = {"wrong": [1]} if not isinstance(place[name], dict) else 12.5
    return mutant


def holders(value: object, path: list[object] | None = None) -> list[list[object]]:
    """The paths of all objects inside a value."""
    here = path or []
    if isinstance(value, dict):
        inner = [one for key, item in value.items() for one in holders(item, [*here, key])]
        return [here, *inner]
    if isinstance(value, list):
        return [one for at, item in enumerate(value) for one in holders(item, [*here, at])]
    return []


def holder_at(body: JsonObject, path: list[object]) -> JsonObject:
    place: JsonObject = body
    for step in path:
        place = place[step]  # type: ignore[index]  # a path mixes names and positions
    return place

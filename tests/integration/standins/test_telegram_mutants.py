"""Specification of strictness: valid requests pass, and what is broken in them is noticed.

Twice over: every method and every object a request can hold, from the fact table itself; and
requests as bots write them, broken at every depth. The rule to keep is 90 of 92; none may be lost.
"""

from copy import deepcopy

import pytest

from standins.telegram.rules.facts import rule_book
from standins.telegram.rules.validation import check_request, check_value
from standins.telegram.wire import JsonObject
from tests.support.botapi import example, input_types, mutants

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
    ("getChatAdministrators", {"chat_id": "@whales"}),
    ("banChatMember", {**CHAT, "user_id": 1001, "until_date": 1_795_230_000}),
    ("restrictChatMember", {**CHAT, "user_id": 1001, "permissions": {"can_send_messages": False}}),
    ("promoteChatMember", {**CHAT, "user_id": 1001, "can_pin_messages": True}),
    ("createChatInviteLink", {**CHAT, "name": "x", "creates_join_request": True}),
    ("createForumTopic", {**CHAT, "name": "Whales", "icon_color": 7322096}),
    (
        "setMessageReaction",
        {**CHAT, "message_id": 5, "reaction": [{"type": "emoji", "emoji": "👍"}]},
    ),
    ("copyMessages", {**CHAT, "from_chat_id": 1002, "message_ids": [5, 6]}),
    (
        "sendMessage",
        {
            **CHAT,
            "text": "x",
            "reply_markup": {
                "keyboard": [
                    [{"text": "A", "request_chat": {"request_id": 1, "chat_is_channel": True}}],
                    [{"text": "B", "request_users": {"request_id": 2, "max_quantity": 3}}],
                ],
                "is_persistent": True,
            },
        },
    ),
    (
        "sendMessage",
        {
            **CHAT,
            "text": "now",
            "entities": [
                {
                    "type": "date_time",
                    "offset": 0,
                    "length": 3,
                    "unix_time": 1_795_230_000,
                    "date_time_format": "wDT",
                }
            ],
        },
    ),
    (
        "sendMediaGroup",
        {
            **CHAT,
            "media": [
                {"type": "photo", "media": "AgAC", "caption": "x", "parse_mode": "HTML"},
                {"type": "photo", "media": "AgAD"},
            ],
        },
    ),
    (
        "answerInlineQuery",
        {
            "inline_query_id": "5",
            "results": [
                {"type": "photo", "id": "a", "photo_file_id": "AgAC", "caption": "x"},
                {
                    "type": "article",
                    "id": "b",
                    "title": "ETH",
                    "input_message_content": {"message_text": "x", "parse_mode": "HTML"},
                    "reply_markup": INLINE,
                },
            ],
            "cache_time": 5,
            "is_personal": True,
            "button": {"text": "Open", "start_parameter": "inline"},
        },
    ),
    ("editMessageText", {"inline_message_id": "x", "text": "x", "reply_markup": INLINE}),
    ("sendPoll", {**CHAT, "question": "Up?", "options": [{"text": "Yes"}, {"text": "No"}]}),
    (
        "sendRichMessage",
        {
            **CHAT,
            "rich_message": {
                "blocks": [
                    {"type": "heading", "text": "Brief", "size": 1},
                    {"type": "paragraph", "text": ["ETH ", {"type": "bold", "text": "up"}]},
                ]
            },
        },
    ),
    ("sendMessageDraft", {"chat_id": 1001, "draft_id": 5, "text": "x"}),
    ("setWebhook", {"url": "https://a.b/c", "secret_token": "x", "max_connections": 5}),
    ("getUpdates", {"offset": 5, "limit": 10, "timeout": 3, "allowed_updates": ["message"]}),
]


@pytest.mark.parametrize(
    ("method", "body"), VALID, ids=[f"{name}-{at}" for at, (name, _) in enumerate(VALID)]
)
def test_a_valid_request_has_no_violation(method: str, body: JsonObject) -> None:
    assert not is_caught(method, body)


def test_requests_broken_at_any_depth_are_noticed() -> None:
    broken_ones = [(method, one) for method, body in VALID for one in broken(method, body)]

    missed = [one for one in broken_ones if not is_caught(*one)]

    assert len(broken_ones) > 500
    assert missed == []


def test_a_whole_request_of_every_method_passes() -> None:
    methods = rule_book().methods.values()

    refused = [one.name for one in methods if is_caught(one.name, example(one))]
    bare = [one.name for one in methods if is_caught(one.name, example(one, whole=False))]

    assert len(methods) == 185
    assert refused == bare == []


def test_every_broken_parameter_of_every_method_is_noticed() -> None:
    broken_ones = [
        one for method in rule_book().methods.values() for one in mutants(method, example(method))
    ]

    missed = [one for one in broken_ones if not is_caught(one.owner, one.body)]

    assert len(broken_ones) > 2000
    assert missed == []


def test_every_broken_field_of_every_object_in_a_request_is_noticed() -> None:
    book = rule_book()
    broken_ones = [one for entry in input_types(book) for one in mutants(entry, example(entry))]

    missed = [one for one in broken_ones if not check_value(book, one.owner, one.body)]

    assert len(broken_ones) > 2000
    assert missed == []


def is_caught(method: str, body: JsonObject) -> bool:
    book = rule_book()
    return bool(check_request(book, book.methods[method.lower()], body, frozenset()).violations)


def broken(method: str, body: JsonObject) -> list[JsonObject]:
    """Every single mutation of a request, at every depth."""
    rules = rule_book().methods[method.lower()].fields
    found = [without(body, name) for name in body if rules[name].required]
    for holder in holders(body):
        for name in list(holder_at(body, holder)):
            found += [renamed(body, holder, name), retyped(body, holder, name)]
    return found


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

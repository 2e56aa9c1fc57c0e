"""Specification of how the stand-in refuses: in Telegram's words, and with nothing changed."""

import pytest

from standins.telegram.running import YOU, RunningTelegram
from standins.telegram.wire import JsonObject


def button(**fields: object) -> JsonObject:
    return {"chat_id": YOU, "text": "x", "reply_markup": {"inline_keyboard": [[fields]]}}


@pytest.mark.invalid_requests
@pytest.mark.parametrize(
    ("method", "body", "words"),
    [
        ("sendMessage", {"chat_id": YOU, "text": "x" * 5000}, "message is too long"),
        ("sendMessage", {"chat_id": YOU, "text": "🐋" * 2049}, "message is too long"),
        ("sendMessage", {"chat_id": YOU, "text": "  \n "}, "message text is empty"),
        ("sendMessage", {"chat_id": YOU}, "message text is empty"),
        ("sendMessage", {"text": "x"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": 5, "text": "x"}, "chat not found"),
        ("sendMessage", {"chat_id": "@nobody", "text": "x"}, "chat not found"),
        (
            "sendMessage",
            {"chat_id": YOU, "text": "<b>x", "parse_mode": "HTML"},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        (
            "sendMessage",
            {"chat_id": YOU, "text": "a < b", "parse_mode": "HTML"},
            'can\'t parse entities: Unsupported start tag "" at byte offset 2',
        ),
        (
            "sendMessage",
            {"chat_id": YOU, "text": "x", "parse_mode": "BB"},
            "unsupported parse_mode",
        ),
        (
            "sendMessage",
            {"chat_id": YOU, "text": "x", "reply_parameters": {"message_id": 9}},
            "message to be replied not found",
        ),
        ("sendMessage", button(text="a", callback_data="é" * 33), "BUTTON_DATA_INVALID"),
        ("sendMessage", button(text="a", callback_data=""), "BUTTON_DATA_INVALID"),
        (
            "sendMessage",
            button(text="a"),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ("sendMessage", {"chat_id": YOU, "text": "x", "txet": "y"}, 'unknown parameter "txet"'),
        (
            "sendPhoto",
            {"chat_id": YOU, "photo": "AgAC", "caption": "x" * 1025},
            "message caption is too long",
        ),
        ("sendPhoto", {"chat_id": YOU}, "there is no photo in the request"),
        (
            "sendPhoto",
            {"chat_id": YOU, "photo": "AgAC"},
            "wrong file identifier/HTTP URL specified",
        ),
        (
            "editMessageText",
            {"chat_id": YOU, "message_id": 9, "text": "x"},
            "message to edit not found",
        ),
        ("deleteMessage", {"chat_id": YOU, "message_id": 9}, "message to delete not found"),
        (
            "answerCallbackQuery",
            {"callback_query_id": "77"},
            "query is too old and response timeout expired or query ID is invalid",
        ),
        (
            "sendChatAction",
            {"chat_id": YOU, "action": "dance"},
            "wrong parameter action in request",
        ),
        (
            "setMyCommands",
            {"commands": [{"command": "Start", "description": "x"}]},
            "BOT_COMMAND_INVALID",
        ),
        (
            "getFile",
            {"file_id": "x"},
            "wrong file_id or the file is temporarily unavailable",
        ),
        (
            "setWebhook",
            {"url": "http://example.org/"},
            "bad webhook: An HTTPS URL must be provided for webhook",
        ),
    ],
)
async def test_a_bad_request_is_refused_in_telegrams_words(
    telegram: RunningTelegram, method: str, body: JsonObject, words: str
) -> None:
    answer = await telegram.call(method, body)

    assert answer == {"ok": False, "error_code": 400, "description": f"Bad Request: {words}"}
    assert await telegram.transcript() == []


async def test_an_edit_that_changes_nothing_is_refused(telegram: RunningTelegram) -> None:
    await telegram.call("sendMessage", {"chat_id": YOU, "text": "<b>x</b>", "parse_mode": "HTML"})

    answer = await telegram.call(
        "editMessageText",
        {"chat_id": YOU, "message_id": 1, "text": "<b>x</b>", "parse_mode": "HTML"},
    )

    assert answer["description"].startswith("Bad Request: message is not modified: specified new")


async def test_a_persons_message_is_not_the_bots_to_edit(telegram: RunningTelegram) -> None:
    await telegram.say("hello")

    answer = await telegram.call(
        "editMessageText", {"chat_id": YOU, "message_id": 1, "text": "bye"}
    )

    assert answer["description"] == "Bad Request: message can't be edited"


async def test_after_two_days_a_message_stays(telegram: RunningTelegram) -> None:
    await telegram.call("sendMessage", {"chat_id": YOU, "text": "x"})
    await telegram.control("clock", {"advance": 49 * 3600})

    answer = await telegram.call("deleteMessage", {"chat_id": YOU, "message_id": 1})

    assert answer["description"] == "Bad Request: message can't be deleted for everyone"


async def test_who_blocked_the_bot_hears_nothing(telegram: RunningTelegram) -> None:
    await telegram.control("block", {"chat": YOU})

    answer = await telegram.call("sendMessage", {"chat_id": YOU, "text": "x"})

    assert (answer["error_code"], answer["description"]) == (
        403,
        "Forbidden: bot was blocked by the user",
    )


async def test_a_tap_is_answered_once_and_soon(telegram: RunningTelegram) -> None:
    await telegram.call("sendMessage", button(text="a", callback_data="b"))
    first = await telegram.control("tap", {"chat": YOU, "text": "a", "wait": 0})
    second = await telegram.control("tap", {"chat": YOU, "text": "a", "wait": 0})

    once = {"callback_query_id": first["callback_query_id"]}
    in_time = await telegram.call("answerCallbackQuery", once)
    again = await telegram.call("answerCallbackQuery", once)
    await telegram.control("clock", {"advance": 3600})
    late = {"callback_query_id": second["callback_query_id"]}
    too_late = await telegram.call("answerCallbackQuery", late)

    assert [in_time["ok"], again["ok"], too_late["ok"]] == [True, False, False]


@pytest.mark.parametrize("method", ["sendMessage", "editMessageText"])
async def test_no_business_account_is_connected(telegram: RunningTelegram, method: str) -> None:
    wish = {"chat_id": YOU, "text": "x", "business_connection_id": "b"}

    answer = await telegram.call(method, wish)

    assert answer["description"] == "Bad Request: business connection not found"


async def test_a_method_that_is_not_played_says_so(telegram: RunningTelegram) -> None:
    answer = await telegram.call("sendGame", {"chat_id": YOU, "game_short_name": "whale"})

    assert answer["error_code"] == 501
    assert answer["description"] == "Not Implemented: the stand-in does not play games"

"""Specification of the table that reads Telegram's no (``bot.delivery.errors``)."""

import pytest
from aiogram import exceptions as telegram
from aiogram.methods import SendMessage
from aiohttp import ServerDisconnectedError

from bot.delivery.errors import TABLE, Remedy, Row, reason, remedy
from tests.unit.bot.desk import no_connection

METHOD = SendMessage(chat_id=1001, text="alert")


def bad_request(words: str) -> telegram.TelegramBadRequest:
    return telegram.TelegramBadRequest(METHOD, f"Bad Request: {words}")


def forbidden(words: str) -> telegram.TelegramForbiddenError:
    return telegram.TelegramForbiddenError(METHOD, f"Forbidden: {words}")


ROWS = [
    (telegram.TelegramRetryAfter(METHOD, "Too Many Requests: retry after 7", 7), Remedy.WAIT),
    (telegram.TelegramMigrateToChat(METHOD, "upgraded", -10055), Remedy.MIGRATE),
    (forbidden("bot was blocked by the user"), Remedy.TARGET_DEAD),
    (forbidden("user is deactivated"), Remedy.TARGET_DEAD),
    (forbidden("bot was kicked from the supergroup chat"), Remedy.TARGET_DEAD),
    (forbidden("bot is not a member of the channel chat"), Remedy.TARGET_DEAD),
    (forbidden("the group chat was deleted"), Remedy.TARGET_DEAD),
    (bad_request("chat not found"), Remedy.TARGET_DEAD),
    (bad_request("chat_id is empty"), Remedy.TARGET_DEAD),
    (bad_request("user not found"), Remedy.TARGET_DEAD),
    (bad_request("message thread not found"), Remedy.GENERAL_TOPIC),
    (bad_request("TOPIC_CLOSED"), Remedy.GENERAL_TOPIC),
    (bad_request("can't parse entities: Unsupported start tag"), Remedy.PLAIN),
    (bad_request("message is too long"), Remedy.SHORTEN),
    (bad_request("message caption is too long"), Remedy.WITHOUT_PICTURE),
    (bad_request("media caption is too long"), Remedy.WITHOUT_PICTURE),
    (bad_request("wrong file_id or the file is temporarily unavailable"), Remedy.UPLOAD_AGAIN),
    (bad_request("wrong file identifier/HTTP URL specified"), Remedy.UPLOAD_AGAIN),
    (bad_request("wrong remote file identifier specified"), Remedy.UPLOAD_AGAIN),
    (bad_request("CHAT_SEND_PHOTOS_FORBIDDEN"), Remedy.WITHOUT_PICTURE),
    (bad_request("PHOTO_INVALID_DIMENSIONS"), Remedy.WITHOUT_PICTURE),
    (bad_request("IMAGE_PROCESS_FAILED"), Remedy.WITHOUT_PICTURE),
    (bad_request("not enough rights to send photos to the chat"), Remedy.WITHOUT_PICTURE),
    (bad_request("not enough rights to send text messages to the chat"), Remedy.REFUSED),
    (bad_request("need administrator rights in the channel chat"), Remedy.REFUSED),
    (telegram.TelegramUnauthorizedError(METHOD, "Unauthorized"), Remedy.STOP),
    (telegram.TelegramNotFound(METHOD, "Not Found"), Remedy.STOP),
    (telegram.TelegramConflictError(METHOD, "Conflict: terminated"), Remedy.STOP),
    (telegram.TelegramEntityTooLarge(METHOD, "Request Entity Too Large"), Remedy.WITHOUT_PICTURE),
    (telegram.TelegramServerError(METHOD, "Internal Server Error"), Remedy.UNKNOWN),
    (telegram.RestartingTelegram(METHOD, "restart"), Remedy.UNKNOWN),
    (telegram.TelegramNetworkError(METHOD, "Request timeout error"), Remedy.UNKNOWN),
    (telegram.ClientDecodeError("no JSON", ValueError(), ""), Remedy.UNKNOWN),
    (telegram.TelegramAPIError(METHOD, "I'm a teapot"), Remedy.REFUSED),
    (TimeoutError(), Remedy.UNKNOWN),
]


def deciding_row(error: Exception) -> Row:
    words = str(error).lower()
    fitting = (row for row in TABLE if isinstance(error, row.error) and row.says in words)
    return next(fitting)


@pytest.mark.parametrize(("error", "wanted"), ROWS, ids=lambda part: str(part)[:60])
def test_every_no_of_telegram_has_its_remedy(error: Exception, wanted: Remedy) -> None:
    assert remedy(error) is wanted


def test_every_row_of_the_table_is_reached_by_an_example() -> None:
    reached = {
        next(
            row for row in TABLE if isinstance(error, row.error) and row.says in str(error).lower()
        )
        for error, _ in ROWS
    }

    assert [row for row in TABLE if row not in reached] == []


def test_no_connection_means_surely_not_sent() -> None:
    assert remedy(no_connection()) is Remedy.NOT_SENT


def test_a_connection_that_broke_off_means_that_nobody_knows() -> None:
    error = telegram.TelegramNetworkError(METHOD, "server disconnected")
    error.__cause__ = ServerDisconnectedError()

    assert remedy(error) is Remedy.UNKNOWN


def test_a_fault_of_ours_is_not_taken_for_telegrams_no() -> None:
    with pytest.raises(KeyError, match="ZeroDivisionError"):
        remedy(ZeroDivisionError())


def test_the_reason_that_is_kept_is_telegrams_own_words() -> None:
    assert reason(forbidden("bot was blocked by the user")) == (
        "Forbidden: bot was blocked by the user"
    )
    assert reason(TimeoutError()) == "TimeoutError"

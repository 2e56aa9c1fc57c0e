"""Telegram's no, as ours: what each refusal of a send means for the alert.

The texts are those of Telegram's own server (tdlib/telegram-bot-api, Client.cpp, Bot API 10.0;
re-read against 10.3), compared without regard to case. The first row that fits decides, so
special rows stand above general ones. Whether a message may have arrived is the question behind
every row: what Telegram refused did not arrive, what it did not answer may have.
"""

from dataclasses import dataclass
from enum import Enum

from aiogram import exceptions as telegram
from aiohttp import ClientConnectorError, ConnectionTimeoutError


class Remedy(Enum):
    """What is to be done about a failed send."""

    WAIT = "wait"  # this chat must wait for as long as Telegram said, and not a second less
    TARGET_DEAD = "target dead"  # nothing will ever arrive there, until the chat itself comes back
    MIGRATE = "migrate"  # the group has a new number: write it down and send once more
    PLAIN = "plain"  # our formatting is broken: send the words alone, and count it as a bug
    SHORTEN = "shorten"  # more text than a message holds: cut it
    WITHOUT_PICTURE = "without picture"  # the picture is refused: the text must still arrive
    UPLOAD_AGAIN = "upload again"  # Telegram forgot the picture's name: give it the picture
    GENERAL_TOPIC = "general topic"  # the topic is gone: the group's main conversation is left
    REFUSED = "refused"  # the owner must change something; kept with Telegram's words
    STOP = "stop"  # the bot itself is not accepted: nothing can be sent, a person must look
    NOT_SENT = "not sent"  # there was no connection: surely not sent, try again later
    UNKNOWN = "unknown"  # the answer was lost: it may have arrived


@dataclass(frozen=True, slots=True)
class Row:
    """An exception of aiogram, words that its message must hold, and the remedy."""

    error: type[Exception]
    says: str
    remedy: Remedy


TABLE = (
    Row(telegram.TelegramRetryAfter, "", Remedy.WAIT),
    Row(telegram.TelegramMigrateToChat, "", Remedy.MIGRATE),
    Row(telegram.TelegramForbiddenError, "", Remedy.TARGET_DEAD),
    Row(telegram.TelegramBadRequest, "chat not found", Remedy.TARGET_DEAD),
    Row(telegram.TelegramBadRequest, "chat_id is empty", Remedy.TARGET_DEAD),
    Row(telegram.TelegramBadRequest, "user not found", Remedy.TARGET_DEAD),
    Row(telegram.TelegramBadRequest, "message thread not found", Remedy.GENERAL_TOPIC),
    Row(telegram.TelegramBadRequest, "topic_closed", Remedy.GENERAL_TOPIC),
    Row(telegram.TelegramBadRequest, "can't parse entities", Remedy.PLAIN),
    Row(telegram.TelegramBadRequest, "caption is too long", Remedy.WITHOUT_PICTURE),
    Row(telegram.TelegramBadRequest, "too long", Remedy.SHORTEN),
    Row(telegram.TelegramBadRequest, "wrong file_id", Remedy.UPLOAD_AGAIN),
    Row(telegram.TelegramBadRequest, "wrong file identifier", Remedy.UPLOAD_AGAIN),
    Row(telegram.TelegramBadRequest, "wrong remote file", Remedy.UPLOAD_AGAIN),
    Row(telegram.TelegramBadRequest, "photo_invalid_dimensions", Remedy.WITHOUT_PICTURE),
    Row(telegram.TelegramBadRequest, "image_process_failed", Remedy.WITHOUT_PICTURE),
    Row(telegram.TelegramBadRequest, "not enough rights to send photos", Remedy.WITHOUT_PICTURE),
    Row(telegram.TelegramBadRequest, "chat_send_photos_forbidden", Remedy.WITHOUT_PICTURE),
    Row(telegram.TelegramBadRequest, "", Remedy.REFUSED),
    Row(telegram.TelegramUnauthorizedError, "", Remedy.STOP),
    Row(telegram.TelegramNotFound, "", Remedy.STOP),
    # Too large is a kind of network error in aiogram, although Telegram answered.
    Row(telegram.TelegramEntityTooLarge, "", Remedy.WITHOUT_PICTURE),
    Row(telegram.TelegramNetworkError, "", Remedy.UNKNOWN),
    Row(telegram.TelegramServerError, "", Remedy.UNKNOWN),
    Row(telegram.ClientDecodeError, "", Remedy.UNKNOWN),
    Row(telegram.TelegramConflictError, "", Remedy.STOP),
    Row(telegram.TelegramAPIError, "", Remedy.REFUSED),
    Row(TimeoutError, "", Remedy.UNKNOWN),
)

Failure = (telegram.TelegramAPIError, telegram.ClientDecodeError, TimeoutError)
"""Everything a send can raise that the table knows."""


def remedy(error: Exception) -> Remedy:
    """What to do about an error of a send.

    A network error whose cause is that no connection could be made was surely not sent; any other
    came after the first byte may have left.

    Raises
    ------
    KeyError
        If the error is none of ``Failure``: it is a fault of ours, not Telegram's no.
    """
    if isinstance(error.__cause__, ClientConnectorError | ConnectionTimeoutError):
        return Remedy.NOT_SENT
    words = str(error).lower()
    for row in TABLE:
        if isinstance(error, row.error) and row.says in words:
            return row.remedy
    raise KeyError(type(error).__name__)


def reason(error: Exception) -> str:
    """Telegram's words, short enough to be kept beside the notice."""
    words = getattr(error, "message", None) or str(error) or type(error).__name__
    return words.partition("\n(background")[0][:300]

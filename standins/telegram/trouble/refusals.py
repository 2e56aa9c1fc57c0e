"""Telegram's refusals by name, so that a bot's whole table of errors can be driven.

A fault ``{"error": "blocked"}`` answers exactly what Telegram answers a bot whose reader has
blocked it. The sentences are those of Telegram's published server (telegram-bot-api
``Client.cpp``, ``Query.cpp``); those in capitals come from the servers behind it and are passed on
unchanged. Not found in any published source, only in bots' logs: ``photo_dimensions``,
``image_failed``, ``caption_too_long``, ``text_too_long``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from standins.telegram.errors import RefusalError
from standins.telegram.wire import JsonObject


@dataclass(frozen=True, slots=True)
class Named:
    """One refusal: its code, its sentence behind the prefix, and its usual parameters."""

    code: int
    words: str
    parameters: Mapping[str, int] = field(default_factory=dict)

    def refusal(self, parameters: JsonObject) -> RefusalError:
        """The refusal as it is sent; given parameters go before the usual ones."""
        known = {**self.parameters, **parameters}
        return RefusalError(self.words.format_map(known), self.code, known or None)


REFUSALS: Final[Mapping[str, Named]] = {
    # Nobody is there any more: 403.
    "blocked": Named(403, "bot was blocked by the user"),
    "deactivated": Named(403, "user is deactivated"),
    "stranger": Named(403, "bot can't initiate conversation with a user"),
    "to_a_bot": Named(403, "bots can't send messages to bots"),
    "kicked_from_group": Named(403, "bot was kicked from the group chat"),
    "kicked_from_supergroup": Named(403, "bot was kicked from the supergroup chat"),
    "kicked_from_channel": Named(403, "bot was kicked from the channel chat"),
    "not_in_group": Named(403, "bot is not a member of the group chat"),
    "not_in_supergroup": Named(403, "bot is not a member of the supergroup chat"),
    "not_in_channel": Named(403, "bot is not a member of the channel chat"),
    "group_deleted": Named(403, "the group chat was deleted"),
    # The target is wrong, or somewhere else: 400.
    "chat_not_found": Named(400, "chat not found"),
    "chat_empty": Named(400, "chat_id is empty"),
    "private_not_found": Named(400, "private chat not found"),
    "migrated": Named(400, "group chat was upgraded to a supergroup chat"),
    "thread_not_found": Named(400, "message thread not found"),
    "topic_closed": Named(400, "TOPIC_CLOSED"),
    # The bot may not.
    "no_rights": Named(400, "have no rights to send a message"),
    "no_rights_text": Named(400, "not enough rights to send text messages to the chat"),
    "no_rights_photo": Named(400, "not enough rights to send photos to the chat"),
    "no_rights_pin": Named(400, "not enough rights to manage pinned messages in the chat"),
    "no_admin": Named(400, "need administrator rights in the channel chat"),
    "write_forbidden": Named(400, "CHAT_WRITE_FORBIDDEN"),
    "admin_required": Named(400, "CHAT_ADMIN_REQUIRED"),
    # The message that is meant is not there, or can't be changed.
    "not_modified": Named(
        400,
        "message is not modified: specified new message content and reply markup are exactly "
        "the same as a current content and reply markup of the message",
    ),
    "edit_not_found": Named(400, "message to edit not found"),
    "edit_forbidden": Named(400, "message can't be edited"),
    "delete_not_found": Named(400, "message to delete not found"),
    "delete_forbidden": Named(400, "message can't be deleted"),
    "reply_not_found": Named(400, "message to be replied not found"),
    "query_too_old": Named(
        400, "query is too old and response timeout expired or query ID is invalid"
    ),
    # What was sent is not good.
    "cant_parse": Named(
        400, "can't parse entities: Can't find end tag corresponding to start tag \"b\""
    ),
    "text_too_long": Named(400, "message is too long"),
    "caption_too_long": Named(400, "message caption is too long"),
    "markup_too_long": Named(400, "reply markup is too long"),
    "button_data": Named(400, "BUTTON_DATA_INVALID"),
    "button_text": Named(
        400,
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    "file_id": Named(400, "wrong file_id or the file is temporarily unavailable"),
    "file_address": Named(400, "wrong file identifier/HTTP URL specified"),
    "photo_dimensions": Named(400, "PHOTO_INVALID_DIMENSIONS"),
    "image_failed": Named(400, "IMAGE_PROCESS_FAILED"),
    # The bot itself, or its other half.
    "unauthorized": Named(401, "Unauthorized"),
    "not_found": Named(404, "Not Found"),
    "other_poller": Named(
        409,
        "terminated by other getUpdates request; make sure that only one bot instance is running",
    ),
    "webhook_active": Named(
        409,
        "can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first",
    ),
    # The server.
    "too_large": Named(413, "Request Entity Too Large"),
    "too_many": Named(429, "Too Many Requests: retry after {retry_after}", {"retry_after": 5}),
    "server_error": Named(500, "Internal Server Error"),
    "restarting": Named(500, "Internal Server Error: restart"),
    "bad_gateway": Named(502, "Bad Gateway"),
    "gateway_timeout": Named(504, "Gateway Timeout"),
}
"""What ``{"error": name}`` may name. ``migrated`` wants ``migrate_to_chat_id`` beside it."""

BY_CODE: Final[Mapping[int, str]] = {
    401: "unauthorized",
    403: "blocked",
    404: "not_found",
    409: "other_poller",
    413: "too_large",
    429: "too_many",
    500: "server_error",
    502: "bad_gateway",
    504: "gateway_timeout",
}
"""What a fault with a bare code says."""

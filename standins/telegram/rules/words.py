"""What the rule book does not hold: closed lists, and Telegram's sentences for common mistakes.

The sentences follow Telegram's published server (telegram-bot-api ``Client.cpp`` and TDLib). Where
Telegram itself would stay silent (it ignores an unknown parameter), the sentence is ours and only
strict mode says it.
"""

import re

CHOICES: dict[tuple[str, str], tuple[frozenset[str], str]] = {
    ("*", "parse_mode"): (
        frozenset({"HTML", "html", "Markdown", "markdown", "MarkdownV2", "markdownv2", ""}),
        "unsupported parse_mode",
    ),
    ("InlineKeyboardButton", "style"): (
        frozenset({"danger", "success", "primary"}),
        "invalid button style specified",
    ),
    ("KeyboardButton", "style"): (
        frozenset({"danger", "success", "primary"}),
        "invalid button style specified",
    ),
    ("sendChatAction", "action"): (
        frozenset(
            {
                "typing",
                "upload_photo",
                "record_video",
                "upload_video",
                "record_voice",
                "upload_voice",
                "upload_document",
                "choose_sticker",
                "find_location",
                "record_video_note",
                "upload_video_note",
            }
        ),
        "wrong parameter action in request",
    ),
    ("MessageEntity", "type"): (
        frozenset(
            {
                "mention",
                "hashtag",
                "cashtag",
                "bot_command",
                "url",
                "email",
                "phone_number",
                "bold",
                "italic",
                "underline",
                "strikethrough",
                "spoiler",
                "blockquote",
                "expandable_blockquote",
                "code",
                "pre",
                "text_link",
                "text_mention",
                "custom_emoji",
                "date_time",
            }
        ),
        "can't parse MessageEntity: unsupported type specified",
    ),
}
"""(owner, field) to the words it may hold and the refusal; ``*`` stands for every owner."""

PATTERNS: dict[tuple[str, str], tuple[re.Pattern[str], str]] = {
    ("BotCommand", "command"): (re.compile(r"[a-z0-9_]{1,32}"), "BOT_COMMAND_INVALID"),
    ("setWebhook", "secret_token"): (
        re.compile(r"[A-Za-z0-9_-]{1,256}"),
        "secret token contains unallowed characters",
    ),
    ("*", "language_code"): (re.compile(r"([a-z]{2})?"), "invalid language code specified"),
    ("*", "message_effect_id"): (re.compile(r"\d+"), "EFFECT_ID_INVALID"),
}
"""(owner, field) to the shape its text must have and the refusal."""

MISSING: dict[str, str] = {
    "chat_id": "chat_id is empty",
    "from_chat_id": "chat_id is empty",
    "text": "message text is empty",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "message_id": "message identifier is not specified",
    "file_id": "file_id not specified",
    "user_id": "invalid user_id specified",
}
"""A required parameter that is absent; any other is named in the general sentence."""

MAY_BE_EMPTY = {("setWebhook", "url")}
"""Required, and yet an empty text means something: it removes the webhook."""

TOO_LONG: dict[tuple[str, str], str] = {
    ("InlineKeyboardButton", "callback_data"): "BUTTON_DATA_INVALID",
    ("CopyTextButton", "text"): "BUTTON_COPY_TEXT_INVALID",
    ("answerCallbackQuery", "text"): "MESSAGE_TOO_LONG",
    ("setWebhook", "secret_token"): "secret token is too long",
    ("BotCommand", "command"): "BOT_COMMAND_INVALID",
    ("BotCommand", "description"): "BOT_COMMAND_DESCRIPTION_INVALID",
    ("RichMessageButton", "callback_data"): "BUTTON_DATA_INVALID",
    ("InputPollOption", "text"): "poll options length must not exceed 100",
    ("sendPoll", "question"): "poll question length must not exceed 300",
    ("sendMediaGroup", "media"): "too many messages to send as an album",
}
"""A length outside its limits; any other is named in the general sentence."""

TOO_FEW: dict[tuple[str, str], str] = {
    ("sendMediaGroup", "media"): "an album has 2 to 10 items (Telegram sends a single one alone)",
}
"""A list that is too short. Telegram takes an album of one, so only strict mode says this."""


def missing(name: str, *, nested: bool) -> str:
    """Telegram's sentence for something required that is not there.

    >>> missing("chat_id", nested=False)
    'chat_id is empty'
    """
    if nested:
        return f'can\'t find field "{name}"'
    return MISSING.get(name, f'parameter "{name}" is required')


def choice(owner: str, name: str) -> tuple[frozenset[str], str] | None:
    """The closed list of a field, if it has one."""
    return CHOICES.get((owner, name)) or CHOICES.get(("*", name))


def pattern(owner: str, name: str) -> tuple[re.Pattern[str], str] | None:
    """The shape of a text field, if it has one."""
    return PATTERNS.get((owner, name)) or PATTERNS.get(("*", name))

"""The texts inside a rich message on their way in: mentions checked, addresses found.

A hashtag or command that the bot marked itself keeps only its text, as with Telegram; what stands
in the plain text is found again.
"""

from collections.abc import Container

from standins.telegram.errors import RefusalError
from standins.telegram.keyboards import ACTIONS
from standins.telegram.text.detect import detect
from standins.telegram.text.formatting import slice_units
from standins.telegram.wire import JsonObject, utf16_length

_ONLY_TEXT = frozenset({"hashtag", "cashtag", "bot_command", "bank_card_number", "mention"})
_CLOSED = frozenset({"code", "url", "text_mention", "date_time", "anchor_link", "button"})
"""Inside these nothing is looked for."""

_FOUND = {
    "url": ("url", "url"),
    "email": ("email_address", "email_address"),
    "mention": ("mention", "username"),
    "hashtag": ("hashtag", "hashtag"),
    "cashtag": ("cashtag", "cashtag"),
    "bot_command": ("bot_command", "bot_command"),
}
"""Kind of entity to kind of rich text and the field that repeats its text."""


def received(text: object, *, users: Container[int], detects: bool) -> object:
    """A ``RichText`` as it will stand in the chat.

    Raises
    ------
    RefusalError
        A person is mentioned whom nobody knows, or a button does nothing.

    Examples
    --------
    >>> received("see #whale", users=(), detects=True)
    ['see ', {'type': 'hashtag', 'text': '#whale', 'hashtag': '#whale'}]
    """
    if isinstance(text, list):
        return [received(one, users=users, detects=detects) for one in text]
    if not isinstance(text, dict):
        return _detected(str(text)) if detects else text
    kind = text["type"]
    if kind in _ONLY_TEXT:
        return received(text["text"], users=users, detects=detects)
    if kind == "text_mention" and text["user"]["id"] not in users:
        raise RefusalError("user not found")
    if kind == "button":
        check_button(text["button"])
    if "text" not in text:
        return text
    inner = received(text["text"], users=users, detects=detects and kind not in _CLOSED)
    return {**text, "text": inner}


def check_button(button: JsonObject) -> None:
    """Refuse a button without exactly one action, or in a style it can't have."""
    actions = [name for name in ACTIONS if name in button]
    if len(actions) != 1:
        raise RefusalError("can't parse rich message button: exactly one action expected")
    if button.get("style") == "link" and "callback_data" not in button:
        raise RefusalError("button style link is allowed for callback buttons only")


def _detected(text: str) -> object:
    found = detect(text, [])
    if not found:
        return text
    pieces: list[object] = []
    done = 0
    for one in found:
        kind, field = _FOUND[one["type"]]
        part = slice_units(text, one["offset"], one["length"])
        pieces.append(slice_units(text, done, one["offset"] - done))
        pieces.append({"type": kind, "text": part, field: part})
        done = one["offset"] + one["length"]
    pieces.append(slice_units(text, done, utf16_length(text) - done))
    return [one for one in pieces if one]

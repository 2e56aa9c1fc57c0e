"""What must be true of a keyboard beyond its types: one action a button, addresses, counts."""

from urllib.parse import urlsplit

from standins.telegram.errors import RefusalError
from standins.telegram.wire import JsonObject

ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
)
"""Exactly one of these makes a button of an inline keyboard."""

_MOST_BUTTONS = 100


def check_markup(markup: JsonObject | None, *, chat_type: str) -> JsonObject | None:
    """Refuse a keyboard Telegram would refuse; an inline keyboard without buttons is none.

    Parameters
    ----------
    chat_type
        Channels take inline keyboards only.
    """
    if markup is None:
        return None
    if "inline_keyboard" in markup:
        return _inline(markup)
    if chat_type == "channel":
        raise RefusalError("inline keyboard expected")
    if "keyboard" in markup:
        _reply(markup)
    return markup


def _inline(markup: JsonObject) -> JsonObject | None:
    rows = [row for row in markup["inline_keyboard"] if row]
    buttons = [button for row in rows for button in row]
    if len(buttons) > _MOST_BUTTONS:
        raise RefusalError("reply markup is too long")
    for button in buttons:
        _button(button)
    return {**markup, "inline_keyboard": rows} if rows else None


def _button(button: JsonObject) -> None:
    actions = [name for name in ACTIONS if name in button]
    if not button["text"]:
        raise RefusalError("can't parse inline keyboard button: Text must be non-empty")
    if not actions:
        raise RefusalError(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:
        pair = " and ".join(actions)
        raise RefusalError(
            f"can't parse inline keyboard button: exactly one action expected, not {pair}"
        )
    if "url" in button:
        _address(button["url"])


def _address(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https", "tg", "ton", ""}:
        raise RefusalError(
            f"inline keyboard button URL '{address}' is invalid: Unsupported URL protocol"
        )
    host = parts.netloc or parts.path
    if not host or " " in address or (parts.scheme.startswith("http") and "." not in host):
        raise RefusalError(f"inline keyboard button URL '{address}' is invalid: Wrong HTTP URL")


def _reply(markup: JsonObject) -> None:
    rows = markup["keyboard"]
    if not any(rows):
        raise RefusalError("reply keyboard must contain at least one button")
    if any(not button["text"] for row in rows for button in row):
        raise RefusalError("keyboard button text must be non-empty")

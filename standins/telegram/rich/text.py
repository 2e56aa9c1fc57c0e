"""The text of rich messages (Bot API 10.1): a string, a list of texts, or a text with a meaning.

Written as HTML for the page and as plain text for transcripts. Everything a bot wrote is escaped;
addresses become links only when Telegram would make them links.
"""

from collections.abc import Callable
from html import escape

from standins.telegram.text.links import checked_link
from standins.telegram.wire import JsonObject

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "subscript": "sub",
    "superscript": "sup",
    "marked": "mark",
    "code": "code",
}
_ADDRESSED = {
    "email_address": ("mailto:", "email_address"),
    "phone_number": ("tel:", "phone_number"),
    "mention": ("https://t.me/", "username"),
}


def text_html(text: object) -> str:
    """A rich text as HTML.

    >>> text_html(["1 < 2, ", {"type": "bold", "text": "whale"}])
    '1 &lt; 2, <b>whale</b>'
    """
    if isinstance(text, list):
        return "".join(text_html(one) for one in text)
    if not isinstance(text, dict):
        return escape(str(text or ""))
    kind, inside = text["type"], text_html(text.get("text", ""))
    if kind in _TAGS:
        return f"<{_TAGS[kind]}>{inside}</{_TAGS[kind]}>"
    write = _WRITERS.get(kind)
    return inside if write is None else write(text, inside)


def _link(address: str, inside: str) -> str:
    checked = checked_link(address)
    return inside if checked is None else f'<a href="{escape(checked)}">{inside}</a>'


def button_html(button: JsonObject) -> str:
    """A button of a rich message; the page reads from ``data-`` attributes what a tap does."""
    known = {
        "style": button.get("style"),
        "callback": button.get("callback_data"),
        "url": button.get("url"),
        "copy": button.get("copy_text", {}).get("text"),
    }
    data = "".join(
        f' data-{name}="{escape(value)}"' for name, value in known.items() if value is not None
    )
    off = " disabled" if "disabled" in button else ""
    return f'<button type="button"{data}{off}>{text_html(button["text"])}</button>'


def _addressed(text: JsonObject, inside: str) -> str:
    scheme, field = _ADDRESSED[text["type"]]
    return _link(scheme + text[field].removeprefix("@"), inside)


def _date_time(text: JsonObject, inside: str) -> str:
    shape = escape(text["date_time_format"])
    return f'<tg-time unix="{text["unix_time"]}" format="{shape}">{inside}</tg-time>'


def _reference_link(text: JsonObject, inside: str) -> str:
    return f'<sup><a href="#rich-{escape(text["reference_name"])}">{inside}</a></sup>'


_WRITERS: dict[str, Callable[[JsonObject, str], str]] = {
    "url": lambda text, inside: _link(text["url"], inside),
    "email_address": _addressed,
    "phone_number": _addressed,
    "mention": _addressed,
    "text_mention": lambda text, inside: _link(f"tg://user?id={text['user']['id']}", inside),
    "date_time": _date_time,
    "custom_emoji": lambda text, _inside: escape(text["alternative_text"]),
    "mathematical_expression": lambda text, _inside: (
        f'<code class="math">{escape(text["expression"])}</code>'
    ),
    "button": lambda text, _inside: button_html(text["button"]),
    "anchor": lambda text, _inside: f'<a id="rich-{escape(text["name"])}"></a>',
    "anchor_link": lambda text, inside: (
        f'<a href="#rich-{escape(text["anchor_name"])}">{inside}</a>'
    ),
    "reference": lambda text, inside: f'<span id="rich-{escape(text["name"])}">{inside}</span>',
    "reference_link": _reference_link,
}
"""Texts that are more than a tag. The others (hashtags, commands) are shown as they are."""


def plain(text: object) -> str:
    """A rich text without its meaning.

    >>> plain(["1 ", {"type": "bold", "text": ["wha", "le"]}])
    '1 whale'
    """
    if isinstance(text, list):
        return "".join(plain(one) for one in text)
    if not isinstance(text, dict):
        return str(text or "")
    if text["type"] == "button":
        return f"[{plain(text['button']['text'])}]"
    return plain(text.get("text", text.get("alternative_text", text.get("expression", ""))))


def buttons(content: object) -> list[JsonObject]:
    """Every button of a rich message, in order, with its text as plain text.

    Parameters
    ----------
    content
        A message's content, or any part of it: buttons are found however deep they lie.
    """
    if isinstance(content, list):
        return [found for one in content for found in buttons(one)]
    if not isinstance(content, dict):
        return []
    if content.get("type") == "button":
        return [_named(content["button"])]
    if content.get("type") == "buttons":
        return [_named(one) for one in content["buttons"]]
    return [found for name in _HOLDS if name in content for found in buttons(content[name])]


_HOLDS = ("rich_message", "blocks", "items", "cells", "text", "summary", "credit", "caption")


def _named(button: JsonObject) -> JsonObject:
    return {**button, "text": plain(button["text"])}

"""Text in Telegram's HTML, escaped by construction.

``Html`` is text that is safe to send; everything else is escaped where it enters a template
(``bot.views.texts``). Our tags are those of the Bot API 10.3 formatting page: ``b``, ``i``,
``code``, ``a``, ``blockquote`` and ``tg-time``.
"""

import re
from datetime import UTC, datetime
from html import escape as _escape
from html import unescape as _unescape
from typing import Literal

from core.time_units import SECOND_NS

_TAG = re.compile(r"</?[a-z][^<>]*>")
_SHOWN = {"r": "%d %b %H:%M UTC", "T": "%H:%M:%S UTC", "t": "%H:%M UTC", "D": "%d %b %Y"}

MomentStyle = Literal["r", "T", "t", "D"]


class Html(str):
    """Text in which every ``<`` opens a tag of ours."""

    __slots__ = ()


def escape(text: str) -> Html:
    """The text as it is, safe inside a tag, its attributes too.

    >>> escape("a < b & c")
    'a &lt; b &amp; c'
    """
    return text if isinstance(text, Html) else Html(_escape(text))


def plain(text: Html) -> str:
    """What a reader sees, without any formatting: for when Telegram cannot parse our tags.

    >>> plain(Html("<b>1 &lt; 2</b>"))
    '1 < 2'
    """
    return _unescape(_TAG.sub("", text))


def link(label: str, url: str) -> Html:
    """A label that opens an address."""
    return Html(f'<a href="{escape(url)}">{escape(label)}</a>')


def moment(at_ns: int, style: MomentStyle = "T") -> Html:
    """A moment that Telegram shows in each reader's own zone and language.

    ``style`` is a ``date_time`` format of Bot API 9.5: ``r`` relative, ``T`` a time with seconds,
    ``t`` without, ``D`` a date. Old clients and notifications show the text inside, which is UTC.

    >>> moment(1_700_000_000_000_000_000)
    '<tg-time unix="1700000000" format="T">22:13:20 UTC</tg-time>'
    """
    unix = at_ns // SECOND_NS
    shown = datetime.fromtimestamp(unix, UTC).strftime(_SHOWN[style])
    return Html(f'<tg-time unix="{unix}" format="{style}">{shown}</tg-time>')


def visible_length(text: Html) -> int:
    """How long Telegram counts the text: UTF-16 units after parsing. At most 4,096, captions 1,024.

    >>> visible_length(Html("<b>🐋 1</b>"))
    4
    """
    return len(plain(text).encode("utf-16-le")) // 2

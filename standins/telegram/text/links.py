"""What a link in a text may mean: a page, a person, a custom emoji, a moment in time.

The addresses ``tg://user?id=``, ``tg://emoji?id=`` and ``tg://time?unix=&format=`` are Telegram's
own way of writing entities that have no sign of their own in Markdown.
"""

import re
from urllib.parse import parse_qs, urlsplit

from standins.telegram.text.formatted import broken
from standins.telegram.wire import JsonObject

_TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")


def checked_link(address: str) -> str | None:
    """A link Telegram would make clickable, completed with its scheme; None for anything else.

    >>> checked_link("etherscan.io/tx/1"), checked_link("javascript:alert(1)")
    ('http://etherscan.io/tx/1', None)
    """
    address = address.strip()
    if re.fullmatch(r"(?:https?|ftp|tg|ton|tonsite)://\S+", address, re.IGNORECASE):
        return address
    if re.fullmatch(r"(?:mailto|tel):\S+", address, re.IGNORECASE):
        return address
    if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?", address):
        return f"http://{address}"
    return None


def link_entity(address: str) -> JsonObject | None:
    """``text_mention`` or ``text_link``; None for an address that is none.

    Telegram drops such a link and keeps its text.
    """
    mention = re.fullmatch(r"tg://user\?id=(\d+)", address)
    if mention:
        user = {"id": int(mention[1]), "is_bot": False, "first_name": "User"}
        return {"type": "text_mention", "user": user}
    checked = checked_link(address)
    return None if checked is None else {"type": "text_link", "url": checked}


def picture_entity(address: str, where: int) -> JsonObject:
    """What ``![text](address)`` means in Markdown: a custom emoji, or a date and time.

    Parameters
    ----------
    where
        Byte offset of the address, for the complaint.
    """
    parts = urlsplit(address)
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if parts.scheme == "tg" and parts.netloc == "time":
        return date_time(asked.get("unix", ""), asked.get("format", ""), where)
    if parts.scheme != "tg":
        raise broken('Custom emoji URL must have scheme "tg"')
    if parts.netloc != "emoji":
        raise broken('Custom emoji URL must have host "emoji"')
    if "id" not in asked:
        raise broken("Custom emoji URL must have an emoji identifier")
    return custom_emoji(asked["id"])


def custom_emoji(identifier: str) -> JsonObject:
    """``custom_emoji`` from its number."""
    if not identifier.isdecimal() or int(identifier) == 0:
        raise broken("Invalid custom emoji identifier specified")
    return {"type": "custom_emoji", "custom_emoji_id": identifier}


def date_time(unix: str, shape: str, where: int) -> JsonObject:
    """``date_time`` (Bot API 9.5): a moment that every reader sees in their own zone.

    The two complaints are ours; Telegram's are not published.
    """
    if not unix.isdecimal():
        raise broken(f'Tag "tg-time" must have a valid attribute "unix" at byte offset {where}')
    if not _TIME_FORMAT.fullmatch(shape):
        raise broken(f'Tag "tg-time" has an invalid "format" at byte offset {where}')
    entity: JsonObject = {"type": "date_time", "unix_time": int(unix)}
    return {**entity, "date_time_format": shape} if shape else entity

"""What Telegram finds in a text without being told: commands, mentions, tags, addresses.

Bare host names (``example.com``) are left alone: Telegram knows a list of top-level domains, we
would only guess.
"""

import re

from standins.telegram.wire import JsonObject, utf16_length

_FINDERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("url", re.compile(r"(?<![\w@])(?:https?://|t\.me/)[^\s<>\"]*[^\s<>\".,:;!?)\]}']")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w@/])@\w{3,32}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d]\w*")),
    ("cashtag", re.compile(r"(?<![\w$])\$[A-Z]{1,8}(?!\w)")),
)
_NOT_INSIDE = frozenset({"code", "pre", "text_link", "text_mention"})


def detect(text: str, entities: list[JsonObject]) -> list[JsonObject]:
    """The given entities and those found, in order of their place.

    >>> detect("/start now", [])
    [{'type': 'bot_command', 'offset': 0, 'length': 6}]
    """
    taken = [_span(one) for one in entities if one["type"] in _NOT_INSIDE]
    found: list[JsonObject] = []
    for kind, finder in _FINDERS:
        for match in finder.finditer(text):
            offset = utf16_length(text[: match.start()])
            span = (offset, offset + utf16_length(match[0]))
            if not any(span[0] < end and begin < span[1] for begin, end in taken):
                taken.append(span)
                found.append({"type": kind, "offset": offset, "length": span[1] - offset})
    return sorted(entities + found, key=lambda one: (one["offset"], -one["length"]))


def _span(entity: JsonObject) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]

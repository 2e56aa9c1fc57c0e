"""From what a bot sends (text, parse mode, entities) to what stands in the chat."""

from standins.telegram.detect import detect
from standins.telegram.entities import Formatted, parse_html
from standins.telegram.errors import RefusalError
from standins.telegram.wire import JsonObject, utf16_index, utf16_length

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
"""In UTF-16 units, counted after the markup was read."""

_EMPTY_INSIDE = frozenset({"code", "pre"})


def format_text(
    source: str, parse_mode: str | None, entities: list[JsonObject] | None
) -> Formatted:
    """Read the markup, trim the ends, find commands and addresses.

    Raises
    ------
    RefusalError
        Broken markup, or a parse mode the stand-in does not read (it reads HTML and plain text).
    """
    if parse_mode and parse_mode.lower() != "html":
        raise RefusalError("unsupported parse_mode")
    given = Formatted(source, list(entities or [])) if not parse_mode else parse_html(source)
    trimmed = _trim(given)
    kept = _without_nesting_in_code(trimmed.entities)
    return Formatted(trimmed.text, detect(trimmed.text, kept))


def message_text(
    source: str, parse_mode: str | None, entities: list[JsonObject] | None
) -> Formatted:
    """The text of a message: 1 to 4096 units.

    >>> message_text("<b>Whale</b> moved", "HTML", None).text
    'Whale moved'
    """
    formatted = format_text(source, parse_mode, entities)
    if not formatted.text:
        raise RefusalError("message text is empty")
    if utf16_length(formatted.text) > TEXT_LIMIT:
        raise RefusalError("message is too long")
    return formatted


def caption_text(
    source: str | None, parse_mode: str | None, entities: list[JsonObject] | None
) -> Formatted:
    """The caption of a photo or document: up to 1024 units, none is fine."""
    formatted = format_text(source or "", parse_mode, entities)
    if utf16_length(formatted.text) > CAPTION_LIMIT:
        raise RefusalError("message caption is too long")
    return formatted


def _trim(given: Formatted) -> Formatted:
    """Cut white space at both ends and move the entities with the text."""
    source = given.text.replace("\r", "") if not given.entities else given.text
    cut = utf16_length(source) - utf16_length(source.lstrip())
    text = source.strip()
    limit = utf16_length(text)
    entities = []
    for one in given.entities:
        begin = max(one["offset"] - cut, 0)
        end = min(one["offset"] + one["length"] - cut, limit)
        if end > begin:
            entities.append({**one, "offset": begin, "length": end - begin})
    return Formatted(text, entities)


def _without_nesting_in_code(entities: list[JsonObject]) -> list[JsonObject]:
    """Code holds nothing but text: whatever lies inside it is dropped."""
    code = [one for one in entities if one["type"] in _EMPTY_INSIDE]
    return [one for one in entities if not any(_within(one, box) for box in code)]


def _within(one: JsonObject, box: JsonObject) -> bool:
    if one is box:
        return False
    begin, end = one["offset"], one["offset"] + one["length"]
    return bool(box["offset"] <= begin and end <= box["offset"] + box["length"])


def slice_units(text: str, offset: int, length: int) -> str:
    """Part of a text, counted in UTF-16 units."""
    return text[utf16_index(text, offset) : utf16_index(text, offset + length)]

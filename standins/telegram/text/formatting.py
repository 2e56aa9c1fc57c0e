"""From what a bot sends (text, parse mode, entities) to what stands in the chat."""

from collections.abc import Callable

from standins.telegram.errors import RefusalError
from standins.telegram.text.detect import detect
from standins.telegram.text.formatted import Formatted
from standins.telegram.text.html import parse_html
from standins.telegram.text.markdown import parse_markdown
from standins.telegram.text.markdown_v2 import parse_markdown_v2
from standins.telegram.wire import JsonObject, utf16_index, utf16_length

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
"""In UTF-16 units, counted after the markup was read."""

_EMPTY_INSIDE = frozenset({"code", "pre"})

_READERS: dict[str, Callable[[str], Formatted]] = {
    "html": parse_html,
    "markdown": parse_markdown,
    "markdownv2": parse_markdown_v2,
}
"""By ``parse_mode`` in small letters."""


def read_markup(
    source: str, parse_mode: str | None, entities: list[JsonObject] | None
) -> Formatted:
    """What the markup says, before anything is trimmed or found; a parse mode comes first."""
    if not parse_mode:
        return Formatted(source, list(entities or []))
    reader = _READERS.get(parse_mode.lower())
    if reader is None:
        raise RefusalError("unsupported parse_mode")
    return reader(source)


def format_text(
    source: str, parse_mode: str | None, entities: list[JsonObject] | None
) -> Formatted:
    """Read the markup, trim the ends, find commands and addresses.

    Raises
    ------
    RefusalError
        Broken markup, or a parse mode that is none.
    """
    plain = plain_text(source, parse_mode, entities)
    return Formatted(plain.text, detect(plain.text, plain.entities))


def plain_text(source: str, parse_mode: str | None, entities: list[JsonObject] | None) -> Formatted:
    """Like :func:`format_text`, but nothing is found that the sender did not mark."""
    trimmed = _trim(read_markup(source, parse_mode, entities))
    return Formatted(trimmed.text, _without_nesting_in_code(trimmed.entities))


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


def text_fields(args: JsonObject) -> JsonObject:
    """``text`` and ``entities`` of a message from ``text``, ``parse_mode`` and ``entities``."""
    formatted = message_text(args["text"], args.get("parse_mode"), args.get("entities"))
    return named(formatted, "text", "entities")


def caption_fields(args: JsonObject) -> JsonObject:
    """``caption`` and ``caption_entities``; empty when there is no caption."""
    formatted = caption_text(
        args.get("caption"), args.get("parse_mode"), args.get("caption_entities")
    )
    shown = named(formatted, "caption", "caption_entities")
    if formatted.text and args.get("show_caption_above_media"):
        shown["show_caption_above_media"] = True
    return shown


def named(formatted: Formatted, name: str, plural: str) -> JsonObject:
    """A text and its entities under the names they have in some object; what is empty is not."""
    shown: JsonObject = {name: formatted.text} if formatted.text else {}
    return {**shown, plural: formatted.entities} if formatted.entities else shown


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

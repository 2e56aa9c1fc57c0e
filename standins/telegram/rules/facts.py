"""The rule book: every method and type of Bot API 10.3, field by field.

The table beside this file (``botapi-10.3.json``) holds facts only: names, types, what is
required, lengths and ranges. What it does not hold (closed lists of words, what Telegram says
when it refuses) is in :mod:`standins.telegram.rules.words`.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from standins.telegram.wire import JsonObject

_TABLE = Path(__file__).with_name("botapi-10.3.json")
_COUNTED_AFTER_PARSING = {("editMessageText", "text")}
"""The documents say "after entities parsing" here too; the table's sentence reader missed it."""

_ALSO_PLAIN = {"RichText": ("String", "Array of RichText")}
"""Families whose values may be written plainly; the documents say so in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One parameter of a method or one field of a type.

    Attributes
    ----------
    types
        Alternatives, in the documents' own notation: ``Integer``, ``Array of MessageEntity``.
    const
        The only value it may have (``type`` of a subtype), or None.
    length, unit
        Least and greatest length, counted in ``characters`` or ``bytes``; None when unlimited.
    after_parsing
        The length counts what is left once markup was read, so it is checked later.
    bounds
        Least and greatest value of a number.
    items
        Least and greatest number of elements of an array.
    """

    name: str
    required: bool
    types: tuple[str, ...]
    const: str | None = None
    length: tuple[int, int] | None = None
    unit: str = "characters"
    after_parsing: bool = False
    bounds: tuple[int, int] | None = None
    items: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A method or a type: its fields by name, and for a family of types its members.

    Attributes
    ----------
    plain
        What may stand for a member of the family when it is no object.
    """

    name: str
    fields: dict[str, Field]
    subtypes: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The whole table.

    Attributes
    ----------
    methods
        By name in small letters, because Telegram reads method names in any case.
    types
        By name as written.
    """

    version: str
    methods: dict[str, Entry]
    types: dict[str, Entry]

    @property
    def update_kinds(self) -> tuple[str, ...]:
        """What may stand in ``allowed_updates``: every field of Update but its number."""
        return tuple(name for name in self.types["Update"].fields if name != "update_id")


@cache
def rule_book() -> RuleBook:
    """Read the table once.

    >>> rule_book().methods["sendmessage"].fields["text"].length
    (1, 4096)
    """
    table = json.loads(_TABLE.read_text(encoding="utf-8"))
    methods = {name.lower(): _entry(name, body) for name, body in table["methods"].items()}
    types = {name: _entry(name, body) for name, body in table["types"].items()}
    return RuleBook(version=table["version"], methods=methods, types=types)


def _entry(name: str, body: JsonObject) -> Entry:
    fields = {raw["name"]: _field(name, raw) for raw in body["fields"]}
    subtypes = tuple(body.get("subtypes", ()))
    return Entry(name=name, fields=fields, subtypes=subtypes, plain=_ALSO_PLAIN.get(name, ()))


def _field(owner: str, raw: JsonObject) -> Field:
    limits = raw.get("limits", {})
    return Field(
        name=raw["name"],
        required=raw["required"],
        types=tuple(raw["types"]),
        const=raw.get("const"),
        length=_pair(limits.get("len")),
        unit=limits.get("unit", "characters"),
        after_parsing=limits.get("after_entities", False)
        or (owner, raw["name"]) in _COUNTED_AFTER_PARSING,
        bounds=_pair(limits.get("range")),
        items=_pair(limits.get("items")),
    )


def _pair(values: list[int] | None) -> tuple[int, int] | None:
    return None if values is None else (values[0], values[1])

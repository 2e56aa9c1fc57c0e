"""The words everything on the wire is made of: JSON objects, and lengths in UTF-16 units."""

from dataclasses import dataclass
from typing import Any, TypeAlias

JsonObject: TypeAlias = dict[str, Any]
"""A JSON object as it came or will go; what is in it was checked against the rule book."""


@dataclass(frozen=True, slots=True)
class Told:
    """A result with a sentence beside it: ``{"ok": true, "result": ..., "description": ...}``."""

    result: object
    description: str


def utf16_length(text: str) -> int:
    """Count as Telegram counts: characters outside the basic plane are two units.

    >>> utf16_length("whale"), utf16_length("🐋")
    (5, 2)
    """
    return len(text) + sum(character > "\uffff" for character in text)


def utf16_index(text: str, units: int) -> int:
    """The index into a Python string that lies ``units`` UTF-16 units from its start.

    >>> utf16_index("🐋 whale", 3)
    2
    """
    seen = 0
    for index, character in enumerate(text):
        if seen >= units:
            return index
        seen += 2 if character > "\uffff" else 1
    return len(text)

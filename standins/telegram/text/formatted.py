"""A text without its markup, and the one way in which every reader of markup complains."""

from dataclasses import dataclass, field

from standins.telegram.errors import RefusalError
from standins.telegram.wire import JsonObject


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text without markup and what the markup said."""

    text: str
    entities: list[JsonObject] = field(default_factory=list)


def broken(sentence: str) -> RefusalError:
    """The refusal of a text whose markup can't be read."""
    return RefusalError(f"can't parse entities: {sentence}")


def in_order(entities: list[JsonObject]) -> list[JsonObject]:
    """Entities as they begin; of those that begin together, the longest first."""
    return sorted(entities, key=lambda one: (one["offset"], -one["length"]))


def byte_offset(source: str, index: int) -> int:
    """Where a character lies in bytes: Telegram's complaints count so."""
    return len(source[:index].encode())

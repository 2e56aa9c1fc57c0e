"""Valid requests for every method of the Bot API, and what happens when they are broken.

Both are made from the fact table: an example holds every field there is, and a mutant is an
example with one thing wrong with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from standins.telegram.rules import words
from standins.telegram.rules.facts import Entry, Field, RuleBook, rule_book
from standins.telegram.wire import JsonObject

_ARRAY = "Array of "
_SHAPED = {
    "command": "start",
    "language_code": "en",
    "message_effect_id": "5",
    "allowed_updates": "message",
}
_PLAIN: dict[str, object] = {"Float": 1.5, "Boolean": True, "True": True}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A request or object with one thing wrong, and a word for what."""

    owner: str
    wrong: str
    body: JsonObject


def example(entry: Entry, *, whole: bool = True) -> JsonObject:
    """A valid request (or object) with all of its fields, or with those alone that it needs."""
    return {
        rule.name: _value(rule, entry.name, rule.types[0])
        for rule in entry.fields.values()
        if whole or rule.required
    }


def input_types(book: RuleBook) -> list[Entry]:
    """Every object type that can be part of a request; families stand for their members."""
    seen: dict[str, Entry] = {}
    waiting = [one for method in book.methods.values() for one in _named(book, method)]
    while waiting:
        entry = waiting.pop()
        if entry.name not in seen:
            seen[entry.name] = entry
            waiting += _named(book, entry)
    return [one for one in seen.values() if one.fields and not one.subtypes]


def mutants(entry: Entry, body: JsonObject) -> Iterator[Mutant]:
    """Everything that can be wrong with one field at the top of a valid example."""
    for name in body:
        for wrong, broken in _broken(entry, body, name):
            yield Mutant(entry.name, f"{name}: {wrong}", broken)


def _broken(entry: Entry, body: JsonObject, name: str) -> Iterator[tuple[str, JsonObject]]:
    rule = entry.fields[name]
    rest = {key: value for key, value in body.items() if key != name}
    yield "renamed", {**rest, f"{name}x": body[name]}
    yield "wrong type", {**body, name: 12.5 if isinstance(body[name], dict) else {"x": [1]}}
    if rule.required:
        yield "dropped", rest
    if (far := _beyond(rule, body[name])) is not None:
        yield "beyond its limit", {**body, name: far}


def _beyond(rule: Field, value: object) -> object:
    """A value outside the field's limits; None when it has none that are checked at once."""
    if isinstance(value, list):
        return None if rule.items is None else value[:1] * (rule.items[1] + 1)
    if isinstance(value, str):
        return None if rule.length is None or rule.after_parsing else "x" * (rule.length[1] + 1)
    return None if rule.bounds is None else rule.bounds[1] + 1


def _named(book: RuleBook, entry: Entry) -> list[Entry]:
    """The types a method's parameters or a type's fields name, and a family's members."""
    names = [*entry.subtypes, *(one for rule in entry.fields.values() for one in rule.types)]
    bare = [one.replace(_ARRAY, "") for one in names]
    return [book.types[one] for one in bare if one in book.types]


def _value(rule: Field, owner: str, name: str) -> object:
    if rule.const is not None:
        return rule.const
    if name.startswith(_ARRAY):
        count = max(rule.items[0], 1) if rule.items else 1
        return [_value(rule, owner, name.removeprefix(_ARRAY)) for _ in range(count)]
    if name in rule_book().types and name != "InputFile":
        return _object(rule_book().types[name])
    if name == "Integer":
        return rule.bounds[0] if rule.bounds else 5
    return _PLAIN[name] if name in _PLAIN else _text(rule, owner)


def _object(entry: Entry) -> object:
    """The least of it; of a family its first member, or its plain form."""
    if entry.plain:
        return "x"
    if entry.subtypes:
        return _object(rule_book().types[entry.subtypes[0]])
    return example(entry, whole=False)


def _text(rule: Field, owner: str) -> str:
    closed = words.choice(owner, rule.name)
    if closed is not None:
        return min(closed[0] - {""})
    text = _SHAPED.get(rule.name, "x")
    return text * max(rule.length[0], 1) if rule.length else text

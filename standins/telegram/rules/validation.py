"""Every request is held against the rule book before anything happens.

A real Telegram is more patient than this: it ignores unknown parameters and reads ``"5"`` as a
number inside JSON. A stand-in must not be, because patience hides mistakes. Each departure from
the documents is a :class:`Violation`; whether it also refuses the request is the server's choice
(strict mode).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from standins.telegram.rules import words
from standins.telegram.rules.bounds import transgressions
from standins.telegram.rules.facts import Entry, Field, RuleBook
from standins.telegram.rules.reading import read_text
from standins.telegram.wire import JsonObject

_ARRAY = "Array of "


@dataclass(frozen=True, slots=True)
class Violation:
    """One departure from the documents.

    Attributes
    ----------
    where
        The path to it: ``sendMessage.reply_markup.inline_keyboard[0][0].callback_data``.
    rule
        ``unknown``, ``missing``, ``type``, ``limit`` or ``choice``.
    words
        What a refusal says.
    """

    where: str
    rule: str
    words: str


@dataclass(slots=True)
class Checked:
    """A request after the check: its values in their right types, and what was wrong with it."""

    values: JsonObject = field(default_factory=dict)
    violations: list[Violation] = field(default_factory=list)


def check_request(
    book: RuleBook, method: Entry, parameters: Mapping[str, object], uploads: frozenset[str]
) -> Checked:
    """Hold one request against its method.

    Parameters
    ----------
    parameters
        As they came: strings from a query or a form, any JSON value from a JSON body.
    uploads
        The names of the uploaded parts; a part may stand for a parameter of the same name or be
        pointed at by ``attach://name``.
    """
    given: JsonObject = {name: value for name, value in parameters.items() if value is not None}
    for name in uploads & method.fields.keys():
        given[name] = f"attach://{name}"
    checked = _Checker(book, uploads).members(method, given, method.name, top=True)
    known = set(method.fields) | uploads
    checked.violations += [
        Violation(f"{method.name}.{name}", "unknown", f'unknown parameter "{name}"')
        for name in given
        if name not in known
    ]
    return checked


def check_value(book: RuleBook, type_name: str, value: object) -> list[Violation]:
    """Hold any JSON value against a type of the book: our own answers are tested with this."""
    checker = _Checker(book, frozenset())
    return checker.value(Field(name="", required=True, types=(type_name,)), value, type_name, "")[1]


class _Checker:
    """The recursive part: one value, its alternatives, its members."""

    def __init__(self, book: RuleBook, uploads: frozenset[str]) -> None:
        self._book = book
        self._uploads = uploads

    def members(self, entry: Entry, given: JsonObject, where: str, *, top: bool) -> Checked:
        checked = Checked()
        for rule in entry.fields.values():
            path = f"{where}.{rule.name}"
            if rule.name not in given or (top and _is_blank(entry, rule, given[rule.name])):
                if rule.required:
                    sentence = words.missing(rule.name, nested=not top)
                    checked.violations.append(Violation(path, "missing", sentence))
                continue
            value = self._from_text(rule, given[rule.name]) if top else given[rule.name]
            clean, found = self.value(rule, value, path, entry.name)
            checked.values[rule.name] = clean
            checked.violations += found
        return checked

    def value(
        self, rule: Field, value: object, where: str, owner: str
    ) -> tuple[object, list[Violation]]:
        lists = [name.removeprefix(_ARRAY) for name in rule.types if name.startswith(_ARRAY)]
        if len(lists) > 1:
            tries = [self._as_mixture(tuple(lists), value, where)]
        else:
            tries = [self._as_type(name, value, where) for name in rule.types]
        clean, found = min(tries, key=lambda attempt: len(attempt[1]))
        if not found:
            found = [
                Violation(where, kind, sentence)
                for kind, sentence in transgressions(rule, clean, owner)
            ]
        return clean, found

    def _from_text(self, rule: Field, value: object) -> object:
        """Forms carry everything as text: read it as what the rule asks for, if it can be."""
        if not isinstance(value, str):
            return value
        for name in rule.types:
            read = read_text(name, value)
            if read is not None:
                return read
        return value

    def _as_type(self, name: str, value: object, where: str) -> tuple[object, list[Violation]]:
        if name.startswith(_ARRAY):
            return self._as_array(name.removeprefix(_ARRAY), value, where)
        if name in self._book.types and name != "InputFile":
            return self._as_object(self._book.types[name], value, where)
        if _is_plain(name, value):
            return self._attached(value, where)
        return value, [_wrong_type(where, name)]

    def _attached(self, value: object, where: str) -> tuple[object, list[Violation]]:
        if isinstance(value, str) and value.startswith("attach://"):
            part = value.removeprefix("attach://")
            if part not in self._uploads:
                words_ = "wrong file identifier/HTTP URL specified"
                return value, [Violation(where, "missing", words_)]
        return value, []

    def _as_array(self, item: str, value: object, where: str) -> tuple[object, list[Violation]]:
        if not isinstance(value, list):
            return value, [_wrong_type(where, "Array")]
        results = [self._as_type(item, each, f"{where}[{at}]") for at, each in enumerate(value)]
        return [clean for clean, _ in results], [one for _, found in results for one in found]

    def _as_mixture(
        self, items: tuple[str, ...], value: object, where: str
    ) -> tuple[object, list[Violation]]:
        """An array for which the documents list several kinds of item: an album may mix them."""
        if not isinstance(value, list):
            return value, [_wrong_type(where, "Array")]
        family = Entry(name="", fields={}, subtypes=items)
        results = [self._as_family(family, each, f"{where}[{at}]") for at, each in enumerate(value)]
        return [clean for clean, _ in results], [one for _, found in results for one in found]

    def _as_object(self, entry: Entry, value: object, where: str) -> tuple[object, list[Violation]]:
        if entry.plain and not isinstance(value, dict):
            tries = [self._as_type(name, value, where) for name in entry.plain]
            return min(tries, key=lambda attempt: len(attempt[1]))
        if entry.subtypes:
            return self._as_family(entry, value, where)
        if not isinstance(value, dict):
            return value, [_wrong_type(where, "Object")]
        checked = self.members(entry, value, where, top=False)
        strangers = [
            Violation(f"{where}.{name}", "unknown", f'unknown field "{name}" in {entry.name}')
            for name in value
            if name not in entry.fields
        ]
        return checked.values, checked.violations + strangers

    def _as_family(self, entry: Entry, value: object, where: str) -> tuple[object, list[Violation]]:
        """Of several subtypes the one whose fixed words fit, else the one that fits best."""
        members = [self._book.types[name] for name in entry.subtypes]
        named = [one for one in members if isinstance(value, dict) and _constants_fit(one, value)]
        tries = [self._as_object(one, value, where) for one in named or members]
        return min(tries, key=lambda attempt: len(attempt[1]))


def _is_blank(method: Entry, rule: Field, value: object) -> bool:
    """An empty text stands for an absent one, where something is required."""
    return value == "" and rule.required and (method.name, rule.name) not in words.MAY_BE_EMPTY


def _is_plain(name: str, value: object) -> bool:
    match name:
        case "Integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "Float":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "Boolean":
            return isinstance(value, bool)
        case "True":
            return value is True
        case _:
            return isinstance(value, str)


def _constants_fit(entry: Entry, value: JsonObject) -> bool:
    fixed = [rule for rule in entry.fields.values() if rule.const is not None]
    return bool(fixed) and all(value.get(rule.name) == rule.const for rule in fixed)


def _wrong_type(where: str, wanted: str) -> Violation:
    name = where.rpartition(".")[2]
    kind = {"Integer": "Number", "Float": "Number", "True": "Boolean"}.get(wanted, wanted)
    return Violation(where, "type", f'field "{name}" must be of type {kind}')

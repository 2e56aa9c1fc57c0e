"""Lengths, ranges, closed lists and shapes: what a well-typed value may still do wrong."""

from standins.telegram.rules import words
from standins.telegram.rules.facts import Field, rule_book
from standins.telegram.wire import utf16_length


def transgressions(rule: Field, value: object, owner: str) -> list[tuple[str, str]]:
    """The rules a value breaks, each as its name (``limit`` or ``choice``) and Telegram's words.

    Parameters
    ----------
    owner
        The method or type whose field it is: some lists and sentences are its own.
    """
    found = [
        _length(rule, value, owner),
        _range(rule, value),
        _const(rule, value),
        _choice(rule, value, owner),
        _kinds(rule, value),
    ]
    return [one for one in found if one is not None]


def _length(rule: Field, value: object, owner: str) -> tuple[str, str] | None:
    bounds = rule.items if isinstance(value, list) else rule.length
    if bounds is None or rule.after_parsing or not isinstance(value, str | list):
        return None
    size = _size(value, rule.unit)
    if bounds[0] <= size <= bounds[1]:
        return None
    unit = "items" if isinstance(value, list) else rule.unit
    general = f'parameter "{rule.name}" must be {bounds[0]}-{bounds[1]} {unit} long'
    known = words.TOO_FEW if isinstance(value, list) and size < bounds[0] else words.TOO_LONG
    return "limit", known.get((owner, rule.name), general)


def _size(value: str | list[object], unit: str) -> int:
    if isinstance(value, list):
        return len(value)
    return len(value.encode()) if unit == "bytes" else utf16_length(value)


def _range(rule: Field, value: object) -> tuple[str, str] | None:
    if rule.bounds is None or not isinstance(value, int):
        return None
    low, high = rule.bounds
    if low <= value <= high:
        return None
    return "limit", f'parameter "{rule.name}" must be between {low} and {high}'


def _const(rule: Field, value: object) -> tuple[str, str] | None:
    if rule.const is None or value == rule.const:
        return None
    return "choice", f'field "{rule.name}" must be "{rule.const}"'


def _choice(rule: Field, value: object, owner: str) -> tuple[str, str] | None:
    if not isinstance(value, str):
        return None
    closed = words.choice(owner, rule.name)
    if closed and value not in closed[0]:
        return "choice", closed[1]
    shape = words.pattern(owner, rule.name)
    if shape and not shape[0].fullmatch(value):
        return "choice", shape[1]
    return None


def _kinds(rule: Field, value: object) -> tuple[str, str] | None:
    """A misspelt kind of update would be passed over in silence, and never come."""
    if rule.name != "allowed_updates" or not isinstance(value, list):
        return None
    unknown = [one for one in value if one not in rule_book().update_kinds]
    return ("choice", f'"{unknown[0]}" is no kind of update') if unknown else None

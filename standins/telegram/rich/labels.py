"""What stands in front of each item of a list: a dot, a number, a letter, a Roman numeral."""

from standins.telegram.errors import RefusalError
from standins.telegram.wire import JsonObject

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LETTERS = 26


def labels(items: list[JsonObject]) -> list[str]:
    """The label of every item.

    Raises
    ------
    RefusalError
        Some items are numbered and some are not.

    Examples
    --------
    >>> labels([{"value": 4, "type": "i"}, {"value": 28, "type": "A"}])
    ['iv.', 'AB.']
    """
    numbered = [one for one in items if "value" in one or "type" in one]
    if numbered and len(numbered) < len(items):
        raise RefusalError("a list must be either ordered or unordered")
    return [_label(one, at) if numbered else "•" for at, one in enumerate(items, start=1)]


def _label(item: JsonObject, place: int) -> str:
    number, kind = item.get("value", place), item.get("type", "1")
    if kind not in {"1", "a", "A", "i", "I"}:
        raise RefusalError("invalid list item type specified")
    if kind == "1" or number < 1:
        return f"{number}."
    written = _letters(number) if kind in {"a", "A"} else _roman(number)
    return f"{written if kind.islower() else written.upper()}."


def _letters(number: int) -> str:
    written = ""
    while number > 0:
        number, rest = divmod(number - 1, _LETTERS)
        written = chr(ord("a") + rest) + written
    return written


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        written += sign * (number // value)
        number %= value
    return written

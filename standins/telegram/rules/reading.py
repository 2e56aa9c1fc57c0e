"""Forms and query strings carry everything as text: what a text means as a type of the book."""

import json

_TRUTH = {"true": True, "false": False, "1": True, "0": False, "True": True, "False": False}


def read_text(name: str, text: str) -> object:
    """What a form's text means as this type; None when it can't be read so.

    >>> read_text("Integer", "-5"), read_text("Boolean", "1"), read_text("Integer", "five")
    (-5, True, None)
    """
    if name == "Integer":
        return int(text) if text.removeprefix("-").isdecimal() else None
    if name == "Float":
        return _number(text)
    if name in {"Boolean", "True"}:
        return _TRUTH.get(text)
    if name in {"String", "InputFile"}:
        return text
    try:
        parsed: object = json.loads(text)
    except ValueError:
        return None
    return parsed if isinstance(parsed, dict | list) else None


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None

"""How findings are written."""

import json

_LINE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def as_json_line(value: dict[str, object]) -> str:
    """One object on one line, keys in the order given."""
    return _LINE.encode(value)


def short_address(address: str) -> str:
    """The ends of an address, which is what people compare.

    >>> short_address("0x28c6c06298d514db089934071355e5743bf21d60")
    '0x28c6…1d60'
    """
    return f"{address[:6]}…{address[-4:]}"

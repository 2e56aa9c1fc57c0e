"""Numbers as people type them: 500, 3,500, 1.5k, 2M, $3 500.50."""

import re

_SIZES = {"": 1.0, "k": 1e3, "m": 1e6, "b": 1e9}

# A comma, a narrow or plain space, an apostrophe or an underscore may stand between groups of three
# digits and nowhere else: "3,5" is a European decimal that we refuse rather than read as 35.
_NUMBER = re.compile(
    r"(?P<whole>\d{1,3}(?:[,\u00a0\u202f '_]\d{3})+|\d+)(?P<part>\.\d+)?\s?(?P<size>[kmb]?)",
    re.IGNORECASE,
)
_DIGITS_ONLY = re.compile(r"[^\d]")


def read_amount(text: str) -> float | None:
    """The number in a text, or None when the text is not one positive number.

    A leading ``$`` and a size letter (k, M, B, either case) are understood.

    >>> read_amount("1.5k"), read_amount("2M"), read_amount("3,500"), read_amount("$98 000.5")
    (1500.0, 2000000.0, 3500.0, 98000.5)
    >>> read_amount("3,5") is None, read_amount("-2") is None, read_amount("lots") is None
    (True, True, True)
    """
    found = _NUMBER.fullmatch(text.strip().removeprefix("$").strip())
    if found is None:
        return None
    whole = _DIGITS_ONLY.sub("", found["whole"])
    value = float(whole + (found["part"] or "")) * _SIZES[found["size"].lower()]
    return value if 0 < value < 1e15 else None  # noqa: PLR2004 - more than any market holds

"""Numbers as a trader reads them: $4.2M, 98,068.3, −0.34%, 36 min.

The minus is the true one (U+2212): it is as wide as the plus, so signed columns stay aligned.
"""

# the true minus is shown where it is taught

from math import floor, isfinite, log10
from typing import Final

MINUS: Final = "\N{MINUS SIGN}"

_UNITS: Final = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K"), (1.0, ""))
_MINUTE: Final = 60
_HOUR: Final = 3600
_DAY: Final = 86400
_LONG_HOURS: Final = 48
_ONE_DECIMAL_BELOW: Final = 9.95
_LARGEST_DECIMALS: Final = 12


def usd(amount: float, *, signed: bool = False) -> str:
    """Dollars in at most four characters and a unit; one decimal below ten of the unit.

    >>> usd(4_230_000), usd(12_400_000), usd(457_000), usd(999_700), usd(312)
    ('$4.2M', '$12M', '$457K', '$1.0M', '$312')
    >>> usd(-7_100_000), usd(7_100_000, signed=True), usd(0, signed=True)
    ('−$7.1M', '+$7.1M', '$0')
    """
    size = abs(amount)
    if round(size) == 0:
        return "$0"
    return f"{_sign(amount, plus=signed)}${_short(size)}"


def _short(size: float) -> str:
    for place, (unit, letter) in enumerate(_UNITS):
        scaled = size / unit
        # 999.6K would be written "1000K": the next unit up takes it.
        if scaled >= 0.9995 or (place == len(_UNITS) - 1):  # noqa: PLR2004
            whole = scaled >= _ONE_DECIMAL_BELOW or not letter
            return f"{scaled:.0f}{letter}" if whole else f"{scaled:.1f}{letter}"
    raise AssertionError(size)


def price(value: float, decimals: int) -> str:
    """A price with thousands separators.

    >>> price(98068.3, 1), price(0.00001, 5), price(100000, 0), price(-3.5, 1)
    ('98,068.3', '0.00001', '100,000', '−3.5')
    """
    return f"{_sign(value)}{abs(value):,.{decimals}f}"


def price_decimals(value: float, *, digits: int = 5) -> int:
    """How many decimals show `value` with about `digits` significant digits.

    >>> price_decimals(98068.3), price_decimals(3.5), price_decimals(0.0000123)
    (0, 4, 9)
    """
    if value == 0 or not isfinite(value):
        return 0
    return min(_LARGEST_DECIMALS, max(0, digits - 1 - floor(log10(abs(value)))))


def percent(value: float, *, decimals: int = 2, signed: bool = True) -> str:
    """A share already in percent (0.34 means 0.34 %).

    >>> percent(0.454), percent(-0.06), percent(0.0), percent(58, decimals=0, signed=False)
    ('+0.45%', '−0.06%', '0.00%', '58%')
    """
    text = f"{abs(value):,.{decimals}f}%"
    return text if _is_zero(text) else f"{_sign(value, plus=signed)}{text}"


def _is_zero(text: str) -> bool:
    return not text.strip("0.%,")


def span(seconds: float) -> str:
    """A length of time, in words short enough for a heading.

    >>> span(40), span(180), span(5400), span(6 * 3600), span(3 * 86400)
    ('40 s', '3 min', '90 min', '6 h', '3 d')
    """
    if seconds < 2 * _MINUTE:
        return f"{seconds:.0f} s"
    if seconds < 2 * _HOUR:
        return f"{seconds / _MINUTE:.0f} min"
    if seconds < _LONG_HOURS * _HOUR:
        return f"{_one_decimal(seconds / _HOUR)} h"
    return f"{_one_decimal(seconds / _DAY)} d"


def age(seconds: float) -> str:
    """A length of time in a narrow column.

    >>> age(40), age(540), age(7300), age(200_000)
    ('40s', '9m', '2h', '2d')
    """
    for unit, letter in ((_DAY, "d"), (_HOUR, "h"), (_MINUTE, "m")):
        if seconds >= unit:
            return f"{floor(seconds / unit)}{letter}"
    return f"{seconds:.0f}s"


def _one_decimal(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _sign(value: float, *, plus: bool = False) -> str:
    if value < 0:
        return MINUS
    return "+" if plus and value > 0 else ""

"""Numbers as a trader reads them: $4.2M, 98,068.3, −0.34%, 36 min.

The minus is the true one (U+2212): it is as wide as the plus, so signed columns stay aligned.
Money keeps its short form in every language, sign first and one letter for the unit, as the
trade writes it; the marks between digits are the reader's own.
"""

# the true minus is shown where it is taught

from dataclasses import dataclass
from functools import lru_cache
from math import floor, isfinite, log10
from typing import Final

from babel.numbers import get_decimal_symbol, get_group_symbol

MINUS: Final = "\N{MINUS SIGN}"

_UNITS: Final = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K"), (1.0, ""))
_MINUTE: Final = 60
_HOUR: Final = 3600
_DAY: Final = 86400
_LONG_HOURS: Final = 48
_ONE_DECIMAL_BELOW: Final = 9.95
_LARGEST_DECIMALS: Final = 12


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers with the decimal and the thousands mark of one language.

    >>> german = Numbers.of("de")
    >>> german.price(98068.3, 1), german.usd(4_230_000), german.percent(-0.341)
    ('98.068,3', '$4,2M', '−0,34%')
    """

    decimal: str = "."
    group: str = ","

    @classmethod
    def of(cls, locale: str) -> "Numbers":
        """The marks the CLDR gives for a locale."""
        return _numbers(locale)

    def usd(self, amount: float, *, signed: bool = False) -> str:
        """Dollars in at most four characters and a unit; one decimal below ten of the unit.

        >>> ENGLISH.usd(4_230_000), ENGLISH.usd(12_400_000), ENGLISH.usd(457_000), ENGLISH.usd(312)
        ('$4.2M', '$12M', '$457K', '$312')
        >>> ENGLISH.usd(-7_100_000), ENGLISH.usd(7_100_000, signed=True), ENGLISH.usd(0)
        ('−$7.1M', '+$7.1M', '$0')
        """
        size = abs(amount)
        if round(size) == 0:
            return "$0"
        return f"{_sign(amount, plus=signed)}${self.short(size)}"

    def short(self, size: float) -> str:
        """A size without its sign, as short as `usd` writes it.

        >>> ENGLISH.short(612.0), ENGLISH.short(12_400)
        ('612', '12K')
        """
        for place, (unit, letter) in enumerate(_UNITS):
            scaled = size / unit
            # 999.6K would be written "1000K": the next unit up takes it.
            if scaled >= 0.9995 or (place == len(_UNITS) - 1):  # noqa: PLR2004
                whole = scaled >= _ONE_DECIMAL_BELOW or not letter
                return f"{self._marked(scaled, 0 if whole else 1)}{letter}"
        raise AssertionError(size)

    def price(self, value: float, decimals: int) -> str:
        """A price with thousands separators.

        >>> ENGLISH.price(98068.3, 1), ENGLISH.price(0.00001, 5), ENGLISH.price(-3.5, 1)
        ('98,068.3', '0.00001', '−3.5')
        """
        return f"{_sign(value)}{self._marked(abs(value), decimals)}"

    def percent(self, value: float, *, decimals: int = 2, signed: bool = True) -> str:
        """A share already in percent (0.34 means 0.34 %).

        >>> ENGLISH.percent(0.454), ENGLISH.percent(-0.06), ENGLISH.percent(0.0)
        ('+0.45%', '−0.06%', '0.00%')
        """
        text = f"{self._marked(abs(value), decimals)}%"
        return f"{_sign(value, plus=signed)}{text}" if text.strip("0.,%") else text

    def span(self, seconds: float) -> str:
        """A length of time, in words short enough for a heading.

        >>> ENGLISH.span(40), ENGLISH.span(180), ENGLISH.span(5400), ENGLISH.span(6.5 * 3600)
        ('40 s', '3 min', '90 min', '6.5 h')
        """
        if seconds < 2 * _MINUTE:
            return f"{seconds:.0f} s"
        if seconds < 2 * _HOUR:
            return f"{seconds / _MINUTE:.0f} min"
        unit, letter = (_HOUR, "h") if seconds < _LONG_HOURS * _HOUR else (_DAY, "d")
        return f"{self._one_decimal(seconds / unit)} {letter}"

    def _one_decimal(self, value: float) -> str:
        return self._marked(value, 1).removesuffix(f"{self.decimal}0")

    def _marked(self, size: float, decimals: int) -> str:
        text = f"{size:,.{decimals}f}"
        if self.decimal == "." and self.group == ",":
            return text
        return text.translate({ord(","): self.group, ord("."): self.decimal})


@lru_cache
def _numbers(locale: str) -> Numbers:
    return Numbers(get_decimal_symbol(locale), get_group_symbol(locale))


ENGLISH: Final = Numbers()


def price_decimals(value: float, *, digits: int = 5) -> int:
    """How many decimals show `value` with about `digits` significant digits.

    >>> price_decimals(98068.3), price_decimals(3.5), price_decimals(0.0000123)
    (0, 4, 9)
    """
    if value == 0 or not isfinite(value):
        return 0
    return min(_LARGEST_DECIMALS, max(0, digits - 1 - floor(log10(abs(value)))))


def age(seconds: float) -> str:
    """A length of time in a narrow column.

    >>> age(40), age(540), age(7300), age(200_000)
    ('40s', '9m', '2h', '2d')
    """
    for unit, letter in ((_DAY, "d"), (_HOUR, "h"), (_MINUTE, "m")):
        if seconds >= unit:
            return f"{floor(seconds / unit)}{letter}"
    return f"{seconds:.0f}s"


def _sign(value: float, *, plus: bool = False) -> str:
    if value < 0:
        return MINUS
    return "+" if plus and value > 0 else ""

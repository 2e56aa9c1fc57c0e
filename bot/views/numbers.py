"""Numbers as a trader reads them: 1,234.5 ETH, $4.2M, +1.5 %, 5 min."""

MINUS = "\u2212"

_PRICE_DECIMALS = ((100.0, 2), (1.0, 4), (0.01, 6))
_SMALL_PRICE_DECIMALS = 10
_CENTS_FROM = 100.0
_MILLION = 1e6
_TENTHS_FROM = 100.0
_SHORT_SIZES = ((1e9, "B"), (1e6, "M"), (1e3, "K"))
# 999,990 is a million in three digits, not a thousand thousands.
_ROUNDS_UP = 0.99995


def amount(value: float, decimals: int = 1) -> str:
    """A number with grouped thousands, without decimals that say nothing.

    >>> amount(1234.5), amount(500.0), amount(0.04)
    ('1,234.5', '500', '0')
    """
    return _trimmed(f"{value:,.{decimals}f}")


def eth(value: float) -> str:
    """An amount of ETH.

    >>> eth(1234.5), eth(500.0)
    ('1,234.5 ETH', '500 ETH')
    """
    return f"{amount(value)} ETH"


def coins(value: float, coin: str) -> str:
    """An amount of any coin, with as many digits as its size asks for.

    >>> coins(1234.56, "ETH"), coins(5_000_000, "USDT"), coins(2_345_678.9, "USDC")
    ('1,234.6 ETH', '5M USDT', '2.35M USDC')
    >>> coins(6.254, "WBTC")
    '6.25 WBTC'
    """
    if abs(value) >= _MILLION:
        return f"{compact(value)} {coin}"
    return f"{amount(value, 1 if abs(value) >= _TENTHS_FROM else 2)} {coin}"


def compact(value: float) -> str:
    """A number of three digits or so, without a letter below a million.

    >>> compact(5_000), compact(50_000_000), compact(1_234_567)
    ('5,000', '50M', '1.23M')
    """
    for size, letter in _SHORT_SIZES[:2]:
        if abs(value) >= size * _ROUNDS_UP:
            return f"{amount(value / size, 2)}{letter}"
    return amount(value)


def usd(value: float) -> str:
    """Dollars in three digits or so, for a quick look.

    >>> usd(4_234_567), usd(999_990), usd(950), usd(1_260_000_000)
    ('$4.2M', '$1.0M', '$950', '$1.3B')
    """
    for size, letter in _SHORT_SIZES:
        if abs(value) >= size * _ROUNDS_UP:
            return f"${value / size:,.1f}{letter}"
    return f"${value:,.0f}"


def decimals(value: float) -> int:
    """How many decimals a price of this size is written with.

    >>> decimals(98_000.0), decimals(3.2), decimals(0.00001234)
    (2, 4, 10)
    """
    for least, places in _PRICE_DECIMALS:
        if value >= least:
            return places
    return _SMALL_PRICE_DECIMALS


def price(value: float) -> str:
    """A price with as many decimals as its size asks for.

    >>> price(3512.4), price(3500.0), price(0.4213), price(0.00001234)
    ('3,512.40', '3,500', '0.4213', '0.00001234')
    """
    if value == round(value):
        return f"{value:,.0f}"
    written = f"{value:,.{decimals(value)}f}"
    return written if value >= _CENTS_FROM else _trimmed(written)


def percent(value: float) -> str:
    """A signed share in percent, with a true minus.

    >>> percent(-2.0) == f"{MINUS}2 %", percent(0.5)
    (True, '+0.5 %')
    """
    sign = "+" if value > 0 else MINUS if value < 0 else ""
    return f"{sign}{_trimmed(f'{abs(value):.2f}')} %"


def pause(seconds: float) -> str:
    """A length of time in its largest sensible unit.

    >>> pause(0.4), pause(42), pause(300), pause(5400), pause(200_000)
    ('0.4 s', '42 s', '5 min', '1.5 h', '2.3 d')
    """
    if seconds < 10:  # noqa: PLR2004 - below ten seconds the tenth matters
        return f"{_trimmed(f'{seconds:.1f}')} s"
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= size:
            return f"{_trimmed(f'{seconds / size:.1f}')} {unit}"
    return f"{seconds:.0f} s"


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text

"""How every group of settings behaves."""

from pydantic import ConfigDict

FROZEN = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


def listed(value: object) -> object:
    """The parts of a text that separates them by commas; anything else as it is.

    >>> listed("ETHUSDT, BTCUSDT,")
    ('ETHUSDT', 'BTCUSDT')
    """
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value

"""Numbers as JSON-RPC writes them: hex with ``0x``, without leading zeros."""

from core.errors import BrokenInputError

_MOST = 2**63


def quantity(text: str, what: str) -> int:
    """The number that a QUANTITY says; ``what`` names it in the message of the error.

    >>> quantity("0x1f4", "value")
    500

    Raises
    ------
    BrokenInputError
        If the text is no hex number.
    """
    try:
        return int(text, 16)
    except ValueError:
        raise BrokenInputError(f"{what}: {text!r} is no hex quantity") from None


def count(text: str, what: str, *, below: int = _MOST) -> int:
    """The same for what is counted, in gas, seconds or pieces: it stays below 2**63.

    Larger ones do not occur, and could not be handed on: the wire format's integers end there.

    Raises
    ------
    BrokenInputError
        If the text is no hex number, or one beyond all reason.
    """
    number = quantity(text, what)
    if not 0 <= number < below:
        raise BrokenInputError(f"{what}: {text} is beyond all reason")
    return number

"""Which market is meant where nobody says."""

from collections.abc import Sequence

from core.errors import RefusedError


def main_market(symbols: Sequence[str]) -> str:
    """The first of the markets that are followed.

    Raises
    ------
    RefusedError
        If none is: an installation may follow chains alone.

    >>> main_market(["ETHUSDT", "BTCUSDT"])
    'ETHUSDT'
    """
    if not symbols:
        raise RefusedError("refused-no-market")
    return symbols[0]


def unknown_market(symbol: str, symbols: Sequence[str]) -> RefusedError:
    """What to tell somebody who names a market that is not followed.

    >>> unknown_market("DOGEUSDT", ["ETHUSDT"]).key, unknown_market("DOGEUSDT", []).key
    ('refused-unknown-symbol', 'refused-no-market')
    """
    if not symbols:
        return RefusedError("refused-no-market")
    return RefusedError("refused-unknown-symbol", symbol=symbol, known=", ".join(symbols))

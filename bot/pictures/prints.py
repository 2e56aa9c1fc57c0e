"""Trades and forced closes as pictures take them."""

from collections.abc import Sequence

import numpy as np

from bot.charts.kit.prints import LONG, SHORT, Prints
from core.market import Liquidation

Row = tuple[int, float, float, int]
"""Time (ns), price, US dollars, side."""

_SIDES = {"long": LONG, "short": SHORT}


def prints(rows: Sequence[Row]) -> Prints:
    """Rows as columns."""
    if not rows:
        return Prints.none()
    times, prices, usd, sides = zip(*rows, strict=True)
    return Prints(
        times_ns=np.array(times, dtype=np.int64),
        prices=np.array(prices, dtype=np.float64),
        usd=np.array(usd, dtype=np.float64),
        sides=np.array(sides, dtype=np.int8),
    )


def forced(liquidations: Sequence[Liquidation]) -> Prints:
    """Forced closes; the side is that of the position."""
    return prints(
        [
            (each.at_ns, each.price, each.price * each.size, _SIDES[each.position])
            for each in liquidations
        ]
    )

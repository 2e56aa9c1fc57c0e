"""The heatmap of a window: the book, what was traded against it, and who was liquidated."""

from collections.abc import Sequence

import numpy as np

from bot.charts.heatmap import HeatmapScene
from bot.charts.prints import LONG, SHORT, Prints
from bot.pictures.book_columns import columns
from bot.pictures.venues import VENUES
from bot.views import numbers
from core.market import Liquidation
from core.tape import TapeSecond
from usecases.read_liquidity import Liquidity

_MINUTE_S = 60.0


def scene(liquidity: Liquidity) -> HeatmapScene:
    """The scene of what was read."""
    newest = liquidity.samples[-1]
    laid = columns(liquidity.samples, liquidity.minutes * _MINUTE_S)
    return HeatmapScene(
        symbol=liquidity.symbol,
        venue=VENUES[newest.venue],
        tick_decimals=numbers.decimals(newest.best_bid),
        times_ns=laid.times_ns,
        bucket_s=laid.seconds,
        price_step=laid.step,
        low_bin=laid.low_bin,
        matrix=laid.usd,
        mid=laid.mid,
        now_ns=newest.at_ns,
        trades=_trades(liquidity.tape),
        liquidations=_liquidations(liquidity.liquidations),
        stale_s=liquidity.late_s,
    )


def _trades(tape: Sequence[TapeSecond]) -> Prints:
    """Each second gives at most two prints: what was bought and what was sold, at their means."""
    rows = [
        (second.at_ns, usd / size, usd, side)
        for second in tape
        for usd, size, side in (
            (second.buy_usd, second.buy_size, LONG),
            (second.sell_usd, second.sell_size, SHORT),
        )
        if size > 0
    ]
    return _prints(rows)


def _liquidations(liquidations: Sequence[Liquidation]) -> Prints:
    return _prints(
        [
            (each.at_ns, each.price, each.price * each.size, _SIDES[each.position])
            for each in liquidations
        ]
    )


_SIDES = {"long": LONG, "short": SHORT}


def _prints(rows: Sequence[tuple[int, float, float, int]]) -> Prints:
    if not rows:
        return Prints.none()
    times, prices, usd, sides = zip(*rows, strict=True)
    return Prints(
        times_ns=np.array(times, dtype=np.int64),
        prices=np.array(prices, dtype=np.float64),
        usd=np.array(usd, dtype=np.float64),
        sides=np.array(sides, dtype=np.int8),
    )

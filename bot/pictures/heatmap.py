"""The heatmap of a window: the book, what was traded against it, and who was liquidated."""

from collections.abc import Sequence

from bot.charts.heat import HeatLimits
from bot.charts.heatmap import HeatmapScene
from bot.charts.prints import LONG, SHORT, Prints
from bot.pictures.book_columns import columns
from bot.pictures.prints import forced, prints
from bot.pictures.venues import VENUES
from bot.views import numbers
from core.tape import TapeSecond
from usecases.read_liquidity import Liquidity

_HOUR_MIN = 60


def scene(liquidity: Liquidity) -> HeatmapScene:
    """The scene of what was read."""
    newest = liquidity.columns[-1]
    laid = columns(liquidity.columns)
    return HeatmapScene(
        symbol=liquidity.symbol,
        venue=VENUES[liquidity.venue],
        tick_decimals=numbers.decimals(newest.mid),
        times_ns=laid.times_ns,
        bucket_s=newest.seconds,
        price_step=newest.step,
        low_bin=laid.low_bin,
        matrix=laid.usd,
        mid=laid.mid,
        now_ns=liquidity.until_ns,
        trades=_trades(liquidity.tape),
        liquidations=forced(liquidity.liquidations),
        stale_s=liquidity.late_s,
        limits=_steady(liquidity),
    )


def _steady(liquidity: Liquidity) -> HeatLimits | None:
    """The scale of the last hour, for windows that it covers; a longer one is steady by itself."""
    newest = liquidity.columns[-1]
    return HeatLimits(newest.low_usd, newest.high_usd) if liquidity.minutes <= _HOUR_MIN else None


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
    return prints(rows)

"""The heatmap of a window: the book, what was traded against it, and who was liquidated."""

from collections.abc import Sequence

from bot.charts.heatmap import HeatmapScene
from bot.charts.kit.prints import LONG, SHORT, Prints
from bot.pictures.book_columns import columns
from bot.pictures.prints import forced, prints
from bot.pictures.steady import steady
from bot.pictures.venues import VENUES
from bot.pictures.wall_lives import lives
from bot.views import numbers
from core.tape import TapeSecond
from usecases.read_liquidity import Liquidity


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
        quotes=laid.quotes,
        now_ns=liquidity.until_ns,
        trades=_trades(liquidity.tape),
        liquidations=forced(liquidity.liquidations),
        walls=lives(liquidity.walls),
        stale_s=liquidity.late_s,
        limits=steady(liquidity.columns),
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
    return prints(rows)

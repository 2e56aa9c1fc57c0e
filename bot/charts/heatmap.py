"""The liquidity heat map: what rested in the book, and what was traded against it."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts import checks
from bot.charts.axis import LABEL, PriceAxis, TimeAxis
from bot.charts.book_column import WIDE, draw_bars, draw_walls
from bot.charts.bubbles import Plane
from bot.charts.canvas import Canvas
from bot.charts.cells import draw_cells, draw_unknown
from bot.charts.delta import draw_delta, draw_sum
from bot.charts.footer import draw_footer
from bot.charts.grid import Grid, Rows, Timeline, rows_of
from bot.charts.header import DOT, MARGIN, Heading, change_words, draw_heading
from bot.charts.heat import HeatLimits, limits_of_rows
from bot.charts.labels import Places
from bot.charts.legend import draw_legend
from bot.charts.look import Look
from bot.charts.moments import NS
from bot.charts.picture import sentence
from bot.charts.price_line import PriceLine
from bot.charts.prints import Prints
from bot.charts.rect import Rect
from bot.charts.scale import LinearScale, tick_decimals
from bot.charts.theme import Theme
from bot.charts.walls import Wall, book_now, top_walls

SIZE: Final = (1024, 1280)

_TOP: Final = 168
_FOOT: Final = 1000
_DELTA: Final = (1010, 1078)
_TIMES: Final = 1113
_TRADES: Final = 30
_LIQUIDATIONS: Final = 16
_CLUSTERS: Final = 120
_AROUND: Final = 0.0035
_SHALLOW: Final = 0.8
_SHORT_BUCKET_S: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class HeatmapScene:
    """What the heat map shows.

    Column c of `matrix` is the book from `times_ns[c]` on, for `bucket_s` seconds; bin b of it
    holds the USD resting (bids and asks alike) from (low_bin + b) * price_step up to the next bin.
    A column of NaN was not recorded and is drawn as "no data"; a single NaN, like a zero beyond
    the outermost order, lies outside the depth that was recorded.

    Raises
    ------
    ValueError
        There is no column or no bin, lengths differ, times do not rise, a price is not positive,
        an amount is negative, or no price is known at all. The sentence says which.
    """

    symbol: str
    venue: str
    """As it is written, "Bybit perp"."""
    tick_decimals: int
    times_ns: npt.NDArray[np.int64]
    bucket_s: float
    price_step: float
    low_bin: int
    matrix: npt.NDArray[np.float32]
    mid: npt.NDArray[np.float64]
    """The middle price of each column; NaN where it is not known."""
    now_ns: int
    """The time of the newest fact, not of the drawing."""
    trades: Prints = field(default_factory=Prints.none)
    liquidations: Prints = field(default_factory=Prints.none)
    stale_s: float | None = None
    """Seconds the data are late, when they are."""
    limits: HeatLimits | None = None
    """A steady scale of single bins, so that colours do not jump from one picture to the next."""

    def __post_init__(self) -> None:
        if self.matrix.ndim != 2 or not self.matrix.size:  # noqa: PLR2004  # columns and bins
            message = "no book columns to draw"
            raise ValueError(message)
        if self.bucket_s <= 0 or self.price_step <= 0:
            message = "a column's seconds and a bin's price step must be above zero"
            raise ValueError(message)
        checks.same_length(
            "column times, matrix and mid prices", self.times_ns, self.matrix, self.mid
        )
        checks.times(self.times_ns, "column times")
        checks.prices_or_gaps(self.mid, "mid prices")
        if np.isnan(self.mid).all() and not len(self.trades.prices):
            message = "no price is known: neither a mid price nor a trade"
            raise ValueError(message)
        if np.fmin.reduce(self.matrix, axis=None) < 0 or np.isposinf(
            np.fmax.reduce(self.matrix, axis=None)
        ):
            message = "resting size must be zero or more and finite"
            raise ValueError(message)

    @property
    def last(self) -> float:
        """The newest known price."""
        known = self.mid[~np.isnan(self.mid)]
        return float(known[-1]) if known.size else float(self.trades.prices[-1])

    @property
    def first(self) -> float:
        known = self.mid[~np.isnan(self.mid)]
        return float(known[0]) if known.size else float(self.trades.prices[0])


@dataclass(frozen=True, slots=True)
class _View:
    """What is read off a scene before anything is drawn."""

    time: Timeline
    rows: Rows
    book: npt.NDArray[np.float32]
    recorded: npt.NDArray[np.bool_]
    walls: list[Wall]
    trades: Prints
    liquidations: Prints

    @classmethod
    def of(cls, scene: HeatmapScene) -> "_View":
        time = Timeline.over(scene.times_ns, scene.bucket_s)
        rows = Rows.over(*_price_range(scene), scene.price_step)
        book = rows_of(scene.matrix, scene.low_bin, scene.price_step, rows)
        recorded: npt.NDArray[np.bool_] = np.logical_not(np.isnan(scene.matrix).all(axis=1))
        walls = top_walls(book, recorded, rows, scene.last, scene.bucket_s)
        first, last = int(scene.times_ns[0]), time.last_ns
        trades = scene.trades.between(first, last)
        return cls(
            time, rows, book, recorded, walls, trades, scene.liquidations.between(first, last)
        )

    def grid(self, scene: HeatmapScene, pixels: int) -> Grid:
        """The cells to draw, at most one column a pixel."""
        count = min(self.time.count, pixels)
        places = self.time.place(scene.times_ns) * count // self.time.count
        return Grid.over(self.book, self.recorded, places, count)

    def recorded_s(self, scene: HeatmapScene) -> float:
        """From the first column to the end of the last: the window that is spoken of."""
        return (self.time.last_ns - int(scene.times_ns[0])) / NS


def render(scene: HeatmapScene, look: Look) -> Canvas:
    """The picture, 1024 by 1280."""
    theme = look.theme
    canvas = Canvas(SIZE, theme.page)
    view = _View.of(scene)
    y = LinearScale(view.rows.low, view.rows.high, _FOOT, _TOP)
    axis = PriceAxis(y, scene.last, scene.tick_decimals, look.numbers)
    column = Rect(SIZE[0] - MARGIN - WIDE, _TOP, SIZE[0] - MARGIN, _FOOT)
    pane = Rect(MARGIN, _TOP, round(column.left - max(112, axis.room)), _FOOT)
    x = TimeAxis(LinearScale(0, view.time.seconds, pane.left, pane.right), view.time.first_ns)
    draw_heading(canvas, look, _heading(scene, view, look))
    grid = view.grid(scene, round(pane.width))
    scale = limits_of_rows(scene.limits, scene.matrix, grid.cells)
    draw_cells(canvas, theme, grid, scale, pane)
    places = Places(pane.grown(-4))
    began = look.times.clock_seconds(int(scene.times_ns[0]))
    places.occupy(*draw_unknown(canvas, theme, grid, pane, began))
    axis.draw_words(canvas, theme, pane.right + 14)
    shown, forced = _draw_marks(canvas, theme, scene, view, Plane(canvas, look, pane, x, y, places))
    axis.draw_tag(canvas, theme, pane, pane.right + 2)
    draw_bars(
        canvas,
        theme,
        book_now(view.book, view.recorded, scene.bucket_s),
        view.rows,
        scene.last,
        y,
        column,
    )
    draw_walls(canvas, look, view.walls, y, column)
    strip = Rect(pane.left, _DELTA[0], pane.right, _DELTA[1])
    draw_delta(canvas, theme, view.trades, x, strip)
    draw_sum(canvas, look, view.trades, look.numbers.span(view.recorded_s(scene)), strip)
    x.draw(canvas, look, pane, _TIMES)
    canvas.write(look.times.zone_name(scene.now_ns), (pane.right + 12, _TIMES), LABEL, theme.faint)
    draw_legend(canvas, look, scale, shown, forced)
    draw_footer(canvas, look, scene.now_ns, seconds=scene.bucket_s < _SHORT_BUCKET_S)
    return canvas


def describe(scene: HeatmapScene, look: Look) -> str:
    """Price and change, and the largest wall on each side."""
    view, numbers = _View.of(scene), look.numbers
    heading = _heading(scene, view, look)
    words = f"{scene.symbol} {scene.venue}: {heading.price}"
    if heading.change is not None:
        words += f" ({change_words(heading.change, heading.window_s, numbers)[0]})"
    sides = (("ask", [w for w in view.walls if w.distance > 0]),
             ("bid", [w for w in view.walls if w.distance <= 0]))  # fmt: skip
    walls = [
        f"largest {name} wall {numbers.usd(wall.usd)} at {numbers.percent(wall.distance)}"
        for name, found in sides
        for wall in sorted(found, key=lambda w: -w.usd)[:1]
    ]
    return f"{words}. {sentence(walls)}" if walls else f"{words}."


def _price_range(scene: HeatmapScene) -> tuple[float, float]:
    """The prices traded, and the book beside them: as far as recorded, at most 0.35 %."""
    known = scene.mid[~np.isnan(scene.mid)]
    prices = known if known.size else scene.trades.prices
    low, high = float(prices.min()), float(prices.max())
    wide = max(high * _AROUND, (high - low) * 0.4)
    held = np.flatnonzero(np.fmax.reduce(scene.matrix, axis=0) > 0)
    least = max((high - low) * 0.12, high * 0.0002, scene.price_step)
    if not held.size:
        return low - least, high + least
    floor = (scene.low_bin + int(held[0])) * scene.price_step
    roof = (scene.low_bin + int(held[-1]) + 1) * scene.price_step
    return min(low - least, max(low - wide, floor)), max(high + least, min(high + wide, roof))


def _heading(scene: HeatmapScene, view: _View, look: Look) -> Heading:
    numbers, seconds = look.numbers, view.recorded_s(scene)
    step = numbers.price(view.rows.step, tick_decimals(view.rows.step))
    cell = f"${step} \N{MULTIPLICATION SIGN} {numbers.span(scene.bucket_s)} cells"
    note = f"last {numbers.span(seconds)}{DOT}{cell}"
    return Heading(
        symbol=scene.symbol,
        price=numbers.price(scene.last, scene.tick_decimals),
        what=f"Liquidity heatmap{DOT}{scene.venue}",
        note=note + _depth(scene, view, look),
        aside="Book now \N{MIDDLE DOT} top walls",
        change=(scene.last / scene.first - 1) * 100,
        window_s=seconds,
        stale_s=scene.stale_s,
    )


def _depth(scene: HeatmapScene, view: _View, look: Look) -> str:
    """Said only when the book was recorded to less depth than the picture is high."""
    if not view.recorded.any():
        return ""
    held = np.flatnonzero(view.book[view.recorded][-1])
    if not held.size or held[-1] - held[0] + 1 > _SHALLOW * view.rows.count:
        return ""
    reach = (held[-1] - held[0] + 1) * view.rows.step / 2 / scene.last * 100
    return f"{DOT}book \N{PLUS-MINUS SIGN}{look.numbers.percent(reach, signed=False)}"


def _draw_marks(
    canvas: Canvas, theme: Theme, scene: HeatmapScene, view: _View, plane: Plane
) -> tuple[Prints, Prints]:
    """The price line, trades and liquidations; gives back the clusters drawn."""
    centres = scene.times_ns + view.time.bucket_ns // 2
    line = PriceLine(centres, scene.mid, view.time.bucket_ns)
    plane.places.shade(*line.draw(canvas, theme, plane.x, plane.y))
    width_ns = max(view.time.bucket_ns, view.time.count * view.time.bucket_ns // _CLUSTERS)
    priced = view.trades.priced(plane.y.low, plane.y.high)
    shown = priced.largest_clusters(width_ns, _TRADES)
    forced = view.liquidations.largest_clusters(width_ns, _LIQUIDATIONS)
    plane.liquidations(forced, line)
    plane.trades(shown)
    return shown, forced

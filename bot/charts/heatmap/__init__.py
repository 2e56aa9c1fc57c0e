"""The liquidity heat map: what rested in the book, and what was traded against it."""

from typing import Final

from bot.charts.heatmap.book_column import WIDE, BookColumn
from bot.charts.heatmap.bubbles import draw_liquidations, draw_trades, name_trades
from bot.charts.heatmap.cells import draw_cells, draw_unknown
from bot.charts.heatmap.delta import draw_delta, draw_sum
from bot.charts.heatmap.grid import Timeline
from bot.charts.heatmap.heat import HeatLimits, limits_of_rows
from bot.charts.heatmap.legend import Marks, draw_legend
from bot.charts.heatmap.plane import Plane
from bot.charts.heatmap.price_line import PriceLine
from bot.charts.heatmap.quotes import LEAST_SPREAD
from bot.charts.heatmap.scene import HeatmapScene
from bot.charts.heatmap.view import View
from bot.charts.heatmap.wall_ends import draw_ends, ends_in_sight, name_ends
from bot.charts.kit.axis import LABEL, PriceAxis, TimeAxis
from bot.charts.kit.canvas import Canvas
from bot.charts.kit.footer import draw_footer
from bot.charts.kit.header import DOT, MARGIN, Heading, change_words, draw_heading
from bot.charts.kit.labels import Places
from bot.charts.kit.look import Look
from bot.charts.kit.moments import NS
from bot.charts.kit.picture import sentence
from bot.charts.kit.rect import Rect
from bot.charts.kit.scale import LinearScale, tick_decimals

__all__ = ["HeatmapScene", "describe", "render"]

SIZE: Final = (1024, 1280)

_TOP: Final = 168
_FOOT: Final = 1000
_DELTA: Final = (1010, 1078)
_TIMES: Final = 1113
_AXIS: Final = 112
_ASIDE: Final = 14
_TRADES: Final = 30
_LIQUIDATIONS: Final = 16
_CLUSTERS: Final = 72
"""The most bubbles side by side; more would stand upon each other."""
_SPANS_S: Final = (1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 300, 600, 900, 1200, 1800, 3600)
"""What a bubble may add up: lengths of time that are read at a glance."""
_SHALLOW: Final = 0.8
_SHORT_BUCKET_S: Final = 30


def render(scene: HeatmapScene, look: Look) -> Canvas:
    """The picture, 1024 by 1280."""
    canvas = Canvas(SIZE, look.theme.page)
    view = View.of(scene, _FOOT - _TOP)
    draw_heading(canvas, look, _heading(scene, view, look))
    y = LinearScale(view.book.rows.low, view.book.rows.high, _FOOT, _TOP)
    axis = PriceAxis(y, scene.last, scene.tick_decimals, look.numbers)
    column = Rect(SIZE[0] - MARGIN - WIDE, _TOP, SIZE[0] - MARGIN, _FOOT)
    pane = Rect(MARGIN, _TOP, round(column.left - max(_AXIS, axis.room)), _FOOT)
    x = TimeAxis(LinearScale(0, view.time.seconds, pane.left, pane.right), view.time.first_ns)
    plane = Plane(canvas, look, pane, x, y, Places(pane.grown(-4)))
    limits = limits_of_rows(scene.limits, scene.matrix, view.book.cells, scene.times_ns)
    marks = _draw_pane(scene, view, plane, limits)
    axis.draw_words(canvas, look.theme, pane.right + _ASIDE)
    axis.draw_tag(canvas, look.theme, pane, pane.right + 2)
    BookColumn(canvas, look, column, y).draw(view, scene.last)
    _draw_delta(scene, view, plane)
    draw_legend(canvas, look, limits, marks)
    draw_footer(canvas, look, scene.now_ns, seconds=scene.bucket_s < _SHORT_BUCKET_S)
    return canvas


def describe(scene: HeatmapScene, look: Look) -> str:
    """Price and change, and the largest wall on each side."""
    view, numbers = View.of(scene, _FOOT - _TOP), look.numbers
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


def _heading(scene: HeatmapScene, view: View, look: Look) -> Heading:
    numbers, seconds = look.numbers, view.seconds(scene)
    step = numbers.price(view.book.rows.step, tick_decimals(view.book.rows.step))
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


def _depth(scene: HeatmapScene, view: View, look: Look) -> str:
    """Said only when the book was recorded to less depth than the picture is high."""
    depth = view.depth()
    if depth is None or depth[1] - depth[0] + 1 > _SHALLOW * view.book.rows.count:
        return ""
    reach = (depth[1] - depth[0] + 1) * view.book.rows.step / 2 / scene.last * 100
    return f"{DOT}book \N{PLUS-MINUS SIGN}{look.numbers.percent(reach, signed=False)}"


def _draw_pane(scene: HeatmapScene, view: View, plane: Plane, limits: HeatLimits) -> Marks:
    """The cells, what is not known of them, and all that stands upon them; gives back the marks."""
    canvas, theme = plane.canvas, plane.look.theme
    grid = view.grid(scene, round(plane.pane.width))
    draw_cells(canvas, theme, grid, limits, plane.pane)
    began = plane.look.times.clock_seconds(int(scene.times_ns[0]))
    unknown = draw_unknown(canvas, theme, grid, plane.pane, began)
    plane.places.occupy(*unknown.names)
    line = PriceLine(scene.times_ns + view.time.bucket_ns // 2, scene.mid, view.time.bucket_ns)
    quoted = _draw_price(scene, plane, line, view.time.bucket_ns)
    ends = ends_in_sight(scene.walls, plane)
    draw_ends(plane, ends, line)
    together_s = _together_s(view.time)
    priced = view.trades.priced(plane.y.low, plane.y.high)
    shown = priced.largest_clusters(round(together_s * NS), _TRADES)
    forced = view.liquidations.largest_clusters(round(together_s * NS), _LIQUIDATIONS)
    bubbles = draw_trades(plane, shown)
    draw_liquidations(plane, forced, line)
    name_trades(plane, bubbles)
    name_ends(plane, ends)
    return Marks(
        trades=shown,
        trades_s=together_s,
        liquidations=forced,
        ends=ends,
        quoted=quoted,
        unnamed_gap=unknown.unnamed,
        beyond=grid.shallow,
    )


def _together_s(time: Timeline) -> float:
    """Seconds of prints that one bubble adds up: a round length, at least a column's."""
    least = max(time.seconds / _CLUSTERS, time.bucket_ns / NS)
    return next((span for span in _SPANS_S if span >= least), least)


def _draw_price(scene: HeatmapScene, plane: Plane, line: PriceLine, bucket_ns: int) -> bool:
    """Bid and ask where there is room between them, else the middle; whether it was the two."""
    line.shade(plane)
    quotes = scene.quotes
    if quotes is None or quotes.spread() * -plane.y.per_unit < LEAST_SPREAD:
        line.draw(plane)
        return False
    quotes.draw(plane, scene.times_ns, bucket_ns)
    return True


def _draw_delta(scene: HeatmapScene, view: View, plane: Plane) -> None:
    """The strip under the pane, its sum, and the times that both share."""
    canvas, look, pane = plane.canvas, plane.look, plane.pane
    strip = Rect(pane.left, _DELTA[0], pane.right, _DELTA[1])
    draw_delta(canvas, look.theme, view.trades, plane.x, strip)
    draw_sum(canvas, look, view.trades, look.numbers.span(view.seconds(scene)), strip)
    plane.x.draw(canvas, look, pane, _TIMES)
    zone, at = look.times.zone_name(scene.now_ns), (pane.right + _ASIDE, _TIMES)
    canvas.write(zone, at, LABEL, look.theme.faint)

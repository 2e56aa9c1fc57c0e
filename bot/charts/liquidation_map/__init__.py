"""The liquidation map: an estimate of who would be closed by force where, with its own score."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.kit.axis import PriceAxis
from bot.charts.kit.canvas import Canvas
from bot.charts.kit.footer import draw_footer
from bot.charts.kit.header import DOT, MARGIN, Heading, draw_heading
from bot.charts.kit.look import Look
from bot.charts.kit.numbers import Numbers
from bot.charts.kit.picture import sentence
from bot.charts.kit.prints import Prints
from bot.charts.kit.rect import Rect
from bot.charts.kit.scale import LinearScale
from bot.charts.kit.text import Font, shortened
from bot.charts.liquidation_map.level_bars import STRIP, LevelPane, shade
from bot.charts.liquidation_map.level_words import Amounts
from bot.charts.liquidation_map.levels import TIERS, Levels

SIZE: Final = (1024, 1280)

_TOP: Final = 176
_FOOT: Final = 1062
_KEY: Final = 1104
_ROWS: Final = (1142, 1176, 1210)
_NOTE: Final = Font(22)
_WORD: Final = Font(23)
_SQUARE: Final = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """How the map did: the median rank of the prices where forced closes came, 0.5 is chance."""

    score: float
    low: float
    high: float
    minutes: int

    @property
    def beats_chance(self) -> bool:
        return self.low > 0.5  # noqa: PLR2004  # chance


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LiquidationMapScene:
    """What the liquidation map shows.

    Sizes are written in dollars only where the map was better than chance; else they are parts of
    a hundred, because the leverages they rest on are assumed.
    """

    symbol: str
    venue: str
    """As it is written, "Bybit perp"."""
    tick_decimals: int
    levels: Levels
    told_ns: int
    """When the estimate was made."""
    now_ns: int
    """The time of the newest fact, not of the drawing."""
    model: str
    """The assumed leverages in words: "5x 10%, 10x 25%"."""
    open_usd: float | None = None
    """The open interest at that time; None where it is not known."""
    trial: Trial | None = None
    """None: not scored yet."""
    forced: Prints = field(default_factory=Prints.none)
    """Forced closes of the last 24 hours."""
    stale_s: float | None = None

    @property
    def in_dollars(self) -> bool:
        return self.trial is not None and self.trial.beats_chance

    def forced_by_bucket(self) -> npt.NDArray[np.float64]:
        """Dollars that were really closed at the prices of each bucket."""
        sums, _ = np.histogram(self.forced.prices, self.levels.edges, weights=self.forced.usd)
        return sums.astype(np.float64)


def render(scene: LiquidationMapScene, look: Look) -> Canvas:
    """The picture, 1024 by 1280."""
    canvas = Canvas(SIZE, look.theme.page)
    draw_heading(canvas, look, _heading(scene, look))
    amounts = _amounts(scene, look)
    right = round(SIZE[0] - MARGIN - max(112, amounts.axis.room))
    pane = Rect(MARGIN, _TOP, right, _FOOT)
    LevelPane(canvas, look, pane, amounts, scene.forced_by_bucket()).draw()
    _draw_key(canvas, look)
    for words, base in zip(_notes(scene, look), _ROWS, strict=False):
        line = shortened(words, _NOTE, SIZE[0] - 2 * MARGIN)
        canvas.write(line, (MARGIN, base), _NOTE, look.theme.muted)
    told = f"map of {look.times.clock(scene.told_ns)} {look.times.zone_name(scene.told_ns)}"
    draw_footer(canvas, look, scene.now_ns, told)
    return canvas


def describe(scene: LiquidationMapScene, look: Look) -> str:
    """That it is an estimate and how good, and the largest cluster on either side."""
    amounts = _amounts(scene, look)
    facts = []
    for above, who in ((True, "shorts"), (False, "longs")):
        for each in scene.levels.clusters(above=above)[:1]:
            size = f", {amounts.of_cluster(each.usd)}" if scene.in_dollars else ""
            place = f"{amounts.price(each.price)} ({amounts.away(each)}{size})"
            facts.append(f"most {who} at {place}")
    price = look.numbers.price(scene.levels.price, scene.tick_decimals)
    words = f"{scene.symbol} {scene.venue}: {price}. Estimate, {_verdict(scene)}."
    return f"{words} {sentence(facts)}" if facts else f"{words} Nothing estimated yet."


def _amounts(scene: LiquidationMapScene, look: Look) -> Amounts:
    """The axis, and how sizes are written on it."""
    edges = scene.levels.edges
    scale = LinearScale(float(edges[0]), float(edges[-1]), _FOOT - STRIP, _TOP + STRIP)
    axis = PriceAxis(scale, scene.levels.price, scene.tick_decimals, look.numbers)
    return Amounts(look, scene.levels, axis, scene.in_dollars)


def _heading(scene: LiquidationMapScene, look: Look) -> Heading:
    return Heading(
        symbol=scene.symbol,
        price=look.numbers.price(scene.levels.price, scene.tick_decimals),
        what=f"Liquidation map{DOT}{scene.venue}",
        note="where positions would be closed by force",
        tag="ESTIMATE",
        verdict=(_verdict(scene), None),
        stale_s=scene.stale_s,
    )


def _verdict(scene: LiquidationMapScene) -> str:
    if scene.trial is None:
        return "not scored yet"
    return "better than chance" if scene.trial.beats_chance else "not better than chance"


def _notes(scene: LiquidationMapScene, look: Look) -> list[str]:
    """What the sizes mean, how good the map was, and what it assumes."""
    sizes = "sizes in dollars, estimated"
    if not scene.in_dollars:
        sizes = "sizes relative: largest cluster = 100, all = 100%"
    if scene.open_usd is not None:
        sizes += f"{DOT}open interest {look.numbers.usd(scene.open_usd)}"
    model = f"assumed leverages of added open interest: {scene.model}"
    return [sizes, _score(scene.trial, look.numbers), model]


def _score(trial: Trial | None, numbers: Numbers) -> str:
    if trial is None:
        return f"own score: no forced close yet{DOT}{numbers.price(0.5, 2)} would be chance"
    low, high = (numbers.price(bound, 2) for bound in (trial.low, trial.high))
    score = f"own score {numbers.price(trial.score, 2)} ({low} to {high}, 95%)"
    chance = f"{numbers.price(0.5, 2)} is chance"
    return f"{score}{DOT}{chance}{DOT}{trial.minutes} minutes with forced closes"


def _draw_key(canvas: Canvas, look: Look) -> None:
    """The leverages' shades on both sides, the lines, and what is fact."""
    theme = look.theme
    x = canvas.write("leverage", (MARGIN, _KEY), _WORD, theme.muted).right + 18
    for tier, name in enumerate(TIERS):
        for above in (False, True):
            box = Rect(x, _KEY - _SQUARE + 1, x + _SQUARE, _KEY + 1)
            canvas.fill(box, shade(theme, tier, above=above))
            x += _SQUARE + 2
        x = canvas.write(name, (x + 6, _KEY), _WORD, theme.muted).right + 22
    for above in (False, True):
        y = _KEY - 8
        canvas.curves.line(np.array([(x, y), (x + 20, y)]), theme.side(above), 2.6)
        x += 22
    x = canvas.write("added up", (x + 6, _KEY), _WORD, theme.muted).right + 22
    canvas.fill(Rect(x, _KEY - _SQUARE + 1, x + _SQUARE, _KEY + 1), theme.muted, 0.75)
    canvas.write("actual closes", (x + _SQUARE + 8, _KEY), _WORD, theme.muted)

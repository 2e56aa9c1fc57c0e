"""The whale flow picture: what came to exchanges and what left them, under the price."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.charts.flow.bars import FlowBars, axis_words, flow_scale
from bot.charts.flow.chips import Chip, draw_chips
from bot.charts.flow.flows import Flows
from bot.charts.flow.marks import Crossing
from bot.charts.flow.prices import PricePane
from bot.charts.kit import checks
from bot.charts.kit.axis import LABEL, PriceAxis, TimeAxis
from bot.charts.kit.canvas import Canvas
from bot.charts.kit.footer import draw_footer
from bot.charts.kit.header import DOT, MARGIN, Heading, draw_heading
from bot.charts.kit.look import Look
from bot.charts.kit.picture import sentence
from bot.charts.kit.rect import Rect
from bot.charts.kit.scale import LinearScale, padded
from bot.charts.kit.text import BOLD, Font, fitted, shortened, width

SIZE: Final = (1024, 1280)

_NET: Final = 204
_TOP: Final = 226
_SPLIT: Final = (682, 696)
_FOOT: Final = 1060
_TIMES: Final = 1096
_CHIPS: Final = (1138, 1154)
_MOST_CHIPS: Final = 3
_HEAD_ROOM: Final = 52
_FOOT_ROOM: Final = 30
_BIG: Final = Font(38, BOLD)
_SUM: Final = Font(26)
_NOTE: Final = Font(22)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one exchange (or one coin) adds to the net; positive came to exchanges."""

    name: str
    net_usd: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FlowScene:
    """What the flow picture shows. Transfers and shares may be empty.

    `shares` come largest first; three are drawn. Prices and transfers outside of the window are
    left out.

    Raises
    ------
    ValueError
        Columns differ in length, times do not rise, a price is neither positive nor NaN, no price
        of the window is known, or a share is not a number. The sentence says which.
    """

    symbol: str
    venue: str
    """Where the price is from, as it is written: "Bybit perp"."""
    coins: str
    """What is counted: "ETH, WETH on Ethereum"."""
    tick_decimals: int
    flows: Flows
    times_ns: npt.NDArray[np.int64]
    prices: npt.NDArray[np.float64]
    """NaN where the price is not known."""
    now_ns: int
    """The time of the newest fact, not of the drawing."""
    exchange: str = ""
    """One exchange's name, when only its flows are shown."""
    transfers: tuple[Crossing, ...] = ()
    shares: tuple[Share, ...] = ()
    shares_of: str = "exchange"
    """What a share is of: "exchange", "coin"."""
    stale_s: float | None = None

    def __post_init__(self) -> None:
        checks.same_length("price times and prices", self.times_ns, self.prices)
        checks.times(self.times_ns, "price times")
        checks.prices_or_gaps(self.prices, "prices")
        if not self.seen.size:
            raise ValueError("no price is known in the window of the flows")
        if not np.isfinite([share.net_usd for share in self.shares]).all():
            raise ValueError("the net of a share must be a finite number")

    @property
    def inside(self) -> npt.NDArray[np.bool_]:
        """Which prices belong to the window."""
        within: npt.NDArray[np.bool_] = (self.times_ns >= self.flows.first_ns) & (
            self.times_ns <= self.flows.last_ns
        )
        return within

    @property
    def seen(self) -> npt.NDArray[np.float64]:
        """The known prices of the window."""
        prices = self.prices[self.inside]
        return prices[~np.isnan(prices)]

    @property
    def crossings(self) -> list[Crossing]:
        """The transfers of the window."""
        first, last = self.flows.first_ns, self.flows.last_ns
        return [each for each in self.transfers if first <= each.at_ns < last]

    @property
    def whose(self) -> str:
        return self.exchange or "exchanges"

    @property
    def net_usd(self) -> float:
        return self.flows.total_in - self.flows.total_out


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where things stand; made once, shared by all that draw."""

    prices: Rect
    bars: Rect
    x: TimeAxis
    axis: PriceAxis
    usd: LinearScale

    @classmethod
    def of(cls, scene: FlowScene, look: Look) -> "_Layout":
        low, high = padded(float(scene.seen.min()), float(scene.seen.max()), 0.06)
        y = LinearScale(low, high, _SPLIT[0] - _FOOT_ROOM, _TOP + _HEAD_ROOM)
        axis = PriceAxis(y, float(scene.seen[-1]), scene.tick_decimals, look.numbers)
        high_bars = Rect(MARGIN, _SPLIT[1], SIZE[0], _FOOT)
        usd = flow_scale(scene.flows, high_bars)
        amounts = [width(words, LABEL) + 26 for _, words in axis_words(usd, look)]
        right = round(SIZE[0] - MARGIN - max([112, axis.room, *amounts]))
        x = TimeAxis(LinearScale(0, scene.flows.seconds, MARGIN, right), scene.flows.first_ns)
        prices = Rect(MARGIN, _TOP, right, _SPLIT[0])
        return cls(prices, Rect(MARGIN, _SPLIT[1], right, _FOOT), x, axis, usd)


def render(scene: FlowScene, look: Look) -> Canvas:
    """The picture, 1024 by 1280."""
    canvas = Canvas(SIZE, look.theme.page)
    layout = _Layout.of(scene, look)
    draw_heading(canvas, look, _heading(scene, look))
    _draw_net(canvas, look, scene)
    line = PricePane(canvas, look, layout.prices, layout.x, layout.axis)
    line.draw(scene.times_ns[scene.inside], scene.prices[scene.inside], scene.crossings)
    bars = FlowBars(canvas, look, scene.flows, layout.bars, layout.x, layout.usd)
    bars.draw(shortened(scene.whose, _SUM, 260))
    bars.draw_axis(layout.bars.right + 14)
    layout.x.draw(canvas, look, layout.bars, _TIMES)
    zone = look.times.zone_name(scene.now_ns)
    canvas.write(zone, (layout.bars.right + 14, _TIMES), LABEL, look.theme.faint)
    _draw_shares(canvas, look, scene)
    draw_footer(canvas, look, scene.now_ns, _note(scene.flows))
    return canvas


def describe(scene: FlowScene, look: Look) -> str:
    """The net with its two sides, the largest share, and the price."""
    flows, numbers = scene.flows, look.numbers
    net = f"{scene.coins}: {_net_words(scene, look)} in {numbers.span(flows.seconds)}"
    facts = [f"{numbers.usd(flows.total_in)} in", f"{numbers.usd(flows.total_out)} out"]
    if scene.shares:
        first = scene.shares[0]
        facts.append(f"most by {first.name} ({numbers.usd(first.net_usd, signed=True)})")
    unwatched = len(flows) - int(flows.known.sum())
    if unwatched:
        facts.append(f"{unwatched} of {len(flows)} bars without data")
    price = f"{scene.symbol} {numbers.price(float(scene.seen[-1]), scene.tick_decimals)}"
    return f"{net}. {sentence(facts)} {price}, labelled flows only."


def _note(flows: Flows) -> str:
    """What stripes mean, where there are any."""
    notes = []
    if flows.open_last:
        notes.append("striped = not final yet")
    if flows.unknown_runs():
        notes.append("hatched = no data")
    return DOT.join(notes)


def _heading(scene: FlowScene, look: Look) -> Heading:
    numbers, seen = look.numbers, scene.seen
    seconds = scene.flows.seconds
    bars = f"{numbers.span(scene.flows.bucket_s)} bars"
    return Heading(
        symbol=scene.symbol,
        price=numbers.price(float(seen[-1]), scene.tick_decimals),
        what=f"Whale flow{DOT}{scene.coins}",
        note=f"last {numbers.span(seconds)}{DOT}{bars}{DOT}price: {scene.venue}",
        change=(float(seen[-1]) / float(seen[0]) - 1) * 100,
        window_s=seconds,
        stale_s=scene.stale_s,
    )


def _net_words(scene: FlowScene, look: Look) -> str:
    if not scene.flows.known.any():
        return "net not known"
    net = look.numbers.usd(scene.net_usd, signed=True)
    if scene.net_usd == 0:
        return f"net {net}"
    return f"net {net} {'to' if scene.net_usd > 0 else 'from'} {scene.whose}"


def _draw_net(canvas: Canvas, look: Look, scene: FlowScene) -> None:
    """The one number: the net of the window; its two sides at the right."""
    theme, usd, flows = look.theme, look.numbers.usd, scene.flows
    right: float = canvas.width - MARGIN
    if flows.known.any():
        sides = f"in {usd(flows.total_in)}{DOT}out {usd(flows.total_out)}"
        right = canvas.write(sides, (right, _NET), _SUM, theme.muted, across="right").left - 28
    words, font = fitted(_net_words(scene, look), _BIG, right - MARGIN)
    rising = None if not scene.net_usd else scene.net_usd < 0
    canvas.write(words, (MARGIN, _NET), font, theme.side(rising))


def _draw_shares(canvas: Canvas, look: Look, scene: FlowScene) -> None:
    theme, usd = look.theme, look.numbers.usd
    if not scene.shares:
        words = "labelled flows only"
        canvas.write(words, (MARGIN, _CHIPS[0]), _NOTE, theme.faint)
        return
    words = f"largest net by {scene.shares_of}{DOT}labelled flows only"
    canvas.write(words, (MARGIN, _CHIPS[0]), _NOTE, theme.faint)
    chips = [
        Chip(
            share.name,
            usd(share.net_usd, signed=True),
            None if not share.net_usd else share.net_usd < 0,
        )
        for share in scene.shares[:_MOST_CHIPS]
    ]
    draw_chips(canvas, look, chips, _CHIPS[1], _MOST_CHIPS)

"""The structure picture: candles, open zones, breaks, and where in its range the price stands."""

from dataclasses import dataclass
from typing import Final

from bot.charts.axis import LABEL, PriceAxis, TimeAxis
from bot.charts.candles import Candles, Slots, draw_candles, draw_volume
from bot.charts.canvas import Canvas
from bot.charts.footer import draw_footer
from bot.charts.header import DOT, MARGIN, Heading, change_words, draw_heading
from bot.charts.labels import Places
from bot.charts.look import Look
from bot.charts.marks import Break, Marker, Pool, Sweep
from bot.charts.moments import NS
from bot.charts.picture import sentence
from bot.charts.reading import Reading, draw_reading
from bot.charts.rect import Rect
from bot.charts.ruler import Range, draw_range, draw_ruler
from bot.charts.scale import LinearScale, padded
from bot.charts.text import Font, ink, width
from bot.charts.theme import Theme
from bot.charts.zones import Zone, draw_name, draw_zone, nearest, place_zones

SIZE: Final = (1024, 1280)

_TOP: Final = 152
_FOOT: Final = 1036
_VOLUME: Final = (1046, 1126)
_TIMES: Final = 1160
_GUTTER: Final = 104
_NOTE: Final = Font(22)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StructureScene:
    """What the structure picture shows. Zones, breaks, pools and sweeps may be empty.

    The newest candles that fit are drawn (at most about 95); zones and marks older than those
    begin at the left edge or are left out.
    """

    symbol: str
    venue: str
    """As it is written, "Bybit perp"."""
    timeframe: str
    """As it is written, "15 m"."""
    tick_decimals: int
    candles: Candles
    zones: tuple[Zone, ...] = ()
    """Open ones only: a mitigated zone vanishes."""
    breaks: tuple[Break, ...] = ()
    pools: tuple[Pool, ...] = ()
    sweeps: tuple[Sweep, ...] = ()
    now_ns: int | None = None
    """Time of the newest trade in it. None: the newest candle has closed."""
    stale_s: float | None = None
    """Seconds the newest candle is late, when it is."""

    @property
    def last(self) -> float:
        return float(self.candles.close[-1])

    @property
    def until_ns(self) -> int:
        """The time up to which the picture is true."""
        if self.now_ns is not None:
            return self.now_ns
        return int(self.candles.open_time_ns[-1]) + self.candles.bar_ns


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where things stand; made once, shared by all that draw."""

    seen: Candles
    slots: Slots
    axis: PriceAxis
    pane: Rect

    @classmethod
    def of(cls, scene: StructureScene, look: Look) -> "_Layout":
        # The axis column is as wide as its words, those depend on the range, and that on how many
        # candles fit: the widest possible pane settles the range, the true pane the places.
        wide = Rect(MARGIN, _TOP, SIZE[0] - MARGIN - 120, _FOOT)
        first = Slots.fit(scene.candles, wide, _GUTTER).first_visible(scene.candles, wide)
        seen = scene.candles.since(first)
        low, high = padded(float(seen.low.min()), float(seen.high.max()), 0.08)
        scale = LinearScale(low, high, _FOOT, _TOP)
        axis = PriceAxis(scale, scene.last, scene.tick_decimals, look.numbers)
        pane = Rect(MARGIN, _TOP, SIZE[0] - MARGIN - max(124, axis.room), _FOOT)
        slots = Slots.fit(seen, pane, _GUTTER)
        return cls(seen.since(slots.first_visible(seen, pane)), slots, axis, pane)

    @property
    def range(self) -> Range:
        return Range(float(self.seen.low.min()), float(self.seen.high.max()))


def render(scene: StructureScene, look: Look) -> Canvas:
    """The picture, 1024 by 1280."""
    canvas = Canvas(SIZE, look.theme.page)
    layout = _Layout.of(scene, look)
    draw_heading(canvas, look, _heading(scene, layout.seen, look))
    _draw_pane(canvas, look.theme, scene, layout)
    _draw_volume(canvas, look, layout)
    draw_reading(canvas, look.theme, _reading(scene, layout, look))
    note = "zones stand until mitigated"
    if layout.slots.gaps(layout.seen):
        note += f"{DOT}hatched = no data"
    draw_footer(canvas, look, scene.until_ns, note)
    return canvas


def describe(scene: StructureScene, look: Look) -> str:
    """Price and change, place in the range, nearest zone."""
    layout = _Layout.of(scene, look)
    heading = _heading(scene, layout.seen, look)
    words = f"{scene.symbol} {scene.venue}, {scene.timeframe}: {heading.price}"
    if heading.change is not None:
        words += f" ({change_words(heading.change, heading.window_s, look.numbers)[0]})"
    facts = [fact.words for fact in _reading(scene, layout, look).facts]
    return f"{words}. {sentence(facts)}"


def _heading(scene: StructureScene, seen: Candles, look: Look) -> Heading:
    window = (scene.until_ns - int(seen.open_time_ns[0])) / NS
    return Heading(
        symbol=scene.symbol,
        price=look.numbers.price(scene.last, scene.tick_decimals),
        what=f"Market structure{DOT}{scene.venue}{DOT}{scene.timeframe}",
        change=(scene.last / float(seen.open[0]) - 1) * 100,
        window_s=window,
        stale_s=scene.stale_s,
    )


def _draw_pane(canvas: Canvas, theme: Theme, scene: StructureScene, layout: _Layout) -> None:
    pane, axis, slots = layout.pane, layout.axis, layout.slots
    canvas.fill(pane, theme.panel)
    draw_range(canvas, theme, layout.range, axis.scale, pane)
    axis.draw_grid(canvas, theme, pane)
    places = Places(pane.grown(-4))
    gaps = _draw_gaps(canvas, theme, layout)
    zones = nearest(scene.zones, scene.last)
    last = axis.scale(scene.last)
    places.shade(Rect(pane.left, last - 1, pane.right, last + 2))
    placed = place_zones(zones, slots, axis.scale, pane, places)
    for zone in placed:
        draw_zone(canvas, theme, zone)
    middle = layout.range.middle
    avoid = draw_ruler(canvas, theme, layout.range, axis, pane)
    places.shade(*draw_candles(canvas, theme, layout.seen, slots, axis.scale), *gaps)
    axis.draw_words(canvas, theme, pane.right + 16, avoid)
    axis.draw_tag(canvas, theme, pane, pane.right + 8)
    for zone in placed:
        draw_name(canvas, theme, zone)
    marker = Marker(canvas, theme, slots, axis.scale, pane, places)
    marker.breaks(list(scene.breaks))
    marker.sweeps(list(scene.sweeps))
    marker.pools(list(scene.pools))
    _name_middle(canvas, theme, axis.scale(middle), pane, places)


def _name_middle(canvas: Canvas, theme: Theme, y: float, pane: Rect, places: Places) -> None:
    words = "EQ 50%"
    box = ink(words, _NOTE, 0, y - 8)
    below = ink(words, _NOTE, 0, y + 12 + _NOTE.cap_height)
    shift = pane.right - 10 - box.right
    place = places.find([box.moved(shift, 0), below.moved(shift, 0)])
    if place is not None:
        base = y - 8 if place.top < y else y + 12 + _NOTE.cap_height
        canvas.write(words, (place.left - box.left, base), _NOTE, theme.muted, halo=theme.panel)


def _draw_gaps(canvas: Canvas, theme: Theme, layout: _Layout) -> list[Rect]:
    """Hatched columns where candles are missing, named when there is room."""
    boxes = []
    for left, right in layout.slots.gaps(layout.seen):
        box = Rect(left, layout.pane.top, right, layout.pane.bottom)
        canvas.hatch(box, theme.hatch)
        boxes.append(box)
        if box.width > width("no data", _NOTE) + 8:
            at = box.centre_x, box.top + 34
            canvas.write("no data", at, _NOTE, theme.muted, across="middle", halo=theme.halo)
    return boxes


def _draw_volume(canvas: Canvas, look: Look, layout: _Layout) -> None:
    theme = look.theme
    pane = Rect(layout.pane.left, _VOLUME[0], layout.pane.right, _VOLUME[1])
    canvas.fill(pane, theme.panel)
    draw_volume(canvas, theme, layout.seen, layout.slots, pane)
    left = layout.pane.right + 16
    canvas.write("volume", (left, _VOLUME[0] + 26), _NOTE, theme.faint)
    slots, bar = layout.slots, layout.slots.bar_ns
    room = (slots.right - pane.left) / slots.step
    seconds = room * bar / NS
    scale = LinearScale(-seconds, 0, pane.left, slots.right)
    # A candle's time is its opening: the word stands under the middle of its body.
    origin = slots.newest_ns + bar - round(slots.body / 2 / slots.step * bar)
    TimeAxis(scale, origin).draw(canvas, look, pane, _TIMES)
    canvas.write(look.times.zone_name(slots.newest_ns), (left, _TIMES), LABEL, theme.faint)


def _reading(scene: StructureScene, layout: _Layout, look: Look) -> Reading:
    return Reading.of(
        look=look,
        last=scene.last,
        decimals=scene.tick_decimals,
        place=layout.range,
        breaks=scene.breaks,
        zones=scene.zones,
    )

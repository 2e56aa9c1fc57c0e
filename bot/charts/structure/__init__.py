"""The structure picture: candles, what stands in them, and where in its range the price is."""

from typing import Final

from bot.charts.kit.axis import LABEL, TimeAxis
from bot.charts.kit.candles import draw_volume
from bot.charts.kit.canvas import Canvas
from bot.charts.kit.footer import draw_footer
from bot.charts.kit.header import DOT, Heading, change_words, draw_heading
from bot.charts.kit.look import Look
from bot.charts.kit.moments import NS
from bot.charts.kit.picture import sentence
from bot.charts.kit.rect import Rect
from bot.charts.kit.scale import LinearScale
from bot.charts.kit.text import Font
from bot.charts.structure.layout import SIZE, StructureLayout
from bot.charts.structure.pane import draw_pane
from bot.charts.structure.reading import Reading, draw_reading
from bot.charts.structure.scene import StructureScene

__all__ = ["SIZE", "StructureScene", "describe", "render"]

_VOLUME: Final = (1046, 1126)
_TIMES: Final = 1160
_NOTE: Final = Font(22)


def render(scene: StructureScene, look: Look) -> Canvas:
    """The picture, 1024 by 1280."""
    canvas = Canvas(SIZE, look.theme.page)
    layout = StructureLayout.of(scene, look)
    draw_heading(canvas, look, _heading(scene, layout, look))
    draw_pane(canvas, look, scene, layout)
    _draw_volume(canvas, look, layout)
    draw_reading(canvas, look.theme, Reading.of(scene, layout, look))
    draw_footer(canvas, look, scene.until_ns, _note(layout))
    return canvas


def describe(scene: StructureScene, look: Look) -> str:
    """Price and change, newest break, place in the range, nearest zone."""
    layout = StructureLayout.of(scene, look)
    heading = _heading(scene, layout, look)
    words = f"{scene.symbol} {scene.venue}, {scene.timeframe}: {heading.price}"
    if heading.change is not None:
        words += f" ({change_words(heading.change, heading.window_s, look.numbers)[0]})"
    facts = [fact.words for fact in Reading.of(scene, layout, look, alone=True).facts]
    return f"{words}. {sentence(facts)}"


def _heading(scene: StructureScene, layout: StructureLayout, look: Look) -> Heading:
    window = (scene.until_ns - int(layout.seen.open_time_ns[0])) / NS
    what = "Structure in detail" if scene.detail else "Market structure"
    return Heading(
        symbol=scene.symbol,
        price=look.numbers.price(scene.last, scene.tick_decimals),
        what=f"{what}{DOT}{scene.venue}{DOT}{scene.timeframe}",
        change=(scene.last / float(layout.seen.open[0]) - 1) * 100,
        window_s=window,
        stale_s=scene.stale_s,
    )


def _note(layout: StructureLayout) -> str:
    """What has to be known to read this very picture."""
    gaps = bool(layout.slots.gaps(layout.seen))
    notes = {
        "hatched = no data": gaps,
        "zones stand until mitigated": not gaps,
        "dashed = inner swings": any(mark.inner for mark in layout.breaks),
    }
    return DOT.join(note for note, needed in notes.items() if needed)


def _draw_volume(canvas: Canvas, look: Look, layout: StructureLayout) -> None:
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

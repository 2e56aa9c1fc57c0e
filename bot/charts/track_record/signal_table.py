"""The track record as a table: a row a kind of signal, hit rates on one scale from 0 to 100 %."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.charts.kit.canvas import Canvas
from bot.charts.kit.header import DOT, MARGIN
from bot.charts.kit.look import Look
from bot.charts.kit.rect import Rect
from bot.charts.kit.scale import LinearScale
from bot.charts.kit.text import MEDIUM, SEMIBOLD, Font, shortened
from bot.charts.theme import Colour
from bot.charts.track_record.signal_kind import SignalKind, Spread

ROWS: Final = 5
ROW: Final = 60

_FEWEST_ROWS: Final = 2

_HEAD: Final = Font(22)
_NAME: Final = Font(25, SEMIBOLD)
_NUMBER: Final = Font(24, MEDIUM)
_RATE: Final = Font(25, SEMIBOLD)
_NOTE: Final = Font(22)
_SHARE: Final = (236, 446)
"""The edges of the scale from 0 to 100 %."""
_RATE_RIGHT: Final = 534
_COLUMNS: Final = (686, 850, 1000)
"""Right edges of the moves after an hour, after a day, and of the worst and best."""
_ARROWS: Final[dict[bool | None, str]] = {
    True: "\N{BLACK UP-POINTING TRIANGLE} ",
    False: "\N{BLACK DOWN-POINTING TRIANGLE} ",
    None: "",
}
_QUARTERS: Final = (0.25, 0.5, 0.75)
_TWO_DECIMALS_BELOW: Final = 10
_ONE_DECIMAL_BELOW: Final = 100


@dataclass(frozen=True, slots=True)
class Table:
    """Draws the head and up to five rows, from `top` on."""

    canvas: Canvas
    look: Look
    top: float

    @property
    def scale(self) -> LinearScale:
        return LinearScale(0, 1, *_SHARE)

    def draw(self, kinds: Sequence[SignalKind]) -> None:
        """The rows in the order given; what does not fit is counted in the head."""
        shown = kinds[:ROWS]
        self._draw_head(len(shown), len(kinds))
        first = self.top + 16
        if not kinds:
            box = Rect(MARGIN, first, self.canvas.width - MARGIN, self.bottom(kinds))
            self.canvas.hatch(box, self.look.theme.hatch)
            at = box.centre_x, box.centre_y + 8
            theme = self.look.theme
            words = "no signal is old enough to be judged"
            self.canvas.write(words, at, _NOTE, theme.text, across="middle", halo=theme.halo)
        for place, kind in enumerate(shown):
            self._draw_row(kind, first + ROW * place)

    def bottom(self, kinds: Sequence[SignalKind]) -> float:
        """Where the rows end."""
        return self.top + 16 + ROW * max(_FEWEST_ROWS, min(ROWS, len(kinds)))

    def _draw_head(self, shown: int, known: int) -> None:
        canvas, faint = self.canvas, self.look.theme.faint
        words = "signal" if shown == known else f"signal, {shown} of {known}"
        canvas.write(words, (MARGIN, self.top), _HEAD, faint)
        canvas.write("right after 24 h, 0\N{EN DASH}100%", (_SHARE[0], self.top), _HEAD, faint)
        for words, right in zip(("after 1 h", "after 24 h", "worst, best"), _COLUMNS, strict=True):
            canvas.write(words, (right, self.top), _HEAD, faint, across="right")

    def _draw_row(self, kind: SignalKind, top: float) -> None:
        canvas, theme, numbers = self.canvas, self.look.theme, self.look.numbers
        canvas.fill(Rect(MARGIN, top, canvas.width - MARGIN, top + 1), theme.grid)
        colour, note = (theme.faint, theme.faint) if kind.few else (theme.text, theme.muted)
        rows = top + 28, top + 53
        room = _SHARE[0] - 18 - MARGIN
        canvas.write(shortened(kind.name, _NAME, room), (MARGIN, rows[0]), _NAME, colour)
        count = f"n {numbers.price(kind.right.n, 0)}"
        count += f"{DOT}too few" if kind.few else ""
        canvas.write(shortened(count, _NOTE, room), (MARGIN, rows[1]), _NOTE, note)
        self._draw_share(kind, top, rows, note)
        for spread, right in zip((kind.after_1h, kind.after_24h), _COLUMNS, strict=False):
            words = self._move(spread.median)
            canvas.write(words, (right, rows[0]), _NUMBER, colour, across="right")
            canvas.write(self._half(spread), (right, rows[1]), _NOTE, note, across="right")
        for move, base, ink in ((kind.worst, rows[0], colour), (kind.best, rows[1], note)):
            font = _NUMBER if base == rows[0] else _NOTE
            canvas.write(self._move(move), (_COLUMNS[2], base), font, ink, across="right")

    def _draw_share(
        self, kind: SignalKind, top: float, rows: tuple[float, float], note: Colour
    ) -> None:
        """The interval as a bar, the rate as a dot in it, the base rate as an upright line."""
        canvas, theme, scale = self.canvas, self.look.theme, self.scale
        lane = Rect(_SHARE[0], top + 12, _SHARE[1], top + 28)
        canvas.fill(lane, theme.panel)
        for quarter in _QUARTERS:
            canvas.fill(Rect(scale(quarter), lane.top, scale(quarter) + 1, lane.bottom), theme.grid)
        low, high = kind.interval
        ink = theme.faint if kind.few else theme.side(kind.better)
        bar = Rect(scale(low), lane.top, max(scale(high), scale(low) + 3), lane.bottom)
        canvas.fill(bar, ink, 0.45)
        base = scale(kind.base_rate)
        canvas.fill(Rect(base - 1, lane.top - 5, base + 2, lane.bottom + 5), theme.text)
        canvas.curves.disc((scale(kind.right.share), lane.centre_y), 7, ink, rim=(theme.page, 2))
        words = _ARROWS[kind.better] + self._whole(kind.right.share)
        canvas.write(words, (_RATE_RIGHT, rows[0]), _RATE, ink, across="right")
        ends = f"{low * 100:.0f}\N{EN DASH}{self._whole(high)}"
        said = f"{ends}{DOT}base {self._whole(kind.base_rate)}"
        canvas.write(said, (_SHARE[0], rows[1]), _NOTE, note)

    def _whole(self, share: float) -> str:
        return self.look.numbers.percent(share * 100, decimals=0, signed=False)

    def _half(self, spread: Spread) -> str:
        low, high = (self._move(end).removesuffix("%") for end in (spread.low, spread.high))
        return f"{low} to {high}"

    def _move(self, percent: float) -> str:
        """As many decimals as leave three digits."""
        decimals = 2 if abs(percent) < _TWO_DECIMALS_BELOW else 1
        if abs(percent) >= _ONE_DECIMAL_BELOW:
            decimals = 0
        return self.look.numbers.percent(percent, decimals=decimals)

"""The track record: were the chances true, which signals were right, and what came of them."""

from dataclasses import dataclass
from typing import Final

from bot.charts.kit.canvas import Canvas
from bot.charts.kit.footer import draw_footer
from bot.charts.kit.header import DOT, MARGIN, Heading, draw_heading
from bot.charts.kit.look import Look
from bot.charts.kit.picture import sentence
from bot.charts.kit.rect import Rect
from bot.charts.kit.text import Font, shortened
from bot.charts.track_record.reliability_diagram import Diagram
from bot.charts.track_record.reliability_key import draw_key
from bot.charts.track_record.running_line import RunningLine, draw_no_result
from bot.charts.track_record.score_panel import draw_scores
from bot.charts.track_record.signal_kind import SignalKind, most_first
from bot.charts.track_record.signal_table import Table
from core.luck import Running
from core.reliability import FEWEST_BLOCKS, Reliability, Skill

SIZE: Final = (1024, 1280)

_SQUARE: Final = Rect(90, 212, 476, 598)
_SCORES: Final = Rect(540, 196, 1000, 502)
_KEY: Final = Rect(540, 524, 1000, 696)
_TABLE: Final = 736
_RUNNING_FOOT: Final = 1188
_TIMES: Final = 1216
_NOTE: Final = Font(22)
_ENOUGH: Final = 300
"""Forecasts below which no verdict is given."""
_VERDICTS: Final[dict[bool | None, str]] = {
    True: "better than the base rate",
    False: "worse than the base rate",
    None: "no measurable edge",
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TrackRecordScene:
    """What the track record shows. Any part may still be missing; it is hatched, never left out.

    Raises
    ------
    ValueError
        The period ends before it begins, the fee is negative, or what is no backtest was judged by
        rules that were frozen after the period began.
    """

    symbol: str
    venue: str
    """As it is written, "Bybit perp"."""
    event: str
    """What the chances were given for, in a few words: "price touched a level within 4 h"."""
    first_ns: int
    last_ns: int
    """The period judged."""
    frozen_ns: int
    """Since when the rules have not been touched."""
    fee_percent: float
    """Taken off every result, entry and exit together."""
    backtest: bool
    """Whether this was computed afterwards rather than published beforehand."""
    reliability: Reliability | None
    """Measured in blocks of weeks."""
    kinds: tuple[SignalKind, ...]
    running: Running | None

    def __post_init__(self) -> None:
        if self.last_ns < self.first_ns:
            message = f"a period must not end before it begins: {self.first_ns} to {self.last_ns}"
            raise ValueError(message)
        if not self.backtest and self.frozen_ns > self.first_ns:
            message = "rules frozen after the period began make it a backtest; say so"
            raise ValueError(message)
        if not 0 <= self.fee_percent < float("inf"):
            message = f"a fee must be zero or more percent, not {self.fee_percent}"
            raise ValueError(message)

    @property
    def resolved(self) -> int:
        """Forecasts of which it is known whether they came true."""
        return self.reliability.n if self.reliability else 0


def render(scene: TrackRecordScene, look: Look) -> Canvas:
    """The picture, 1024 by 1280."""
    canvas = Canvas(SIZE, look.theme.page)
    draw_heading(canvas, look, _heading(scene, look))
    Diagram(canvas, look, _SQUARE).draw(scene.reliability, scene.event)
    draw_scores(canvas, look, scene.reliability, _SCORES)
    draw_key(canvas, look, scene.reliability, _KEY)
    table = Table(canvas, look, _TABLE)
    table.draw(most_first(scene.kinds))
    _draw_running(canvas, look, scene, table.bottom(scene.kinds))
    note = f"rules frozen {_date(scene.frozen_ns, look)}{DOT}no look-ahead"
    draw_footer(canvas, look, scene.last_ns, note)
    return canvas


def describe(scene: TrackRecordScene, look: Look) -> str:
    """Verdict and Brier score, and the commonest kind of signal."""
    tag = " (backtest)" if scene.backtest else ""
    words = f"{scene.symbol} {scene.venue}, track record{tag}: {_verdict(scene)[0]}"
    facts = []
    if scene.reliability is not None:
        score, base = (
            look.numbers.price(each, 3)
            for each in (scene.reliability.brier, scene.reliability.uncertainty)
        )
        facts.append(f"Brier score {score}, {base} for the base rate")
    for kind in most_first(scene.kinds)[:1]:
        rate, base = (
            look.numbers.percent(share * 100, decimals=0, signed=False)
            for share in (kind.right.share, kind.base_rate)
        )
        count = look.numbers.price(kind.right.n, 0)
        facts.append(f"{kind.name} right in {rate} of {count} signals, base rate {base}")
    return f"{words}. {_count(scene, look)}. {sentence(facts)}" if facts else f"{words}."


def _heading(scene: TrackRecordScene, look: Look) -> Heading:
    price, aside = _skill(scene, look)
    return Heading(
        symbol=scene.symbol,
        price=price,
        what=f"Track record{DOT}{scene.venue}",
        note=_count(scene, look),
        aside=aside,
        verdict=_verdict(scene),
        tag="BACKTEST" if scene.backtest else "",
    )


def _count(scene: TrackRecordScene, look: Look) -> str:
    count = look.numbers.price(scene.resolved, 0)
    first, last = _date(scene.first_ns, look), _date(scene.last_ns, look)
    return f"{count} forecasts{DOT}{first} \N{EN DASH} {last}"


def _judged(scene: TrackRecordScene) -> Skill | None:
    """The skill, once there are enough forecasts to speak of one."""
    record = scene.reliability
    return record.skill if record is not None and record.n >= _ENOUGH else None


def _verdict(scene: TrackRecordScene) -> tuple[str, bool | None]:
    skill = _judged(scene)
    if skill is None:
        return "still collecting", None
    return _VERDICTS[skill.better], skill.better


def _skill(scene: TrackRecordScene, look: Look) -> tuple[str, str]:
    """The large number, and what it is; how many are still missing where it is too soon."""
    skill, numbers = _judged(scene), look.numbers
    if skill is not None:
        value, low, high = (
            numbers.percent(each * 100, decimals=1) for each in (skill.value, skill.low, skill.high)
        )
        return value, f"Brier skill, 95%: {low} to {high}"
    if scene.resolved < _ENOUGH:
        return f"{scene.resolved} of {_ENOUGH}", "forecasts for a verdict"
    return "too soon", f"needs {FEWEST_BLOCKS} weeks and both outcomes"


def _draw_running(canvas: Canvas, look: Look, scene: TrackRecordScene, top: float) -> None:
    """From under the table down to the foot, with its title above and dates below."""
    fee = look.numbers.percent(scene.fee_percent, signed=False)
    words = f"signals held 24 h, less {fee} fees, added up; band: sides by chance; dashed: zero"
    title = shortened(words, _NOTE, SIZE[0] - 2 * MARGIN)
    canvas.write(title, (MARGIN, top + 32), _NOTE, look.theme.faint)
    frame = Rect(MARGIN, top + 46, SIZE[0] - MARGIN, _RUNNING_FOOT)
    if scene.running is None:
        draw_no_result(canvas, look, frame)
    else:
        RunningLine(canvas, look, frame, scene.running).draw(_TIMES)


def _date(at_ns: int, look: Look) -> str:
    return f"{look.times.day(at_ns)} {look.times.moment(at_ns).year}"

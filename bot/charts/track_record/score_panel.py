"""The Brier score beside its references, its three parts, and the largest gap of all."""

from typing import Final

from bot.charts.kit.canvas import Canvas
from bot.charts.kit.look import Look
from bot.charts.kit.rect import Rect
from bot.charts.kit.text import REGULAR, SEMIBOLD, Font, width
from core.reliability import COIN, Reliability

_TITLE: Final = Font(25, SEMIBOLD)
_WORD: Final = Font(24, REGULAR)
_SCORE: Final = Font(26, SEMIBOLD)
_PART: Final = Font(30, SEMIBOLD)
_NOTE: Final = Font(22)
_ROW: Final = 42
_LANE: Final = (164, 86, 16)
"""Pixels left of the bars, right of them, and how high they are."""
_DECIMALS: Final = 3
_SIGNS: Final = ("=", "\N{MINUS SIGN}", "+")
_PARTS: Final = ("miscalibration", "discrimination", "uncertainty")


def draw_scores(canvas: Canvas, look: Look, record: Reliability | None, box: Rect) -> None:
    """Scores as bars from zero and the sum they are made of, from the top of `box` down."""
    base = box.top + 18
    canvas.write("Brier score", (box.left, base), _TITLE, look.theme.text)
    at = box.right, base
    canvas.write("0 is perfect", at, _NOTE, look.theme.faint, across="right")
    ours = record.brier if record else None
    scores = (
        ("our forecasts", ours),
        ("base rate", record.uncertainty if record else None),
        ("a coin", COIN),
    )
    for place, (name, score) in enumerate(scores, start=1):
        line = Rect(box.left, base, box.right, base + 4 + _ROW * place)
        share = None if score is None else score / max(COIN, ours or 0)
        _draw_score(canvas, look, name, score, share, line)
    if record is not None:
        _draw_parts(canvas, look, record, box, base + _ROW * 4 + 20)
        gap = _largest_gap(look, record)
        canvas.write(gap, (box.left, base + _ROW * 4 + 96), _NOTE, look.theme.muted)


def _draw_score(  # noqa: PLR0917  # a name, its number twice, and where
    canvas: Canvas, look: Look, name: str, score: float | None, share: float | None, line: Rect
) -> None:
    """A name, a bar that fills `share` of its lane, the score; `line` ends at the baseline."""
    theme, base = look.theme, line.bottom
    ours = name == "our forecasts"
    ink = theme.text if ours else theme.muted
    canvas.write(name, (line.left, base), _WORD, ink)
    left, right, high = _LANE
    middle = base - _WORD.cap_height / 2
    lane = Rect(line.left + left, middle - high / 2, line.right - right, middle + high / 2)
    if score is None or share is None:
        canvas.hatch(lane, theme.hatch)
        return
    canvas.fill(lane, theme.panel)
    colour, alpha = (theme.accent, 1.0) if ours else (theme.muted, 0.55)
    reach = max(2.0, lane.width * share)
    canvas.fill(Rect(lane.left, lane.top, lane.left + reach, lane.bottom), colour, alpha)
    words = look.numbers.price(score, _DECIMALS)
    canvas.write(words, (line.right, base), _SCORE, ink, across="right")


def _draw_parts(canvas: Canvas, look: Look, record: Reliability, box: Rect, base: float) -> None:
    """Score = miscalibration - discrimination + uncertainty."""
    # Rounding may leave a hair below zero, which no part can be.
    numbers = [
        look.numbers.price(max(0.0, part), _DECIMALS)
        for part in (record.miscalibration, record.discrimination, record.uncertainty)
    ]
    signed = [f"{sign} {number}" for sign, number in zip(_SIGNS, numbers, strict=True)]
    widths = [
        max(width(words, _PART), width(name, _NOTE))
        for words, name in zip(signed, _PARTS, strict=True)
    ]
    gap = (box.width - sum(widths)) / (len(widths) - 1)
    left = box.left
    for words, name, wide in zip(signed, _PARTS, widths, strict=True):
        canvas.write(words, (left, base), _PART, look.theme.text)
        canvas.write(name, (left, base + 30), _NOTE, look.theme.muted)
        left += wide + gap


def _largest_gap(look: Look, record: Reliability) -> str:
    """The group in which what was said and what happened lie furthest apart."""
    worst = max(record.bins, key=lambda each: abs(each.said - each.happened.share))
    said, was = (
        look.numbers.percent(share * 100, decimals=0, signed=False)
        for share in (worst.said, worst.happened.share)
    )
    count = look.numbers.price(worst.happened.n, 0)
    return f"largest gap: said {said}, was {was} (n {count})"

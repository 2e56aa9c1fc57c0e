"""A colour scale that does not jump: from the scales that were stored with the columns."""

from collections.abc import Sequence
from math import exp, fsum, log

from bot.charts.heatmap.heat import HeatLimits
from core.heat import HeatColumn

_HALVES = 4
"""A column counts half as much as one that is a quarter of the window newer."""


def steady(heat: Sequence[HeatColumn]) -> HeatLimits | None:
    """The mean of the columns' scales, newer ones counting more; None where none was known.

    Of the logarithms, as the scale is one. Each stored scale is that of the hour before its
    column, so that a wall which enters the window moves the mean by little, and the next picture
    has all but one column in common with this one: colours change as slowly as the market does,
    and two processes that read the same columns draw the same colours.
    """
    known = [column for column in heat if 0 < column.low_usd <= column.high_usd]
    if not known:
        return None
    window = (known[-1].at_ns - known[0].at_ns) or 1
    weights = [0.5 ** (_HALVES * (known[-1].at_ns - each.at_ns) / window) for each in known]
    total = fsum(weights)
    low, high = (
        exp(fsum(w * log(size) for w, size in zip(weights, sizes, strict=True)) / total)
        for sizes in ([each.low_usd for each in known], [each.high_usd for each in known])
    )
    return HeatLimits(low, high)

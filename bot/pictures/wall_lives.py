"""What detectors told of walls, as pictures take it."""

from collections.abc import Sequence

from bot.charts.heatmap.wall_life import Fate, WallLife
from core.detection import Detection
from core.time_units import SECOND_NS

_ENDS: dict[str, Fate] = {"liquidity_zone_pulled": "pulled", "liquidity_zone_eaten": "eaten"}


def lives(found: Sequence[Detection]) -> tuple[WallLife, ...]:
    """Zones that stand and zones that ended, from their detections, oldest first.

    A zone of which no end was told counts as standing, though the detector may have lost sight of
    it: the picture asks its columns whether it can still be there.
    """
    ended = {each.of for each in found if each.kind in _ENDS}
    told = [each for each in found if each.kind in _ENDS or each.id not in ended]
    return tuple(
        _life(each, each.low, each.high)
        for each in told
        if each.low is not None and each.high is not None
    )


def _life(found: Detection, low: float, high: float) -> WallLife:
    fate = _ENDS.get(found.kind)
    born_ns = found.known_ns - round(found.numbers["age_s"] * SECOND_NS)
    return WallLife(
        low=low,
        high=high,
        bid=found.side == "bullish",
        usd=found.numbers["peak_usd"],
        born_ns=born_ns if fate is None else min(born_ns, found.formed_ns),
        ended_ns=None if fate is None else found.formed_ns,
        fate=fate,
    )

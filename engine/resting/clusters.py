"""Orders that rest close together, and which of them are walls."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median

from core.detection import Direction
from engine.resting.depth import Depth
from engine.resting.options import LiquidityOptions

# What is smaller than this share of its largest bucket is not part of a cluster: the ordinary
# quotes on either side of one large order.
_CORE = 0.5


@dataclass(frozen=True, slots=True)
class Cluster:
    """Neighbouring buckets of one side: prices from ``low`` up to ``high``, ``usd`` in all."""

    side: Direction
    low: float
    high: float
    usd: float


def clusters(depth: Depth, options: LiquidityOptions) -> list[Cluster]:
    """Both sides of a book as clusters, the largest bucket's first.

    The largest bucket takes everything within half of ``cluster_bps`` on either side; of that, the
    buckets of at least half its size are the cluster. Then the largest of what is left, and
    so on, until nothing is left between ``nearest_bps`` and ``farthest_bps`` (both inclusive, by a
    bucket's middle) from the best price. Cost: O(n log n) in buckets.

    Source: the reach and the width are those of measured walls on ether books (perpetual and spot,
    summer 2024); the greedy order makes the result independent of where a grid would begin.
    """
    sample = depth.sample
    sides: tuple[tuple[Direction, int, int], ...] = (
        ("bullish", 0, depth.split),
        ("bearish", depth.split, len(sample.bins)),
    )
    return [
        cluster
        for side, first, past in sides
        for cluster in _of_side(
            side,
            dict(zip(sample.bins[first:past], sample.usd[first:past], strict=True)),
            sample.step,
            depth.best(side),
            options,
        )
    ]


def _of_side(
    side: Direction, usd: dict[int, float], step: float, best: float, options: LiquidityOptions
) -> Iterator[Cluster]:
    reach = max(0, int((options.cluster_bps * 1e-4 * best / step - 1) / 2))
    nearest, farthest = options.nearest_bps * 1e-4 * best, options.farthest_bps * 1e-4 * best
    left = {
        place: size
        for place, size in usd.items()
        if nearest <= abs((place + 0.5) * step - best) <= farthest
    }
    for place, size in sorted(left.items(), key=lambda bucket: (-bucket[1], bucket[0])):
        if place in left:
            around = range(place - reach, place + reach + 1)
            mine = {near: left.pop(near) for near in around if near in left}
            core = [near for near in mine if mine[near] >= _CORE * size]
            low, past = min(core), max(core) + 1
            whole = sum(mine[near] for near in mine if low <= near < past)
            # Twelve digits, so that bucket 3 of 0.1 begins at 0.3 and not a hair above.
            yield Cluster(side, _price(low, step), _price(past, step), whole)


def walls(
    found: Sequence[Cluster], unwatched: Sequence[Cluster], options: LiquidityOptions
) -> list[Cluster]:
    """Which of the unwatched clusters are walls.

    At least the percentile of the unwatched, so that one known wall does not hide another, and at
    least so many times the median of all. The percentile is that of the nearest rank; among fewer
    than fifty clusters it is the largest.
    """
    if not unwatched:
        return []
    sizes = sorted(cluster.usd for cluster in unwatched)
    rank = max(1, ceil(len(sizes) * options.wall_percentile / 100))
    usual = median(cluster.usd for cluster in found)
    least = max(sizes[rank - 1], options.wall_times * usual)
    return [cluster for cluster in unwatched if cluster.usd >= least]


def _price(place: int, step: float) -> float:
    return float(f"{place * step:.12g}")

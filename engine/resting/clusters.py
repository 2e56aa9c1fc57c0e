"""Orders that rest close together and are large: the walls of a book."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Protocol

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


class Range(Protocol):
    """Prices somebody watches already."""

    def meets(self, low: float, high: float) -> bool:
        """Whether it has a price in common with a range."""


def walls(depth: Depth, options: LiquidityOptions, watched: Sequence[Range] = ()) -> list[Cluster]:
    """The walls of both sides that nobody watches yet, the bids' first, each side's largest first.

    A wall begins at a bucket between ``nearest_bps`` and ``farthest_bps`` (inclusive, by its
    middle) from the best price that holds at least ``wall_times`` the median of such buckets, and
    at least as much as their percentile (nearest rank), counted without those that are watched, so
    that one known wall does not hide another. Buckets beside it without a hole, of at least half
    its size, belong to it, within half of ``cluster_bps`` on either side.

    Buckets are compared and not clusters: many ordinary orders over a wide range are no wall,
    although their sum is as large as one. Cost: O(n log n) in buckets, one sort of numbers; more
    only where there is something to find.

    Source: the reach and the width are those of measured walls on ether books (perpetual and spot,
    summer 2024).
    """
    sample, spans = depth.sample, _within_reach(depth, options)
    places = [place for _, first, past in spans for place in range(first, past)]
    sizes = sorted(map(sample.usd.__getitem__, places))
    if not sizes:
        return []
    least = options.wall_times * sizes[len(sizes) // 2]
    # Most samples end here: what is large is watched already.
    large = [at for at in places if sample.usd[at] >= least]
    if all(_meets(depth, at, watched) for at in large):
        return []
    unwatched = sorted(sample.usd[at] for at in places if not _meets(depth, at, watched))
    rank = max(1, ceil(len(unwatched) * options.wall_percentile / 100))
    least = max(least, unwatched[rank - 1])
    return [
        cluster
        for side, first, past in spans
        for cluster in _of_side(depth, side, range(first, past), least, options)
        if not any(one.meets(cluster.low, cluster.high) for one in watched)
    ]


def _within_reach(depth: Depth, options: LiquidityOptions) -> list[tuple[Direction, int, int]]:
    """Which buckets of each side are far enough and near enough: the first, and past the last."""
    bins, step = depth.sample.bins, depth.sample.step
    bid, ask = depth.sample.best_bid, depth.sample.best_ask
    near, far = options.nearest_bps * 1e-4, options.farthest_bps * 1e-4
    lowest = bisect_left(bins, bid * (1 - far) / step - 0.5)
    highest = bisect_right(bins, bid * (1 - near) / step - 0.5)
    nearest = bisect_left(bins, ask * (1 + near) / step - 0.5)
    farthest = bisect_right(bins, ask * (1 + far) / step - 0.5)
    return [
        ("bullish", lowest, max(lowest, min(highest, depth.split))),
        ("bearish", max(nearest, depth.split), max(nearest, depth.split, farthest)),
    ]


def _of_side(
    depth: Depth, side: Direction, within: range, least: float, options: LiquidityOptions
) -> Iterator[Cluster]:
    bins, usd, step = depth.sample.bins, depth.sample.usd, depth.sample.step
    reach = max(0, int((options.cluster_bps * 1e-4 * depth.best(side) / step - 1) / 2))
    free = set(within)
    for seed in sorted((at for at in within if usd[at] >= least), key=lambda at: -usd[at]):
        if seed not in free:
            continue
        ends = []
        for way in (-1, 1):
            end = seed
            while (
                end + way in free
                and bins[end + way] == bins[end] + way
                and abs(bins[end + way] - bins[seed]) <= reach
                and usd[end + way] >= _CORE * usd[seed]
            ):
                end += way
            ends.append(end)
        low, high = ends
        free.difference_update(range(low, high + 1))
        whole = sum(usd[low : high + 1])
        # Twelve digits, so that bucket 3 of 0.1 begins at 0.3 and not a hair above.
        yield Cluster(side, _price(bins[low], step), _price(bins[high] + 1, step), whole)


def _meets(depth: Depth, at: int, watched: Sequence[Range]) -> bool:
    middle = (depth.sample.bins[at] + 0.5) * depth.sample.step
    return any(one.meets(middle, middle) for one in watched)


def _price(place: int, step: float) -> float:
    return float(f"{place * step:.12g}")

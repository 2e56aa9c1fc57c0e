"""Orders that rest close together and are large: the walls of a book."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from core.detection import Direction
from engine.resting.depth import Depth
from engine.resting.options import LiquidityOptions
from engine.resting.reach import Stretch

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


def walls(
    depth: Depth,
    reach: Sequence[Stretch],
    least_usd: Sequence[float],
    options: LiquidityOptions,
    watched: Container[int] = (),
) -> list[Cluster]:
    """The walls within ``reach`` that nobody watches yet, the largest first.

    A wall begins at a bucket that holds at least what ``least_usd`` says for its band of distance.
    Buckets beside it without a hole, of at least half its size, belong to it, within half of
    ``cluster_bps`` on either side; buckets whose numbers are ``watched`` never do, so that one wall
    does not hide another beside it.

    Buckets are compared and not clusters: many ordinary orders over a wide range are no wall,
    although their sum is as large as one. An order laid out across the border of two buckets must
    therefore be up to twice as large. Cost: O(buckets within reach), one pass over numbers; more
    only where there is something to find.
    """
    bins, usd = depth.sample.bins, depth.sample.usd
    seeds: dict[Direction, list[int]] = {"bullish": [], "bearish": []}
    for side, band, first, past in reach:
        least = least_usd[band]
        seeds[side] += [
            at for at in range(first, past) if usd[at] >= least and bins[at] not in watched
        ]
    # Most samples end here: what is large is watched already.
    found = [
        cluster
        for side, large in seeds.items()
        if large
        for cluster in _grown(depth, side, large, _free(depth, side, reach, watched), options)
    ]
    return sorted(found, key=lambda one: -one.usd)


def _free(
    depth: Depth, side: Direction, reach: Sequence[Stretch], watched: Container[int]
) -> set[int]:
    return {
        at
        for each in reach
        if each.side == side
        for at in range(each.first, each.past)
        if depth.sample.bins[at] not in watched
    }


def _grown(
    depth: Depth, side: Direction, seeds: list[int], free: set[int], options: LiquidityOptions
) -> Iterator[Cluster]:
    bins, usd, step = depth.sample.bins, depth.sample.usd, depth.sample.step
    reach = max(0, int((options.cluster_bps * 1e-4 * depth.best(side) / step - 1) / 2))
    for seed in sorted(seeds, key=lambda at: -usd[at]):
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


def _price(place: int, step: float) -> float:
    return float(f"{place * step:.12g}")

"""Where a word may stand without covering another.

Places are tried in the caller's order of liking; the first free one is taken and is occupied from
then on. What must never be covered (words, marks) is told with `occupy`; what may be covered when
nothing else is left (candles under the label of the newest break) with `shade`.
"""

from collections.abc import Iterable

from bot.charts.kit.rect import Rect


class Places:
    """The free places inside `frame`."""

    def __init__(self, frame: Rect) -> None:
        self.frame = frame
        self._taken: list[Rect] = []
        self._shaded: list[Rect] = []

    def occupy(self, *boxes: Rect) -> None:
        self._taken.extend(boxes)

    def shade(self, *boxes: Rect) -> None:
        self._shaded.extend(boxes)

    def allows(self, line: Rect) -> bool:
        """Whether a line crosses nothing that is taken."""
        return not _any(line, self._taken)

    def find(
        self, candidates: Iterable[Rect], *, gap: float = 4, must: bool = False
    ) -> Rect | None:
        """The first candidate that is inside, `gap` pixels from all that is taken, and on no shade.

        With `must`, the shade is given up before the word is. The place found is taken.
        """
        second: Rect | None = None
        for box in candidates:
            if not self.frame.holds(box) or self._hits(box, gap):
                continue
            if not _any(box.grown(gap / 2), self._shaded):
                return self._take(box)
            second = second or box
        return self._take(second) if must and second is not None else None

    def _take(self, box: Rect) -> Rect:
        self._taken.append(box)
        return box

    def _hits(self, box: Rect, gap: float) -> bool:
        return _any(box.grown(gap), self._taken)


def _any(box: Rect, others: list[Rect]) -> bool:
    return any(box.overlaps(other) for other in others)


def spread(wanted: list[float], gap: float, low: float, high: float) -> list[float]:
    """Positions as near as possible to `wanted` (ascending), `gap` apart, inside low to high.

    Neighbours too close are merged into a block that is centred on the mean of what they wanted
    (pool adjacent violators, which gives the least squares answer). When all do not fit, the gap
    gives way.

    >>> spread([10.0, 12.0, 50.0], 10, 0, 100)
    [6.0, 16.0, 50.0]
    """
    if len(wanted) > 1:
        gap = min(gap, (high - low) / (len(wanted) - 1))
    blocks: list[tuple[float, int]] = []  # (mean start, members)
    for place, want in enumerate(wanted):
        mean, size = want - place * gap, 1
        while blocks and blocks[-1][0] > mean:
            before, members = blocks.pop()
            mean = (before * members + mean * size) / (members + size)
            size += members
        blocks.append((mean, size))
    roof = max(low, high - gap * (len(wanted) - 1))
    starts = [min(max(mean, low), roof) for mean, size in blocks for _ in range(size)]
    return [start + place * gap for place, start in enumerate(starts)]

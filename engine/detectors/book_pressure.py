"""Which side of an order book is heavier, and whether it stays so."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.detection import Detection, Direction, Move, detection_id
from core.market import BookSample
from core.time_units import SECOND_NS
from engine.resting.pressure import imbalance, lean_bps

_FAR_BPS = 50.0
_TOUCH_BPS = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PressureOptions:
    """What counts as pressure. Wrong choices are refused when they are made.

    Parameters
    ----------
    near_bps
        How far from the middle is looked, in hundredths of a per cent of the price.
    extreme
        Imbalance at which a side presses: 0.6 is four bids to one ask.
    over
        Imbalance below which it no longer does; lower, so that it does not flicker.
    persist_s
        Seconds it must press. Shorter leanings are over before a message arrives.
    hole_s
        Samples farther apart than this have a hole between them.
    """

    near_bps: float = 10.0
    extreme: float = 0.6
    over: float = 0.3
    persist_s: float = 30.0
    hole_s: float = 5.0

    def __post_init__(self) -> None:
        """Refuse what no book can be read with."""
        for name in ("near_bps", "persist_s", "hole_s"):
            if not 0 < getattr(self, name) < float("inf"):
                raise ValueError(f"{name} {getattr(self, name)}: take more than 0")
        if not 0 < self.over <= self.extreme <= 1:
            raise ValueError(
                f"over {self.over}, extreme {self.extreme}: take shares, over not above extreme"
            )


_DEFAULTS = PressureOptions()


class BookPressure:
    """The imbalance of one book, as a metric for levels and as pressure that persists.

    * ``Move`` of the metric ``book_imbalance``: bids less asks within ``near_bps``, as a share of
      both (`engine.resting.pressure`), in hundredths; told when it changed.
    * ``book_pressure``: it was at least ``extreme`` (or at most its negative) in every sample for
      ``persist_s`` seconds. Told once; again only after it fell below ``over`` or changed sides.

    After a gap (``complete`` false, or samples more than ``hole_s`` apart) the seconds count anew.
    This is what the book shows now, not a forecast: on ether books its life was seconds. Cost:
    O(buckets) a sample; memory: a handful of numbers.
    """

    def __init__(self, options: PressureOptions = _DEFAULTS) -> None:
        self._options = options
        self._at_ns = 0
        self._before: float | None = None
        self._side: Direction | None = None
        self._since_ns = 0
        self._told = False

    def update(self, fact: BookSample) -> Sequence[Detection | Move]:
        """The move that this sample makes, and pressure that has now lasted."""
        if fact.at_ns <= self._at_ns:
            return ()
        whole = fact.complete and fact.at_ns - self._at_ns <= self._options.hole_s * SECOND_NS
        self._at_ns = fact.at_ns
        share = imbalance(fact, self._options.near_bps)
        if share is None:
            return ()
        pressure = self._pressure(fact, share, whole=whole)
        return [*self._move(fact, share), *([] if pressure is None else [pressure])]

    def _move(self, sample: BookSample, share: float) -> list[Move]:
        before, self._before = self._before, round(share, 2)
        if before is None or before == self._before:
            return []
        return [
            Move(
                metric="book_imbalance",
                subject=sample.subject,
                before=before,
                after=self._before,
                at_ns=sample.at_ns,
                seen_ns=sample.seen_ns,
                cause=str(sample.at_ns),
            )
        ]

    def _pressure(self, sample: BookSample, share: float, *, whole: bool) -> Detection | None:
        side: Direction = "bullish" if share > 0 else "bearish"
        if self._side is not None and (side != self._side or abs(share) < self._options.over):
            self._side, self._told = None, False
        if abs(share) < self._options.extreme:
            # Between the two borders: what was told is not over, what was not told begins anew.
            self._side = self._side if self._told else None
            return None
        if self._side is None or (not whole and not self._told):
            self._side, self._since_ns = side, sample.at_ns
        lasted_ns = sample.at_ns - self._since_ns
        if self._told or lasted_ns < self._options.persist_s * SECOND_NS:
            return None
        self._told = True
        return self._detection(sample, side, share)

    def _detection(self, sample: BookSample, side: Direction, share: float) -> Detection:
        return Detection(
            id=detection_id("book_pressure", sample.subject, side, self._since_ns),
            kind="book_pressure",
            subject=sample.subject,
            formed_ns=self._since_ns,
            known_ns=sample.at_ns,
            seen_ns=sample.seen_ns,
            side=side,
            level=(sample.best_bid + sample.best_ask) / 2,
            numbers={
                "imbalance": share,
                "imbalance_50bps": imbalance(sample, _FAR_BPS) or 0.0,
                "lean_bps": lean_bps(sample, _TOUCH_BPS) or 0.0,
                "lasted_s": (sample.at_ns - self._since_ns) / SECOND_NS,
            },
        )

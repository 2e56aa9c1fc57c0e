"""How a wall's life becomes detections."""

from typing import Literal

from core.detection import Detection, detection_id
from core.market import BookSample
from core.time_units import SECOND_NS
from engine.resting.wall import Visit, Wall

End = Literal["pulled", "eaten", "breached"]


class Telling:
    """Makes the detections that one sample of the book completes about its walls."""

    def __init__(self, sample: BookSample) -> None:
        self._sample = sample

    def zone(self, wall: Wall) -> Detection:
        """It has rested long enough; from now on it has a name."""
        found = self._tell(wall, "liquidity_zone", wall.born_ns, of=False)
        wall.zone = found.id
        return found

    def approached(self, wall: Wall, away_bps: float) -> Detection:
        """The price came near."""
        numbers = {"away_bps": away_bps}
        return self._tell(wall, "liquidity_zone_approached", self._sample.at_ns, numbers=numbers)

    def end(self, wall: Wall, how: End) -> Detection:
        """It is no more, or the price is beyond it."""
        gone_ns = wall.gone_ns if how != "breached" else None
        return self._tell(wall, f"liquidity_zone_{how}", gone_ns or self._sample.at_ns)

    def iceberg(self, wall: Wall, visit: Visit) -> Detection:
        """It gave more than it ever showed, and stands."""
        numbers = {"visit_usd": visit.usd, "times_shown": visit.usd / wall.peak_usd}
        return self._tell(wall, "iceberg", visit.first_ns, numbers=numbers)

    def absorption(self, wall: Wall, visit: Visit, usual_usd_per_s: float) -> Detection:
        """It was pressed, and stands."""
        numbers = {
            "visit_usd": visit.usd,
            "pressed_s": visit.seconds,
            "usual_usd_per_s": usual_usd_per_s,
        }
        return self._tell(wall, "absorption", visit.first_ns, numbers=numbers)

    def _tell(
        self,
        wall: Wall,
        kind: str,
        formed_ns: int,
        *,
        of: bool = True,
        numbers: dict[str, float] | None = None,
    ) -> Detection:
        sample = self._sample
        edges = (wall.side, wall.low, wall.high, wall.born_ns)
        return Detection(
            id=detection_id(kind, sample.subject, *edges, formed_ns),
            kind=kind,
            subject=sample.subject,
            formed_ns=formed_ns,
            known_ns=sample.at_ns,
            seen_ns=sample.seen_ns,
            side=wall.side,
            low=wall.low,
            high=wall.high,
            of=wall.zone if of else None,
            numbers={
                "age_s": (sample.at_ns - wall.born_ns) / SECOND_NS,
                "size_usd": wall.usd,
                "peak_usd": wall.peak_usd,
                "least_usd": wall.least_usd,
                "traded_usd": wall.traded_usd,
                "refilled_usd": wall.refilled_usd,
                **(numbers or {}),
            },
        )

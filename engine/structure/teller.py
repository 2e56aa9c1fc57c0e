"""How a chart's findings become detections."""

from collections.abc import Mapping
from hashlib import blake2b

from core.detection import Detection, DetectionId, Direction
from core.market import Timeframe
from engine.structure.bar import Bar

_NONE: dict[str, float] = {}
_NO_TEXTS: dict[str, str] = {}


class Teller:
    """Makes the detections of one chart (subject and timeframe), or of one track of it.

    ``prefix`` stands before every kind (``internal_bos``), so that findings of two strengths are
    told apart by their kind alone.
    """

    def __init__(self, subject: str, timeframe: Timeframe, *, prefix: str = "") -> None:
        self.subject = subject
        self.timeframe: Timeframe = timeframe
        self.prefix = prefix
        self._chart = f"{subject}|{timeframe}"

    def name(self, kind: str, part: object, *more: object) -> DetectionId:
        """The lasting name of a finding: 20 hex digits of its kind, its chart and its parts.

        The parts are what tells it from others of its kind on this chart, such as the opening of
        the candle that formed it; never anything that a restart could change.
        """
        text = f"{self.prefix}{kind}|{self._chart}|{part}"
        if more:
            text = "|".join([text, *map(str, more)])
        return DetectionId(blake2b(text.encode(), digest_size=10).hexdigest())

    def tell(
        self,
        kind: str,
        name: DetectionId,
        bar: Bar,
        *,
        side: Direction | None,
        formed_ns: int,
        low: float | None = None,
        high: float | None = None,
        level: float | None = None,
        of: DetectionId | None = None,
        numbers: Mapping[str, float] = _NONE,
        texts: Mapping[str, str] = _NO_TEXTS,
    ) -> Detection:
        """A finding that became certain at the close of ``bar``."""
        return Detection(
            id=name,
            kind=self.prefix + kind,
            subject=self.subject,
            formed_ns=formed_ns,
            known_ns=bar.close_ns,
            seen_ns=bar.seen_ns,
            late_ns=bar.late_ns,
            side=side,
            timeframe=self.timeframe,
            low=low,
            high=high,
            level=level,
            of=of,
            numbers=dict(numbers) if numbers else {},
            texts=dict(texts) if texts else {},
        )

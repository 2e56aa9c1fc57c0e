"""How a chart's findings become detections."""

from hashlib import blake2b
from typing import cast

from core.detection import Detection, DetectionId, Direction
from core.market import Timeframe
from engine.structure.bar import Bar

_KEY_BYTES = 8
_END_BYTES = 3


class Teller:
    """Makes the detections of one chart (subject and timeframe), or of one track of it.

    ``prefix`` stands before every kind (``internal_bos``), so that findings of two strengths are
    told apart by their kind alone.

    A name is 16 hex digits of the kind and the chart, hashed once, then the moment in nanoseconds
    since 1970; what became of a finding adds six digits to the name of that. So it is the same
    whoever finds it and however often, and costs no hash a finding.
    """

    def __init__(self, subject: str, timeframe: Timeframe, *, prefix: str = "") -> None:
        self.subject = subject
        self.timeframe: Timeframe = timeframe
        self._prefix = prefix
        self._kinds: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._ends: dict[str, str] = {}

    def name(self, kind: str, at_ns: int, which: str = "") -> DetectionId:
        """The lasting name of a finding: its kind, and the moment that it is of.

        Take the opening of the candle that formed it, never anything that a restart could change.
        ``which`` tells apart what one moment may have two of, such as the side.
        """
        what = f"{kind}|{which}" if which else kind
        key = self._keys.get(what)
        if key is None:
            chart = f"{self._prefix}{what}|{self.subject}|{self.timeframe}"
            key = self._keys[what] = _digits(chart, _KEY_BYTES)
        return cast("DetectionId", f"{key}{at_ns}")

    def later(self, kind: str, of: DetectionId) -> DetectionId:
        """The name of what became of a finding, which it can do once of each kind."""
        return cast("DetectionId", of + (self._ends.get(kind) or self.end(kind)))

    def end(self, kind: str) -> str:
        """What names of later findings of a kind end with."""
        return self._ends.setdefault(kind, _digits(kind, _END_BYTES))

    def kind(self, kind: str) -> str:
        """A kind as it is told on this track."""
        return self._kinds.setdefault(kind, self._prefix + kind)

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
        numbers: dict[str, float] | None = None,
        texts: dict[str, str] | None = None,
    ) -> Detection:
        """A finding that became certain at the close of ``bar``; the two dicts are its own."""
        return Detection(
            name,
            self._kinds.get(kind) or self.kind(kind),
            self.subject,
            formed_ns,
            bar.close_ns,
            bar.seen_ns,
            side,
            self.timeframe,
            low,
            high,
            level,
            of,
            bar.late_ns,
            numbers or {},
            texts or {},
        )


def _digits(text: str, count: int) -> str:
    return blake2b(text.encode(), digest_size=count).hexdigest()

"""How what a fact of a venue completes becomes a detection, or a move of a metric."""

from collections.abc import Mapping

from core.detection import Detection, DetectionId, Direction, Move, detection_id
from core.market import Funding, MarketFact, OpenInterest

_NO_NUMBERS: dict[str, float] = {}
_NO_TEXTS: dict[str, str] = {}


def late_ns(fact: MarketFact) -> int:
    """How long the venue had known the fact; 0 for what it pushes as it happens.

    Funding payments and sampled open interest are always read from history, where they stand under
    the moment they are about.
    """
    return max(0, fact.seen_ns - fact.at_ns) if isinstance(fact, Funding | OpenInterest) else 0


def find(
    kind: str,
    fact: MarketFact,
    *,
    formed_ns: int | None = None,
    side: Direction | None = None,
    low: float | None = None,
    high: float | None = None,
    level: float | None = None,
    of: DetectionId | None = None,
    numbers: Mapping[str, float] = _NO_NUMBERS,
    texts: Mapping[str, str] = _NO_TEXTS,
) -> Detection:
    """A finding that ``fact`` completed, known at the fact's time.

    Its name is made of its kind, its subject and ``formed_ns`` (the fact's own time where nothing
    is said), and of the finding that it continues.
    """
    formed = fact.at_ns if formed_ns is None else formed_ns
    parts = (formed,) if of is None else (formed, of)
    return Detection(
        id=detection_id(kind, fact.subject, *parts),
        kind=kind,
        subject=fact.subject,
        formed_ns=formed,
        known_ns=fact.at_ns,
        seen_ns=fact.seen_ns,
        late_ns=late_ns(fact),
        side=side,
        low=low,
        high=high,
        level=level,
        of=of,
        numbers=dict(numbers),
        texts=dict(texts),
    )


def moved(metric: str, fact: MarketFact, before: float, after: float) -> Move:
    """The move of a metric that ``fact`` makes."""
    return Move(
        metric=metric,
        subject=fact.subject,
        before=before,
        after=after,
        at_ns=fact.at_ns,
        seen_ns=fact.seen_ns,
        cause=f"{metric}:{fact.at_ns}",
        late_ns=late_ns(fact),
    )

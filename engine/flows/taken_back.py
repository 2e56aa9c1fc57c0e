"""How what was told of a block that left the chain is taken back."""

from collections.abc import Mapping

from core.chain import ChainFact
from core.detection import Detection, DetectionId, detection_id

_NO_TEXTS: Mapping[str, str] = {}


def taken_back(
    kind: str,
    first: DetectionId,
    cause: ChainFact,
    *,
    numbers: Mapping[str, float],
    texts: Mapping[str, str] = _NO_TEXTS,
) -> Detection:
    """``kind`` of what was told first, because of ``cause``: the retracted block, or its successor.

    It has a name of its own for each cause, and ``texts["block_hash"]`` says which block that is.
    """
    return Detection(
        id=detection_id(kind, cause.subject, first, cause.block_hash),
        kind=kind,
        subject=cause.subject,
        formed_ns=cause.at_ns,
        known_ns=cause.at_ns,
        seen_ns=cause.seen_ns,
        late_ns=cause.late_ns,
        of=first,
        numbers=dict(numbers),
        texts={"block_hash": cause.block_hash, **texts},
    )

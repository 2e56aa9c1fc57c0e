"""From a detection about an address to the label that it stands for."""

from core.detection import Detection
from core.labels import Entity, Label

RULE = "rule:deposit"
FOUND = "deposit_address"
WITHDRAWN = "deposit_address_withdrawn"


def label_of(detection: Detection) -> Label | None:
    """The label that a detection gives or takes back; None for a detection of anything else.

    Whoever keeps a detection keeps its label with it, so that both come from one place.
    """
    if detection.kind not in {FOUND, WITHDRAWN}:
        return None
    entity = detection.texts["entity"]
    return Label(
        chain=detection.subject,
        address=detection.texts["address"],
        entity=Entity(entity),
        name=f"{entity} deposit",
        category="deposit",
        source=RULE,
        tier="B",
        evidence=detection.texts["evidence"],
        removed=detection.kind == WITHDRAWN,
    )

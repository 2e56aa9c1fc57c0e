"""A told transfer, read back from its detection: what patterns are made of."""

from dataclasses import dataclass

from core.detection import Detection, DetectionId

HEARD = ("transfer", "token_transfer", "pass_through")
"""Kinds of detections that say something moved between people (``engine.detectors``)."""

_SERVICES = {"exchange", "bridge", "staking", "token", "contract", "custodian", "mixer"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """One move of one asset between two addresses, in the block that holds it now.

    ``units`` count the asset's smallest unit and ``size`` whole coins; ``asset`` is the token's
    contract, or the coin's name. ``payer`` and ``payee`` are who acts: the entity of a label, or
    the address itself. ``paid_by_service`` says that the sender pays from one purse for many.
    """

    told: DetectionId
    chain: str
    tx_hash: str
    place: str
    block_hash: str
    at_ns: int
    seen_ns: int
    late_ns: int
    sender: str
    recipient: str
    units: int
    size: float
    coin: str
    asset: str
    flow: str
    tier: str
    payer: str
    payee: str
    paid_by_service: bool
    paid_to_service: bool


def movement_of(detection: Detection) -> Movement | None:
    """The move that a detection of one of the kinds ``HEARD`` tells.

    None for the creation of a contract whose address nobody told: nobody received it.
    """
    texts, numbers = detection.texts, detection.numbers
    if not texts["to"]:
        return None
    return Movement(
        told=detection.id,
        chain=detection.subject,
        tx_hash=texts["hash"],
        place=texts["place"],
        block_hash=texts["block_hash"],
        at_ns=detection.formed_ns,
        seen_ns=detection.seen_ns,
        late_ns=detection.late_ns,
        sender=texts["from"],
        recipient=texts["to"],
        units=int(texts["value_wei"]),
        size=numbers.get("eth", numbers.get("size", 0.0)),
        coin=texts["coin"],
        asset=texts.get("contract", texts["coin"]),
        flow=texts["flow"],
        tier=texts.get("tier", ""),
        payer=texts.get("from_entity", texts["from"]),
        payee=texts.get("to_entity", texts["to"]),
        paid_by_service=texts.get("from_class") in _SERVICES,
        paid_to_service=texts.get("to_class") in _SERVICES,
    )

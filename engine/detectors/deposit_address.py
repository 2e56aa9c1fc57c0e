"""Deposit addresses of exchanges: found, and taken back."""

from core.chain import Retraction, Transfer
from core.detection import Detection, DetectionId, Move, detection_id
from engine.flows.book import LabelBook
from engine.flows.deposits import Deposits, Doubt, Proof
from engine.flows.inferred import FOUND, WITHDRAWN, label_of
from engine.flows.special import is_wrapped


class DepositAddresses:
    """Says which address is one where customers of an exchange pay in, by the rule of ``Deposits``.

    The label (tier B, with its evidence: both hashes, the share, the blocks) goes into the book at
    once, so that the very transfer that proves the address is already told as a sweep. It is taken
    back with the block that proved it, and when the address does what no deposit address does.

    Parameters
    ----------
    labels
        Who the exchanges are; what is found is put there.
    """

    def __init__(self, labels: LabelBook | None = None) -> None:
        self._labels = LabelBook() if labels is None else labels
        self._deposits = Deposits(self._labels)

    def update(self, fact: Transfer | Retraction) -> list[Detection | Move]:
        """What this transfer proves, or what the block proves no more."""
        if isinstance(fact, Retraction):
            return [self._known(_withdrawn(doubt)) for doubt in self._deposits.retract(fact)]
        if not _counts(fact):
            return []
        match self._deposits.take(fact):
            case Proof() as proof:
                return [self._known(_found(proof))]
            case Doubt() as doubt:
                return [self._known(_withdrawn(doubt))]
            case None:
                return []

    def __len__(self) -> int:
        """How many transfers are remembered."""
        return len(self._deposits)

    def _known(self, detection: Detection) -> Detection:
        label = label_of(detection)
        if label is not None:
            self._labels.put(label)
        return detection


def _counts(transfer: Transfer) -> bool:
    # Tokens are left out: a transfer of a token costs its sender ether, which the exchange sends
    # there first, and the shares of two coins cannot be added up.
    own_coin = transfer.contract is None
    moved = transfer.status in {"success", "unknown"} and transfer.sender != transfer.recipient
    return own_coin and moved and not is_wrapped(transfer.chain, transfer.recipient)


def _name(address: str, chain: str, entity: str) -> DetectionId:
    return detection_id(FOUND, chain, address, entity)


def _found(proof: Proof) -> Detection:
    last, first, exchange = proof.collected, proof.paid_in, proof.exchange
    return Detection(
        id=_name(last.sender, last.chain, exchange.entity),
        kind=FOUND,
        subject=last.subject,
        formed_ns=last.at_ns,
        known_ns=last.at_ns,
        seen_ns=last.seen_ns,
        late_ns=last.late_ns,
        numbers={
            "share": proof.share,
            "blocks": float(last.block_number - first.block_number),
            "paid_in": first.size,
            "collected": last.size,
        },
        texts={
            "address": last.sender,
            "entity": exchange.entity,
            "exchange": exchange.name,
            "evidence": _evidence(proof),
        },
    )


def _evidence(proof: Proof) -> str:
    first, last = proof.paid_in, proof.collected
    return (
        f"{first.tx_hash} brought {first.size:.4f} {first.coin} in block {first.block_number}; "
        f"{last.tx_hash} sent {last.size:.4f} to {proof.exchange.name} in block "
        f"{last.block_number}; {proof.share:.0%} of what it sent went there"
    )


def _withdrawn(doubt: Doubt) -> Detection:
    label, cause = doubt.label, doubt.cause
    where = cause.tx_hash if isinstance(cause, Transfer) else cause.block_hash
    return Detection(
        id=detection_id(WITHDRAWN, label.chain, label.address, label.entity, where),
        kind=WITHDRAWN,
        subject=label.chain,
        formed_ns=cause.at_ns,
        known_ns=cause.at_ns,
        seen_ns=cause.seen_ns,
        late_ns=cause.late_ns,
        of=_name(label.address, label.chain, label.entity),
        texts={"address": label.address, "entity": label.entity, "evidence": doubt.reason},
    )

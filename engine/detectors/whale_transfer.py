"""Transfers of the chain's own coin."""

from core.chain import Transfer
from core.detection import Detection, Move, detection_id


class WhaleTransfers:
    """Every transfer that really moved something, with the numbers that rules compare.

    How large a whale is, each user decides: the size is in ``numbers["eth"]``, and the index finds
    the rules it reaches. A failed transaction moved nothing and is no transfer; one whose receipt
    the node does not have is told with ``status`` unknown.

    >>> WhaleTransfers().update(
    ...     Transfer(
    ...         chain="ethereum", block_number=1, block_hash="0xb", at_ns=12, seen_ns=13,
    ...         tx_hash="0xa", index=0, sender="0x1", recipient="0x2", amount="500" + "0" * 18,
    ...         status="success",
    ...     )
    ... )[0].numbers
    {'eth': 500.0, 'block': 1.0}
    """

    def update(self, fact: Transfer) -> list[Detection | Move]:
        """The transfer as a detection, unless it failed."""
        if fact.status == "failed":
            return []
        return [
            Detection(
                id=detection_id("transfer", fact.subject, fact.tx_hash),
                kind="transfer",
                subject=fact.subject,
                formed_ns=fact.at_ns,
                known_ns=fact.at_ns,
                seen_ns=fact.seen_ns,
                late_ns=fact.late_ns,
                numbers={"eth": fact.size, "block": float(fact.block_number)},
                texts={
                    "hash": fact.tx_hash,
                    "from": fact.sender,
                    "to": fact.recipient or "",
                    "value_wei": fact.amount,
                    "status": fact.status,
                },
            )
        ]

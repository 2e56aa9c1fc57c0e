"""Transfers: what moved, between whom, and whether it is news."""

from core.chain import Retraction, Transfer
from core.detection import Detection, Move, transfer_detection_id
from engine.flows.book import LabelBook
from engine.flows.parties import Parties, parties_of
from engine.flows.passes import Hop, Passes
from engine.flows.rank import Rank, Ranks
from engine.flows.special import is_wrapped

_OF_ONE_EXCHANGE = {"sweep": "sweep", "internal": "internal_transfer"}


class WhaleTransfers:
    """Every transfer that really moved something, with the numbers that rules compare.

    How large a whale is, each user decides: the size is in ``numbers["eth"]``, and the index finds
    the rules it reaches. One move is one ``transfer``, so that it is one alert:

    * what passes on an earlier transfer is a ``pass_through``, ``of`` the transfer that began it
      (``engine.flows.passes``), counted in ``numbers["hop"]``;
    * what an exchange collects from a deposit address is a ``sweep``, and what it moves between its
      own wallets an ``internal_transfer`` (``engine.flows.parties``);
    * a payment to oneself, and wrapping or unwrapping the coin, move nothing between people and are
      not told, and neither is a failed transaction; one whose receipt the node does not have is
      told with ``status`` unknown.

    A ``transfer`` also says how large it is among those of the last 30 days where that is known
    (``engine.flows.rank``): ``numbers["rank"]`` 3 of ``numbers["ranked"]`` 1,240 is the third
    largest of them, and ``numbers["ranked_days"]`` how many days they cover. Tokens are not ranked.

    Any other coin's size is in ``numbers["size"]``, and a token's move is a ``token_transfer``. A
    transaction that still waits is a ``transfer_pending``; it begins no move and passes none on.

    Who pays whom is said as the labels stand when the transfer is read; the id depends on the
    transaction alone. A transfer that is read again in the same block says nothing new.

    >>> WhaleTransfers().update(
    ...     Transfer(
    ...         chain="ethereum", block_number=1, block_hash="0xb", at_ns=12, seen_ns=13,
    ...         tx_hash="0xa", index=0, sender="0x1", recipient="0x2", amount="500" + "0" * 18,
    ...         status="success",
    ...     )
    ... )[0].numbers
    {'eth': 500.0, 'block': 1.0}
    """

    def __init__(self, labels: LabelBook | None = None) -> None:
        self._labels = LabelBook() if labels is None else labels
        self._passes = Passes()
        self._ranks = Ranks()

    def update(self, fact: Transfer | Retraction) -> list[Detection | Move]:
        """The transfer as a detection, if it moved something; a retraction says nothing itself."""
        if isinstance(fact, Retraction):
            self._passes.retract(fact.block_hash)
            self._ranks.retract(fact)
            return []
        if not _moved(fact) or self._passes.has(fact):
            return []
        parties = parties_of(fact, self._labels)
        if fact.status == "pending":
            return [_told("transfer_pending", fact, parties)]
        plain = "transfer" if fact.contract is None else "token_transfer"
        kind = _OF_ONE_EXCHANGE.get(parties.flow, plain)
        hop = self._passes.follow(fact, transfer_detection_id(kind, fact), service=parties.service)
        if hop.number and kind == plain:
            kind = "pass_through"
        # The same money counts once: hops, and what an exchange does within itself, have no rank.
        rank = self._ranks.take(fact) if kind == "transfer" else None
        return [_told(kind, fact, parties, hop, rank)]


def _moved(transfer: Transfer) -> bool:
    if transfer.status == "failed" or transfer.sender == transfer.recipient:
        return False
    ends = (transfer.sender, transfer.recipient)
    return transfer.contract is not None or not any(is_wrapped(transfer.chain, x) for x in ends)


def _told(
    kind: str,
    transfer: Transfer,
    parties: Parties,
    hop: Hop | None = None,
    rank: Rank | None = None,
) -> Detection:
    numbers = _numbers(transfer) | _rank_in_numbers(rank)
    first = None
    if hop is not None and hop.number:
        first, numbers["hop"] = hop.move, float(hop.number)
    return Detection(
        id=transfer_detection_id(kind, transfer),
        kind=kind,
        subject=transfer.subject,
        formed_ns=transfer.at_ns,
        known_ns=transfer.at_ns,
        seen_ns=transfer.seen_ns,
        late_ns=transfer.late_ns,
        of=first,
        numbers=numbers,
        texts=_texts(transfer) | _said_of(parties),
    )


def _numbers(transfer: Transfer) -> dict[str, float]:
    ether = transfer.contract is None and transfer.coin == "ETH"
    return {"eth" if ether else "size": transfer.size, "block": float(transfer.block_number)}


def _rank_in_numbers(rank: Rank | None) -> dict[str, float]:
    if rank is None:
        return {}
    return {"rank": float(rank.place), "ranked": float(rank.of), "ranked_days": rank.days}


def _texts(transfer: Transfer) -> dict[str, str]:
    texts = {
        "hash": transfer.tx_hash,
        "place": transfer.place,
        "block_hash": transfer.block_hash,
        "from": transfer.sender,
        "to": transfer.recipient or "",
        "value_wei": transfer.amount,
        "status": transfer.status,
        "way": transfer.way,
        "coin": transfer.coin,
    }
    more = {"contract": transfer.contract, "selector": transfer.selector}
    return texts | {name: text for name, text in more.items() if text is not None}


def _said_of(parties: Parties) -> dict[str, str]:
    texts: dict[str, str] = {"flow": parties.flow}
    for end, label in (("from", parties.sender), ("to", parties.recipient)):
        if label is not None:
            texts |= {
                f"{end}_entity": label.entity,
                f"{end}_name": label.name,
                f"{end}_class": label.category,
            }
    if parties.tier is not None:
        texts["tier"] = parties.tier
    return texts

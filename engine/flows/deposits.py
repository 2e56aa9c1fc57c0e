"""Where customers of an exchange pay in: deposit addresses, inferred from what they do."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.chain import Retraction, Transfer
from core.labels import Label
from core.time_units import SECOND_NS
from engine.flows.book import LabelBook
from engine.flows.inferred import RULE
from engine.flows.recent import Recent
from engine.flows.special import NOBODY

_WINDOW_NS = 3_200 * 12 * SECOND_NS
_LEAST_PERCENT = 97
_LEAST_SHARE = 0.95
_LOOKED_AT = 32
_MOST = 100_000
_ELSEWHERE = ""


@dataclass(slots=True, eq=False, kw_only=True)
class _Purse:
    """What one address took in from people and where it sent it, within the window."""

    arrivals: list[Transfer] = field(default_factory=list)
    sent: dict[str, int] = field(default_factory=dict)

    def send(self, whom: str, units: int) -> None:
        self.sent[whom] = self.sent.get(whom, 0) + units
        if not self.sent[whom]:
            del self.sent[whom]

    def share(self, whom: str) -> float:
        """The part of what was sent that went there; 0 where another exchange got some."""
        if self.sent.keys() - {whom, _ELSEWHERE}:
            return 0.0
        total = sum(self.sent.values())
        return self.sent.get(whom, 0) / total if total else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """An address sent what it got to one exchange: ``paid_in`` and ``collected`` are the two legs.

    ``share`` is the part of all it sent within the window that went to that exchange.
    """

    exchange: Label
    paid_in: Transfer
    collected: Transfer
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """An address that was taken for a deposit address does what none does, or its proof is gone."""

    label: Label
    cause: Transfer | Retraction
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Note:
    transfer: Transfer
    came: bool
    whom: str | None


class Deposits:
    """Infers deposit addresses by one deterministic rule, and takes back what was inferred wrongly.

    An address that no list names gets x of the chain's coin from somebody who is no exchange, sends
    between 0.97 x and x of it to a published wallet of an exchange, and to no other exchange, and
    at least 95 % of all that it sent went there. All of it within 3,200 Ethereum blocks, counted as
    10 h 40 min of block time, so that the rule is the same on chains with faster blocks.

    The rule is the most effective one of F. Victor, Address Clustering Heuristics for Ethereum
    (Financial Cryptography 2020). It infers from published wallets alone (tier A), never from what
    it inferred itself, so that one mistake cannot breed others. Its precision is not known: a
    person who always passes everything on to one exchange looks the same.

    Memory: one note for each transfer of the window, 100,000 at most; then the oldest blocks are
    forgotten early. What follows depends on these transfers and on the labels alone.
    """

    def __init__(self, labels: LabelBook) -> None:
        self._labels = labels
        self._recent: Recent[_Note] = Recent(window_ns=_WINDOW_NS, most=_MOST)
        self._purses: defaultdict[str, _Purse] = defaultdict(_Purse)

    def __len__(self) -> int:
        """How many transfers are remembered."""
        return len(self._recent)

    def take(self, transfer: Transfer) -> Proof | Doubt | None:
        """Reckon with a transfer of the chain's coin that really moved something."""
        if self._recent.has(transfer):
            return None
        for note in self._recent.outgrown(transfer):
            self._undo(note)
        moved = self._recent.moved(transfer)
        if moved is not None:
            self._undo(moved)
        self._note(transfer)
        label = self._labels.best(transfer.chain, transfer.sender)
        if label is None:
            return self._proof(transfer)
        return self._doubt(transfer, label) if label.source == RULE else None

    def retract(self, retraction: Retraction) -> list[Doubt]:
        """The block left the chain: it proves nothing any more."""
        notes = self._recent.retracted(retraction.block_hash)
        for note in notes:
            self._undo(note)
        return list(self._unproven(notes, retraction))

    def _note(self, transfer: Transfer) -> None:
        sender = self._labels.best(transfer.chain, transfer.sender)
        recipient = self._labels.best(transfer.chain, transfer.recipient)
        came = _unnamed(recipient) and not _is_exchange(sender) and bool(transfer.recipient)
        whom = None
        if _unnamed(sender) and transfer.sender != NOBODY:
            published = recipient if recipient and _is_published_exchange(recipient) else None
            whom = published.entity if published else _ELSEWHERE
        if not came and whom is None:
            return
        if came:
            self._purses[transfer.recipient or ""].arrivals.append(transfer)
        if whom is not None:
            self._purses[transfer.sender].send(whom, transfer.units)
        self._recent.put(transfer, _Note(transfer=transfer, came=came, whom=whom))

    def _proof(self, collected: Transfer) -> Proof | None:
        exchange = self._labels.best(collected.chain, collected.recipient)
        if exchange is None or not _is_published_exchange(exchange):
            return None
        purse = self._purses[collected.sender]
        share = purse.share(exchange.entity)
        if share < _LEAST_SHARE:
            return None
        for paid_in in reversed(purse.arrivals[-_LOOKED_AT:]):
            if paid_in.units * _LEAST_PERCENT <= collected.units * 100 <= paid_in.units * 100:
                return Proof(exchange=exchange, paid_in=paid_in, collected=collected, share=share)
        return None

    def _doubt(self, transfer: Transfer, label: Label) -> Doubt | None:
        share = self._purses[transfer.sender].share(label.entity)
        if share >= _LEAST_SHARE:
            return None
        reason = (
            f"{transfer.tx_hash} sent {transfer.size:.4f} {transfer.coin} elsewhere: "
            f"{share:.0%} of what it sent lately went to {label.entity} alone"
        )
        return Doubt(label=label, cause=transfer, reason=reason)

    def _unproven(self, notes: list[_Note], retraction: Retraction) -> Iterator[Doubt]:
        for note in notes:
            label = self._labels.best(note.transfer.chain, note.transfer.sender)
            if label and label.source == RULE and note.transfer.tx_hash in label.evidence:
                reason = f"the block of {note.transfer.tx_hash} left the chain"
                yield Doubt(label=label, cause=retraction, reason=reason)

    def _undo(self, note: _Note) -> None:
        transfer = note.transfer
        if note.came:
            self._purses[transfer.recipient or ""].arrivals.remove(transfer)
        if note.whom is not None:
            self._purses[transfer.sender].send(note.whom, -transfer.units)
        for address in (transfer.sender, transfer.recipient or ""):
            purse = self._purses.get(address)
            if purse and not purse.arrivals and not purse.sent:
                del self._purses[address]


def _unnamed(label: Label | None) -> bool:
    return label is None or label.source == RULE


def _is_exchange(label: Label | None) -> bool:
    return label is not None and label.category == "exchange"


def _is_published_exchange(label: Label) -> bool:
    return label.category == "exchange" and label.tier == "A"

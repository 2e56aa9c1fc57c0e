"""Who pays whom: what the labels of both ends say about a transfer."""

from dataclasses import dataclass
from typing import Literal

from core.chain import Transfer
from core.labels import Label, Tier
from engine.flows.book import LabelBook

Flow = Literal["deposit", "withdrawal", "between exchanges", "sweep", "internal", "unknown"]

# They pay whoever asks out of one purse, so what goes out says nothing about what came in.
_SERVICES = {"exchange", "bridge", "staking", "token", "contract", "custodian", "mixer"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """The best labels of a transfer's two ends, None where nobody knows.

    ``flow`` is the view of the exchanges: a ``deposit`` comes to one, a ``withdrawal`` leaves one.
    A ``sweep`` is the exchange collecting what lies at a deposit address, and ``internal`` is one
    exchange moving coins between its own wallets: nothing comes in or goes out. An address where
    customers pay in belongs to its exchange as a receiver; as a sender only toward that exchange,
    because an exchange pays nobody from there.
    """

    sender: Label | None
    recipient: Label | None

    @property
    def flow(self) -> Flow:
        """How the transfer looks from the exchanges."""
        sender, recipient = self._of_exchange(self.sender), self._of_exchange(self.recipient)
        if sender and recipient and sender.entity == recipient.entity:
            return "sweep" if sender.category == "deposit" else "internal"
        paid_by = sender if sender and sender.category == "exchange" else None
        if paid_by and recipient:
            return "between exchanges"
        if recipient:
            return "deposit"
        return "withdrawal" if paid_by else "unknown"

    @property
    def service(self) -> bool:
        """Whether the sender pays from one purse for many."""
        return self.sender is not None and self.sender.category in _SERVICES

    @property
    def tier(self) -> Tier | None:
        """How far the labels can be relied on: the weaker of the two; None without any."""
        return max((each.tier for each in (self.sender, self.recipient) if each), default=None)

    @staticmethod
    def _of_exchange(label: Label | None) -> Label | None:
        return label if label and label.category in {"exchange", "deposit"} else None


def parties_of(transfer: Transfer, labels: LabelBook) -> Parties:
    """Who pays whom in this transfer, as everybody's labels say."""
    return Parties(
        sender=labels.best(transfer.chain, transfer.sender),
        recipient=labels.best(transfer.chain, transfer.recipient or transfer.created),
    )

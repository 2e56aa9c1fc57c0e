"""What goes around comes back: wallets that pay each other in a circle and end where they began."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from core.chain import Retraction
from core.detection import Detection
from core.time_units import HOUR_NS
from engine.flows.campaigns import Campaigns
from engine.flows.movement import Movement, movement_of
from engine.flows.rounds import Rounds

_FEWEST, _MOST_MOVES = 2, 32
_MOST_WALLETS = 20_000

_Round = tuple[str, str, str]
_Wallet = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopOptions:
    """What counts as a round trip.

    Parameters
    ----------
    least
        Transfers, 3: one there and one back is any payment that was returned.
    hours
        Window in hours of block time.
    left
        The share of what a wallet got and paid (of the larger of both) that may stay with it or be
        missing, below 1: fees are. At it still counts.
    smallest
        Smallest transfer that counts, in whole coins.
    """

    least: int = 3
    hours: float = 24.0
    left: float = 0.02
    smallest: float = 100.0

    def __post_init__(self) -> None:
        """Refuse what is nobody's or everybody's doing."""
        if not _FEWEST <= self.least <= _MOST_MOVES:
            raise ValueError(f"least {self.least}: take {_FEWEST} to {_MOST_MOVES} transfers")
        if not 0 < self.hours < float("inf"):
            raise ValueError(f"hours {self.hours}: take more than 0")
        if not 0 <= self.left < 1:
            raise ValueError(f"left {self.left}: take 0 or more, less than 1")
        if not 0 <= self.smallest < float("inf"):
            raise ValueError(f"smallest {self.smallest}: take 0 or more")


class Loops:
    """Finds ``loop``: wallets that pay each other in a circle until nobody has gained or lost.

    A strongly connected set of 2 to 12 wallets (``engine.flows.rounds``) with at least ``least``
    transfers of one asset among them within ``hours``, after which each of them has been paid by
    the others what it paid them, but for the share ``left``. Wallets of services (exchanges,
    bridges, tokens) are no part of it: what many pay in and out there is not one round. Such
    balanced components are what Victor and Weintraud (2021, Detecting and Quantifying Wash Trading
    on Decentralized Cryptocurrency Exchanges) look for among trades; among transfers a loan that is
    paid back or a test of one's own wallets look the same, and nobody can tell from outside.

    ``numbers["wallets"]`` counts them and ``texts["wallets"]`` names them. Each round is told once
    and again when it has doubled (``engine.flows.campaigns``); a larger circle that takes in a
    wallet of a round that was told carries that one on. Memory: 50,000 transfers, 20,000 wallets.
    """

    def __init__(self, options: LoopOptions | None = None) -> None:
        self._options = options or LoopOptions()
        window_ns = round(self._options.hours * HOUR_NS)
        self._rounds = Rounds(window_ns=window_ns)
        self._of_wallet: dict[_Wallet, _Round] = {}
        self._campaigns: Campaigns[_Round] = Campaigns(
            "loop", least=self._options.least, window_ns=window_ns
        )

    def update(self, fact: Detection | Retraction) -> list[Detection]:
        """The round that this transfer closes, or that a retracted block opens again."""
        if isinstance(fact, Retraction):
            return self._undo(fact)
        move = movement_of(fact)
        if move is None or move.paid_by_service or move.paid_to_service:
            return []
        if move.size < self._options.smallest or not self._rounds.take(move):
            return []
        members = self._balanced(move)
        return self._tell(move, members) if members else []

    def _balanced(self, move: Movement) -> Sequence[Movement]:
        """The transfers of the circle around this one, if they leave everybody as they were."""
        members = self._rounds.circle(move)
        if len(members) < self._options.least:
            return ()
        paid: defaultdict[str, int] = defaultdict(int)
        got: defaultdict[str, int] = defaultdict(int)
        for each in members:
            paid[each.sender] += each.units
            got[each.recipient] += each.units
        even = all(
            abs(got[wallet] - paid[wallet]) <= self._options.left * max(got[wallet], paid[wallet])
            for wallet in paid.keys() | got.keys()
        )
        return members if even else ()

    def _tell(self, move: Movement, members: Sequence[Movement]) -> list[Detection]:
        wallets = sorted({each.sender for each in members})
        # The one that closed it comes last, whatever the order within its block.
        members = [*(each for each in members if each != move), move]
        return self._campaigns.tell(
            self._round_of(wallets, members[0]),
            members,
            numbers={"wallets": float(len(wallets))},
            texts={"wallets": " ".join(wallets)},
        )

    def _round_of(self, wallets: Sequence[str], first: Movement) -> _Round:
        """The round that one of these wallets is part of, or else a new one named by its first."""
        known = [self._of_wallet.get((first.asset, wallet)) for wallet in wallets]
        new = (first.asset, first.tx_hash, first.place)
        found = next((each for each in known if each is not None), new)
        for wallet in wallets:
            self._of_wallet.pop((first.asset, wallet), None)
            self._of_wallet[first.asset, wallet] = found
        while len(self._of_wallet) > _MOST_WALLETS:
            del self._of_wallet[next(iter(self._of_wallet))]
        return found

    def _undo(self, fact: Retraction) -> list[Detection]:
        said: list[Detection] = []
        for move in self._rounds.retract(fact.block_hash):
            found = self._of_wallet.get((move.asset, move.sender))
            if found is not None:
                said += self._campaigns.withdraw(found, len(self._balanced(move)), fact)
        return said

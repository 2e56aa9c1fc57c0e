"""Money that is passed on: one move, however many transfers it is made of."""

from collections import defaultdict
from dataclasses import dataclass

from core.chain import Transfer
from core.detection import DetectionId
from core.time_units import SECOND_NS
from engine.flows.recent import Recent
from engine.flows.special import NOBODY, is_wrapped

_WINDOW_NS = 30 * 60 * SECOND_NS
_LEAST_PERCENT = 90
_BUSY = 12
_MOST = 100_000
_COIN = ""

_Purse = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """A transfer's place in a move: ``number`` 0 began it, 1 passed it on for the first time."""

    move: DetectionId
    number: int


@dataclass(slots=True, eq=False, kw_only=True)
class _Arrival:
    """What came to an address and may be passed on, once."""

    purse: _Purse
    units: int
    tx_hash: str
    block_hash: str
    hop: Hop
    spent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Note:
    arrival: _Arrival
    passed_on: _Arrival | None


class Passes:
    """Tells a transfer that carries on an earlier one from one that begins something.

    A transfer passes on what came to its sender when it sends at least 90 % of it and not more,
    within 30 minutes of block time. What came is passed on once; of several arrivals that fit the
    smallest counts. Of the 955 transfers over 100 ETH on Ethereum between 00:00 and 16:00 of
    2025-11-11, 184 carried on an earlier one so.

    A service (an exchange, a bridge, a router) pays from one purse whatever came in, so there equal
    amounts are chance. Its transfers carry on only what reached it in the same transaction, where a
    contract must pass on what it was called with. So do those of an address that received more than
    twelve times within the window: it is a service that no list names yet.

    A token of the wrapped coin carries on what came as the coin itself, not the other way round:
    who waits for transfers of the coin has not heard of the token.

    Transfers are compared in the order in which they come. Memory: one note for each transfer of 30
    minutes, 100,000 at most; then the oldest blocks are forgotten early.
    """

    def __init__(self) -> None:
        self._recent: Recent[_Note] = Recent(window_ns=_WINDOW_NS, most=_MOST)
        self._arrivals: defaultdict[_Purse, list[_Arrival]] = defaultdict(list)

    def __len__(self) -> int:
        """How many transfers are remembered."""
        return len(self._recent)

    def has(self, transfer: Transfer) -> bool:
        """Whether this transfer was followed already, in this very block."""
        return self._recent.has(transfer)

    def follow(self, transfer: Transfer, told: DetectionId, *, service: bool) -> Hop:
        """Take a transfer in and say where in a move it stands; ``told`` names a move it begins.

        ``service`` says that its sender is known to pay from one purse.
        """
        for note in self._recent.outgrown(transfer):
            self._leave(note.arrival)
        self._undo(self._recent.moved(transfer))
        source = self._source(transfer, service=service)
        hop = Hop(move=told, number=0)
        if source is not None:
            source.spent = True
            hop = Hop(move=source.hop.move, number=source.hop.number + 1)
        self._recent.put(transfer, _Note(arrival=self._arrive(transfer, hop), passed_on=source))
        return hop

    def retract(self, block_hash: str) -> None:
        """The block left the chain: what came with it never came."""
        for note in self._recent.retracted(block_hash):
            self._undo(note)

    def _source(self, transfer: Transfer, *, service: bool) -> _Arrival | None:
        if transfer.sender == NOBODY:
            return None
        assets = [transfer.contract or _COIN]
        if is_wrapped(transfer.chain, transfer.contract):
            assets.append(_COIN)
        for asset in assets:
            came = self._arrivals.get((asset, transfer.sender), [])
            one_purse = service or len(came) > _BUSY
            fits = [
                arrival
                for arrival in (_of_transaction(came, transfer) if one_purse else came)
                if not arrival.spent and _passes_on(arrival.units, transfer.units)
            ]
            if fits:
                return min(fits, key=lambda arrival: arrival.units)
        return None

    def _arrive(self, transfer: Transfer, hop: Hop) -> _Arrival:
        arrival = _Arrival(
            purse=(transfer.contract or _COIN, transfer.recipient or transfer.created or ""),
            units=transfer.units,
            tx_hash=transfer.tx_hash,
            block_hash=transfer.block_hash,
            hop=hop,
        )
        self._arrivals[arrival.purse].append(arrival)
        return arrival

    def _undo(self, note: _Note | None) -> None:
        if note is None:
            return
        self._leave(note.arrival)
        if note.passed_on is not None:
            note.passed_on.spent = False

    def _leave(self, arrival: _Arrival) -> None:
        came = self._arrivals[arrival.purse]
        came.remove(arrival)
        if not came:
            del self._arrivals[arrival.purse]


def _of_transaction(came: list[_Arrival], transfer: Transfer) -> list[_Arrival]:
    # Newest first, and only as far back as this block: a busy purse holds thousands.
    found = []
    for arrival in reversed(came):
        if arrival.block_hash != transfer.block_hash:
            break
        if arrival.tx_hash == transfer.tx_hash:
            found.append(arrival)
    return found


def _passes_on(came: int, sent: int) -> bool:
    return came * _LEAST_PERCENT <= sent * 100 <= came * 100

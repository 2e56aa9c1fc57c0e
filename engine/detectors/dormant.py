"""An address that paid nothing for a year, and now does."""

from dataclasses import dataclass

from core.chain import Retraction
from core.detection import Detection, detection_id
from engine.flows.movement import Movement, movement_of
from engine.flows.recent import Recent

_DAY_NS = 86_400_000_000_000
_HOUR_NS = 3_600_000_000_000
_UNDO_MOST = 50_000
_LEAST_DAYS = 30

_Owner = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DormantOptions:
    """What counts as waking up.

    Parameters
    ----------
    days
        Sleep in days of block time; exactly so many will do. 365 by custom.
    smallest
        Smallest payment in whole coins that counts as waking up; a smaller one ends the sleep
        without a word.
    most
        Addresses remembered; those that did nothing for longest are forgotten first.
    """

    days: float = 365.0
    smallest: float = 100.0
    most: int = 200_000

    def __post_init__(self) -> None:
        """Refuse what is no sleep."""
        if not _LEAST_DAYS <= self.days < float("inf"):
            raise ValueError(f"days {self.days}: take {_LEAST_DAYS} or more")
        if not 0 <= self.smallest < float("inf"):
            raise ValueError(f"smallest {self.smallest}: take 0 or more")
        if self.most < 1:
            raise ValueError(f"most {self.most}: take 1 or more addresses")


@dataclass(frozen=True, slots=True)
class _Seen:
    """When an address paid last, or, if it never did, when it was first paid; and by what."""

    at_ns: int
    tx_hash: str
    paid: bool


@dataclass(frozen=True, slots=True)
class _Change:
    owner: _Owner
    before: _Seen | None


class Dormant:
    """Finds ``dormant_wake_up``: no payment of an asset for ``days``, then one of ``smallest``.

    It is known of those addresses alone that this tracker saw so long ago, paying or being paid:
    ``texts["since"]`` names that transfer, ``texts["proof"]`` says whether it was the last payment
    (``paid``) or the first that came in (``came``). What was not read meanwhile, because it was too
    small or the tracker was not running, is not known; so "no payment" means none that was read.

    Services are left out. Memory: ``most`` addresses, and the changes of one hour, which a block
    that leaves the chain takes back.
    """

    def __init__(self, options: DormantOptions | None = None) -> None:
        self._options = options or DormantOptions()
        self._seen: dict[_Owner, _Seen] = {}
        self._recent: Recent[list[_Change]] = Recent(window_ns=_HOUR_NS, most=_UNDO_MOST)

    def __len__(self) -> int:
        return len(self._seen)

    def update(self, fact: Detection | Retraction) -> list[Detection]:
        """The awakening that this transfer is; a retraction says nothing itself."""
        if isinstance(fact, Retraction):
            for changes in self._recent.retracted(fact.block_hash):
                self._undo(changes)
            return []
        move = movement_of(fact)
        if move is None or self._recent.has(move):
            return []
        self._recent.outgrown(move)
        self._undo(self._recent.moved(move) or [])
        before = self._seen.get((move.sender, move.asset))
        self._recent.put(move, self._note(move))
        return self._tell(move, before)

    def _note(self, move: Movement) -> list[_Change]:
        changes = []
        if not move.paid_by_service:
            changes += self._change((move.sender, move.asset), move, paid=True)
        if not move.paid_to_service and (move.recipient, move.asset) not in self._seen:
            changes += self._change((move.recipient, move.asset), move, paid=False)
        return changes

    def _change(self, owner: _Owner, move: Movement, *, paid: bool) -> list[_Change]:
        before = self._seen.get(owner)
        if before is not None and before.at_ns > move.at_ns:
            return []
        self._seen.pop(owner, None)
        self._seen[owner] = _Seen(move.at_ns, move.tx_hash, paid)
        if len(self._seen) > self._options.most:
            del self._seen[next(iter(self._seen))]
        return [_Change(owner, before)]

    def _undo(self, changes: list[_Change]) -> None:
        for change in reversed(changes):
            if change.before is None:
                self._seen.pop(change.owner, None)
            else:
                self._seen[change.owner] = change.before

    def _tell(self, move: Movement, before: _Seen | None) -> list[Detection]:
        if before is None or move.paid_by_service or move.size < self._options.smallest:
            return []
        slept = (move.at_ns - before.at_ns) / _DAY_NS
        if slept < self._options.days:
            return []
        texts = {
            "address": move.sender,
            "to": move.payee,
            "hash": move.tx_hash,
            "since": before.tx_hash,
            "proof": "paid" if before.paid else "came",
            "coin": move.coin,
        }
        return [
            Detection(
                id=detection_id("dormant_wake_up", move.chain, move.tx_hash, move.place),
                kind="dormant_wake_up",
                subject=move.chain,
                formed_ns=move.at_ns,
                known_ns=move.at_ns,
                seen_ns=move.seen_ns,
                late_ns=move.late_ns,
                of=move.told,
                numbers={"size": move.size, "days": slept},
                texts=texts | ({"tier": move.tier} if move.tier else {}),
            )
        ]

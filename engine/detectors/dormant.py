"""An address that paid nothing for a year, and now does."""

from dataclasses import dataclass

from msgspec import structs

from core.chain import Retraction
from core.detection import Detection, DetectionId, detection_id
from core.time_units import DAY_NS, HOUR_NS
from engine.flows.movement import Movement, movement_of
from engine.flows.recent import Recent
from engine.flows.taken_back import taken_back

_KIND = "dormant_wake_up"

_UNDO_MOST = 50_000
_LEAST_DAYS = 30
_TAKEN_BACK_MOST = 1_000

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


@dataclass(frozen=True, slots=True)
class _Note:
    """What a transfer changed, and the awakening it was told as."""

    changes: list[_Change]
    told: Detection | None


class Dormant:
    """Finds ``dormant_wake_up``: no payment of an asset for ``days``, then one of ``smallest``.

    It is known of those addresses alone that this tracker saw so long ago, paying or being paid:
    ``texts["since"]`` names that transfer, ``texts["proof"]`` says whether it was the last payment
    (``paid``) or the first that came in (``came``). What was not read meanwhile, because it was too
    small or the tracker was not running, is not known; so "no payment" means none that was read.

    When the block of an awakening leaves the chain, ``dormant_wake_up_withdrawn`` names it, and the
    address sleeps as before; when another block then holds the same payment, and it still is one,
    ``dormant_wake_up_restored`` names it too. A payment that is read in another block without its
    first one having been retracted is the same awakening, and nothing is said.

    Services are left out. Memory: ``most`` addresses, 1,000 awakenings that were withdrawn, and the
    changes of one hour, which a block that leaves the chain takes back.
    """

    def __init__(self, options: DormantOptions | None = None) -> None:
        self._options = options or DormantOptions()
        self._seen: dict[_Owner, _Seen] = {}
        self._withdrawn: dict[DetectionId, None] = {}
        self._recent: Recent[_Note] = Recent(window_ns=HOUR_NS, most=_UNDO_MOST)

    def __len__(self) -> int:
        return len(self._seen)

    def update(self, fact: Detection | Retraction) -> list[Detection]:
        """The awakening that this transfer is, or that leaves the chain with its block."""
        if isinstance(fact, Retraction):
            notes = self._recent.retracted(fact.block_hash)
            return [said for note in notes for said in self._undo(note, fact)]
        move = movement_of(fact)
        if move is None or self._recent.has(move):
            return []
        self._recent.outgrown(move)
        elsewhere = self._recent.moved(move)
        self._restore(elsewhere.changes if elsewhere else [])
        told = self._tell(move, self._seen.get((move.sender, move.asset)))
        self._recent.put(move, _Note(self._changes_by(move), told))
        if told is None or (elsewhere is not None and elsewhere.told is not None):
            return []
        return [self._again(told, move)] if told.id in self._withdrawn else [told]

    def _undo(self, note: _Note, cause: Retraction) -> list[Detection]:
        self._restore(note.changes)
        if note.told is None:
            return []
        self._withdrawn[note.told.id] = None
        if len(self._withdrawn) > _TAKEN_BACK_MOST:
            del self._withdrawn[next(iter(self._withdrawn))]
        numbers = note.told.numbers
        return [taken_back(f"{_KIND}_withdrawn", note.told.id, cause, numbers=numbers)]

    def _again(self, told: Detection, move: Movement) -> Detection:
        kind, first = f"{_KIND}_restored", told.id
        del self._withdrawn[first]
        name = detection_id(kind, move.chain, first, move.block_hash)
        return structs.replace(told, id=name, kind=kind, of=first)

    def _changes_by(self, move: Movement) -> list[_Change]:
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

    def _restore(self, changes: list[_Change]) -> None:
        for change in reversed(changes):
            if change.before is None:
                self._seen.pop(change.owner, None)
            else:
                self._seen[change.owner] = change.before

    def _tell(self, move: Movement, before: _Seen | None) -> Detection | None:
        if before is None or move.paid_by_service or move.size < self._options.smallest:
            return None
        slept = (move.at_ns - before.at_ns) / DAY_NS
        if slept < self._options.days:
            return None
        texts = {
            "address": move.sender,
            "to": move.payee,
            "hash": move.tx_hash,
            "since": before.tx_hash,
            "proof": "paid" if before.paid else "came",
            "coin": move.coin,
        }
        return Detection(
            id=detection_id(_KIND, move.chain, move.tx_hash, move.place),
            kind=_KIND,
            subject=move.chain,
            formed_ns=move.at_ns,
            known_ns=move.at_ns,
            seen_ns=move.seen_ns,
            late_ns=move.late_ns,
            of=move.told,
            numbers={"size": move.size, "days": slept},
            texts=texts | ({"tier": move.tier} if move.tier else {}),
        )

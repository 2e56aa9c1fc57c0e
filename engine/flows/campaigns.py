"""What was told of a pattern already: each campaign once, and again when it has doubled."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from core.chain import Retraction
from core.detection import Detection, DetectionId, detection_id
from engine.flows.movement import Movement
from engine.flows.taken_back import taken_back

KeyT = TypeVar("KeyT", bound=Hashable)

_SHOWN = 32
_MOST = 20_000


@dataclass(slots=True)
class _Told:
    first: DetectionId
    members: int
    at_ns: int


class Campaigns(Generic[KeyT]):
    """Makes the detections of one kind of pattern.

    The first detection of a campaign is named by its first member, so that it has the same name
    whenever it is found. When the campaign has twice as many members as when it was last told, that
    is a new detection, ``of`` the first. When a retracted block takes so many members that too few
    are left, ``<kind>_withdrawn`` names the first. A campaign without a new member for a whole
    window is over; whatever comes after it is another.

    ``texts["members"]`` are the newest 32 transactions, oldest first, with spaces between them;
    ``texts["tier"]`` is the weakest label that took part, absent without labels. Memory: one entry
    a campaign, 20,000 at most.

    Parameters
    ----------
    kind
        What is told.
    least
        Members that make the pattern.
    window_ns
        After so much block time without a member a campaign is over.
    """

    def __init__(self, kind: str, *, least: int, window_ns: int) -> None:
        self._kind, self._least, self._window_ns = kind, least, window_ns
        self._told: dict[KeyT, _Told] = {}

    def __len__(self) -> int:
        return len(self._told)

    def tell(
        self,
        key: KeyT,
        members: Sequence[Movement],
        *,
        numbers: Mapping[str, float],
        texts: Mapping[str, str],
    ) -> list[Detection]:
        """The pattern that these members make, if that is news; the last of them completed it."""
        last = members[-1]
        told = self._alive(key, last.at_ns)
        if told is None:
            first, of = self._name(last.chain, members[0]), None
            name = first
        elif len(members) < 2 * told.members:
            told.at_ns = max(told.at_ns, last.at_ns)
            return []
        else:
            first = of = told.first
            name = self._name(first, last)
        self._keep(key, _Told(first, len(members), last.at_ns))
        return [
            Detection(
                id=name,
                kind=self._kind,
                subject=last.chain,
                formed_ns=last.at_ns,
                known_ns=max(each.at_ns for each in members),
                seen_ns=last.seen_ns,
                late_ns=last.late_ns,
                of=of,
                numbers=_numbers(members) | dict(numbers),
                texts=_texts(members) | dict(texts),
            )
        ]

    def withdraw(self, key: KeyT, left: int, cause: Retraction) -> list[Detection]:
        """What has to be said of a campaign that has so many members left."""
        told = self._told.get(key)
        if told is None or left >= self._least:
            return []
        del self._told[key]
        kind, numbers = f"{self._kind}_withdrawn", {"count": float(left)}
        return [taken_back(kind, told.first, cause, numbers=numbers)]

    def _name(self, where: str, member: Movement) -> DetectionId:
        return detection_id(self._kind, where, member.tx_hash, member.place)

    def _alive(self, key: KeyT, now_ns: int) -> _Told | None:
        told = self._told.get(key)
        return told if told and now_ns - told.at_ns <= self._window_ns else None

    def _keep(self, key: KeyT, told: _Told) -> None:
        self._told.pop(key, None)
        self._told[key] = told
        if len(self._told) > _MOST:
            del self._told[next(iter(self._told))]


def _numbers(members: Sequence[Movement]) -> dict[str, float]:
    begin_ns = min(each.at_ns for each in members)
    return {
        "count": float(len(members)),
        "total": sum(each.size for each in members),
        "window_s": (members[-1].at_ns - begin_ns) / 1e9,
    }


def _texts(members: Sequence[Movement]) -> dict[str, str]:
    texts = {
        "coin": members[-1].coin,
        "members": " ".join(each.tx_hash for each in members[-_SHOWN:]),
    }
    tier = max(each.tier for each in members)
    return texts | {"tier": tier} if tier else texts

"""Movements that belong together, over a window of block time."""

from collections.abc import Hashable
from typing import Generic, TypeVar

from engine.flows.movement import Movement
from engine.flows.recent import Place, Recent, place_of

KeyT = TypeVar("KeyT", bound=Hashable)


class Series(Generic[KeyT]):
    """Keeps the movements of each key, such as one payer and one payee, while they are young.

    A movement counts once, in the block that holds it now. One that is a whole window older than
    the newest changes nothing.

    Parameters
    ----------
    window_ns
        How long a movement counts, in block time; one that is exactly so old still does.
    most
        Movements at most, of all keys; where more come the oldest blocks are forgotten early.
    longest
        Movements of one key at most; the newest stay. A step costs this many comparisons.
    """

    def __init__(self, *, window_ns: int, most: int = 50_000, longest: int = 64) -> None:
        self._window_ns = window_ns
        self._longest = longest
        self._newest_ns = 0
        self._recent: Recent[tuple[KeyT, Movement]] = Recent(window_ns=window_ns, most=most)
        self._groups: dict[KeyT, dict[Place, Movement]] = {}

    def __len__(self) -> int:
        return len(self._recent)

    def take(self, key: KeyT, move: Movement) -> tuple[Movement, ...]:
        """The movements of this key within the window up to this one; none if it says nothing."""
        if self._recent.has(move) or move.at_ns < self._newest_ns - self._window_ns:
            return ()
        self._newest_ns = max(self._newest_ns, move.at_ns)
        for note in self._recent.outgrown(move):
            self._leave(*note)
        moved = self._recent.moved(move)
        if moved is not None:
            self._leave(*moved)
        self._recent.put(move, (key, move))
        group = self._groups.setdefault(key, {})
        group[place_of(move)] = move
        if len(group) > self._longest:
            del group[next(iter(group))]
        return self.of(key)

    def of(self, key: KeyT) -> tuple[Movement, ...]:
        """What counts of a key now, in the order in which it came."""
        oldest = self._newest_ns - self._window_ns
        return tuple(each for each in self._groups.get(key, {}).values() if each.at_ns >= oldest)

    def retract(self, block_hash: str) -> list[KeyT]:
        """A block left the chain: the keys that lost something by it, each once."""
        notes = self._recent.retracted(block_hash)
        for note in notes:
            self._leave(*note)
        return list(dict.fromkeys(key for key, _ in notes))

    def _leave(self, key: KeyT, move: Movement) -> None:
        group = self._groups.get(key)
        if group is None:
            return
        group.pop(place_of(move), None)
        if not group:
            del self._groups[key]

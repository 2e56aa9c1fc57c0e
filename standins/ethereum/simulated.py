"""The made-up chain as a source of blocks."""

from collections import OrderedDict
from dataclasses import asdict
from pathlib import Path

from standins.ethereum.source import Json
from standins.ethereum.spelling import full_block, receipts
from standins.market.chain import Chain, Fork
from standins.market.chance import chance
from standins.market.keeping import Keeping
from standins.market.ledger import Ledger

FIRST_HEAD = 23_900_000
"""Where a chain without memory begins to grow, about the end of 2025."""

KEPT_TIMES = 1_000
"""Blocks whose time is remembered; earlier ones are dated back at the usual pace."""

CACHED_BLOCKS = 256


class SimulatedChain:
    """A chain that grows by one block at a steady pace.

    Parameters
    ----------
    seed
        Which chain.
    now_ms
        The present, in ms since the epoch.
    block_seconds
        Seconds between blocks; 12 on the real chain.
    folder
        Where the last block, the times of the newest and the reorganisations are kept, so that
        the next start goes on behind them; None keeps nothing.
    """

    kind = "simulator"
    awaits_listener = False

    def __init__(
        self, *, seed: int, now_ms: int, block_seconds: float = 12.0, folder: Path | None = None
    ) -> None:
        if not block_seconds > 0:
            message = f"a block needs time: block_seconds must be above zero, not {block_seconds}"
            raise ValueError(message)
        self._seed = seed
        self._block_ms = max(1, round(block_seconds * 1_000))
        self._keeping = Keeping(folder / "chain.json") if folder else None
        self._cache: OrderedDict[str, Json] = OrderedDict()
        kept = self._keeping.load() if self._keeping else None
        fresh = kept is None or kept.get("seed") != seed
        self.chain = Chain(seed, [] if fresh else _forks(kept))
        self._times = {FIRST_HEAD + chance(seed, "first head").randrange(9_000): now_ms // 1_000}
        if not fresh:
            self._times = _times(kept)
        self._present = max(now_ms, self._times[self.head] * 1_000)
        self._due_ms = self._present + self._block_ms

    @property
    def head(self) -> int:
        """Number of the newest block."""
        return next(reversed(self._times))

    def origin(self, now_ms: int) -> int:
        """The chain's time is the clock's, or ahead of it if it once ran faster."""
        return max(now_ms, self._present)

    def due(self) -> int:
        """When the next block comes; there is always a next one."""
        return self._due_ms

    def advance(self) -> str:
        """The next block."""
        self._times[self.head + 1] = max(self._due_ms // 1_000, self._times[self.head])
        self._due_ms += self._block_ms
        while len(self._times) > KEPT_TIMES:
            del self._times[next(iter(self._times))]
        self._save()
        return self.chain.hash_at(self.head)

    def close(self) -> None:
        """Remember the newest block for the next start."""
        self._save()

    def by_number(self, number: int) -> Json | None:
        """Any block up to the newest."""
        if not 0 < number <= self.head:
            return None
        return self.by_hash(self.chain.hash_at(number))

    def by_hash(self, block_hash: str) -> Json | None:
        """Any block up to the newest, on whichever branch it stands."""
        if (cached := self._cache.get(block_hash.lower())) is not None:
            self._cache.move_to_end(block_hash.lower())
            return cached
        place = self._place(block_hash)
        if place is None:
            return None
        spelled = full_block(self.chain, self.chain.block(*place), self.time_of(place[0]))
        self._cache[block_hash.lower()] = spelled
        if len(self._cache) > CACHED_BLOCKS:
            self._cache.popitem(last=False)
        return spelled

    def receipts(self, block_hash: str) -> list[Json] | None:
        """Receipts of any block."""
        place = self._place(block_hash)
        return receipts(self.chain, self.chain.block(*place)) if place else None

    def block_of(self, transaction_hash: str) -> str | None:
        """The block that holds a transaction now."""
        place = self.chain.hashes.place(transaction_hash)
        if place is None or place.kind != 1 or not 0 < place.number <= self.head:
            return None
        block = self.chain.block(place.number, self.chain.branch_at(place.number))
        holds = any(tx.hash == transaction_hash.lower() for tx in block.transactions)
        return block.hash if holds else None

    def reorganise(self, depth: int) -> tuple[list[str], list[str]]:
        """Replace the newest ``depth`` blocks by as many of a new branch."""
        if not 1 <= depth < len(self._times):
            message = f"depth must lie between 1 and {len(self._times) - 1}, not {depth}"
            raise ValueError(message)
        numbers = range(self.head - depth + 1, self.head + 1)
        gone = [self.chain.hash_at(number) for number in numbers]
        self.chain.fork(numbers.start)
        self._save()
        return gone, [self.chain.hash_at(number) for number in numbers]

    def planted(self, first: int, last: int) -> list[Json]:
        """The ledger of a range."""
        return [asdict(planted) for planted in Ledger(self.chain).planted(first, last)]

    def time_of(self, number: int) -> int:
        """A block's time in seconds: remembered, or dated back from the oldest that is."""
        if number in self._times:
            return self._times[number]
        oldest = next(iter(self._times))
        return self._times[oldest] - round((oldest - number) * self._block_ms / 1_000)

    def _place(self, block_hash: str) -> tuple[int, int] | None:
        place = self.chain.find(block_hash.lower())
        return place if place and 0 < place[0] <= self.head else None

    def _save(self) -> None:
        if self._keeping is None:
            return
        self._keeping.save(
            {
                "seed": self._seed,
                "block": self.head,
                "times": list(self._times.items()),
                "forks": [[fork.number, fork.parent] for fork in self.chain.forks],
            }
        )


def _forks(kept: Json | None) -> list[Fork]:
    forks = kept["forks"] if kept else []
    return [Fork(number, parent) for number, parent in forks] if isinstance(forks, list) else []


def _times(kept: Json | None) -> dict[int, int]:
    times = kept["times"] if kept else []
    return dict(times) if isinstance(times, list) else {}

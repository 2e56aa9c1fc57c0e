"""The made-up chain as a source of blocks."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, astuple
from pathlib import Path

from standins.ethereum.lately import Lately
from standins.ethereum.receipts import receipts
from standins.ethereum.source import Json
from standins.ethereum.spelling import full_block, waiting
from standins.ethereum.tracing import call_trees
from standins.market.chain.chain import Chain, ChainBlock, Fork
from standins.market.chain.known import BRIDGES, STABLECOINS, STAKED_ETHER, WRAPPED_ETHER
from standins.market.chain.ledger import Ledger
from standins.market.chain.people import People
from standins.market.chain.scheduled import Scheduled
from standins.market.chance import chance
from standins.market.keeping import Keeping

FIRST_HEAD = 23_900_000
"""Where a chain without memory begins to grow, about the end of 2025."""

KEPT_TIMES = 1_000
"""Blocks whose time is remembered; earlier ones are dated back at the usual pace."""

DEEPEST = 500
"""Blocks a reorganisation may replace: far more than are ever final, and their times are known."""

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
        Seconds between blocks; 12 on Ethereum, 2 on Base and OP Mainnet.
    chain_id
        Which chain it says it is: 1 Ethereum, 8453 Base, 42161 Arbitrum One, 10 OP Mainnet, 137
        Polygon. What happens on it is the same.
    folder
        Where the last block, the times of the newest and the reorganisations are kept, so that
        the next start goes on behind them; None keeps nothing.
    scheduled
        Moves that a scenario wants, counted in blocks from where a chain without memory begins.
    """

    kind = "simulator"
    awaits_listener = False

    def __init__(
        self,
        *,
        seed: int,
        now_ms: int,
        block_seconds: float = 12.0,
        chain_id: int = 1,
        folder: Path | None = None,
        scheduled: Sequence[Scheduled] = (),
    ) -> None:
        if not block_seconds > 0:
            message = f"a block needs time: block_seconds must be above zero, not {block_seconds}"
            raise ValueError(message)
        self.chain_id = chain_id
        self._seed = seed
        self._replaced = 0
        self._block_ms = max(1, round(block_seconds * 1_000))
        self._keeping = Keeping(folder / "chain.json") if folder else None
        self._written = Lately[tuple[int, int], ChainBlock](CACHED_BLOCKS)
        self._spelled = Lately[tuple[int, int], Json](CACHED_BLOCKS)
        kept = self._keeping.load() if self._keeping else None
        self._scheduled = [list(astuple(one)) for one in scheduled]
        fresh = (
            kept is None or kept.get("seed") != seed or kept.get("scheduled", []) != self._scheduled
        )
        opening = FIRST_HEAD + chance(seed, "first head").randrange(9_000)
        forks = [] if fresh else _forks(kept)
        self.chain = Chain(seed, forks, opening=opening, scheduled=scheduled)
        self._contracts = frozenset(_contracts(self.chain))
        people = People(self.chain.hashes)
        self._old = self._contracts.union(people.nobodies, people.whales, people.exchanges)
        self._times = {opening: now_ms // 1_000}
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
        place = self._place(block_hash)
        if place is None:
            return None
        return self._spelled.get(place, lambda: self._spell(*place))

    def receipts(self, block_hash: str) -> list[Json] | None:
        """Receipts of any block."""
        place = self._place(block_hash)
        return receipts(self.chain, self._block(*place)) if place else None

    def traces(self, block_hash: str) -> list[Json] | None:
        """Call trees of any block."""
        place = self._place(block_hash)
        return call_trees(self.chain, self._block(*place)) if place else None

    def pending(self, *, new: bool = False) -> list[Json]:
        """What waits while the newest block is the newest."""
        base_fee = self.chain.base_fee(self.head)
        return [
            waiting(self.chain, one.tx, base_fee, chain_id=self.chain_id)
            for one in self.chain.waiting(self.head)
            if one.since == self.head or not new
        ]

    def has_code(self, address: str) -> bool:
        """Whether an address is one of the contracts that were there before."""
        return address in self._contracts

    def was_there(self, address: str) -> bool:
        """Whether an address is one of the old houses, not a stranger of some story."""
        return address in self._old

    def block_of(self, transaction_hash: str) -> str | None:
        """The block that holds a transaction now."""
        number = self.chain.holder(transaction_hash)
        if number is None or not 0 < number <= self.head:
            return None
        return self.chain.hash_at(number)

    def reorganise(self, depth: int, longer: int = 0) -> tuple[list[str], list[str]]:
        """Replace the newest ``depth`` blocks by those of a new branch, and ``longer`` more."""
        if not 1 <= depth <= DEEPEST:
            message = f"depth must lie between 1 and {DEEPEST}, not {depth}"
            raise ValueError(message)
        first, last = self.head - depth + 1, self.head
        gone = [self.chain.hash_at(number) for number in range(first, last + 1)]
        self._replaced = self.chain.branch_at(last)
        self.chain.fork(first)
        for number in range(last + 1, last + 1 + longer):
            self._times[number] = self._times[number - 1] + 1
        self._save()
        return gone, [self.chain.hash_at(number) for number in range(first, self.head + 1)]

    def restore(self, number: int) -> None:
        """Go on, behind a number, on the branch that was the chain before the last fork."""
        self.chain.forks.append(Fork(number + 1, self._replaced))
        self._save()

    def planted(self, first: int, last: int) -> list[Json]:
        """The ledger of a range, move by move."""
        return [asdict(planted) for planted in Ledger(self.chain).planted(first, last)]

    def stories(self, first: int, last: int) -> list[Json]:
        """The ledger of a range, story by story."""
        return [asdict(record) for record in Ledger(self.chain).records(first, last)]

    def never_mined(self, first: int, last: int) -> list[Json]:
        """What came to wait in a range, in vain."""
        return [asdict(one) for one in Ledger(self.chain).never_mined(first, last)]

    def time_of(self, number: int) -> int:
        """A block's time in seconds: remembered, or dated back from the oldest that is."""
        if number in self._times:
            return self._times[number]
        oldest = next(iter(self._times))
        return self._times[oldest] - round((oldest - number) * self._block_ms / 1_000)

    def _block(self, number: int, branch: int) -> ChainBlock:
        """A block as it was planned; making one up again costs milliseconds."""
        place = (number, branch)
        return self._written.get(place, lambda: self.chain.block(*place))

    def _spell(self, number: int, branch: int) -> Json:
        block, second = self._block(number, branch), self.time_of(number)
        return full_block(self.chain, block, second, chain_id=self.chain_id)

    def _place(self, block_hash: str) -> tuple[int, int] | None:
        place = self.chain.find(block_hash.lower())
        return place if place and 0 < place[0] <= self.head else None

    def _save(self) -> None:
        if self._keeping is None:
            return
        self._keeping.save(
            {
                "seed": self._seed,
                "scheduled": self._scheduled,
                "block": self.head,
                "times": list(self._times.items()),
                "forks": [[fork.number, fork.parent] for fork in self.chain.forks],
            }
        )


def _forks(kept: Json | None) -> list[Fork]:
    forks = kept["forks"] if kept else []
    return [Fork(number, parent) for number, parent in forks] if isinstance(forks, list) else []


def _contracts(chain: Chain) -> Iterator[str]:
    yield from People(chain.hashes).contracts
    yield from (*STABLECOINS, WRAPPED_ETHER, STAKED_ETHER, *BRIDGES.values())


def _times(kept: Json | None) -> dict[int, int]:
    times = kept["times"] if kept else []
    return dict(times) if isinstance(times, list) else {}

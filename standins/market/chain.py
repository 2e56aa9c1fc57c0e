"""A chain that is made up: any block, by number or by hash, at any time.

A block's content, its own hash and its parent's hash follow from the seed and the block's place
(number, branch). The main branch is 0; a reorganisation begins another branch at some number, and
which branch began where is the only thing that has to be remembered.
"""

import math
from dataclasses import dataclass, field

from standins.market.chance import chance
from standins.market.hashes import Hashes, Place
from standins.market.transactions import Plan, Transactions, Tx

GWEI = 10**9


@dataclass(frozen=True, slots=True)
class Fork:
    """A branch: where it leaves its parent branch. Its first block is ``number``."""

    number: int
    parent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainBlock:
    """One block: where it stands, what it is called, what it holds."""

    number: int
    branch: int
    hash: str
    parent_hash: str
    base_fee: int
    transactions: list[Tx] = field(default_factory=list)


class Chain:
    """Blocks of one seed.

    Parameters
    ----------
    seed
        Which of all possible chains.
    forks
        Branches 1, 2, … in the order in which they came to be.
    """

    def __init__(self, seed: int, forks: list[Fork] | None = None) -> None:
        self.hashes = Hashes(seed)
        self.forks = list(forks or [])
        self._seed = seed
        self._transactions = Transactions(seed, self.hashes)

    def fork(self, number: int) -> int:
        """Begin a new branch whose first block has a number; give its id."""
        self.forks.append(Fork(number, self.branch_at(number - 1)))
        return len(self.forks)

    def branch_at(self, number: int) -> int:
        """The branch that is the chain at a number now, after all that was reorganised."""
        branch = len(self.forks)
        while branch and self.forks[branch - 1].number > number:
            branch = self.forks[branch - 1].parent
        return branch

    def hash_at(self, number: int) -> str:
        """Hash of the block that is the chain at a number now."""
        return self.hashes.of(Place(0, number, self.branch_at(number), 0))

    def find(self, block_hash: str) -> tuple[int, int] | None:
        """Number and branch of a block by its hash, orphaned ones included."""
        place = self.hashes.place(block_hash)
        if place is None or place.kind != 0 or place.branch > len(self.forks):
            return None
        return place.number, place.branch

    def block(self, number: int, branch: int) -> ChainBlock:
        """The block at a place."""
        return ChainBlock(
            number=number,
            branch=branch,
            hash=self.hashes.of(Place(0, number, branch, 0)),
            parent_hash=self.hashes.of(
                Place(0, number - 1, self._parent_branch(number, branch), 0)
            ),
            base_fee=self.base_fee(number),
            transactions=self._content(number, branch),
        )

    def base_fee(self, number: int) -> int:
        """Base fee in wei: a slow wave around six gwei with noise on top."""
        wave = math.sin(number / 260) * 0.5 + math.sin(number / 37) * 0.25
        noise = chance(self._seed, "fee", number).gauss(0, 0.08)
        return round(6 * GWEI * math.exp(wave + noise))

    def _parent_branch(self, number: int, branch: int) -> int:
        if branch and self.forks[branch - 1].number == number:
            return self.forks[branch - 1].parent
        return branch

    def _content(self, number: int, branch: int) -> list[Tx]:
        """What a later branch keeps of a block: most of it.

        The largest transfer is always lost in a reorganisation, so that a tracker which does not
        retract can be told from one that does; of the others one in ten is, and one is new.
        """
        content = self._transactions.of(number)
        if not branch:
            return content
        luck = chance(self._seed, "kept", number, branch)
        largest = max((tx.value for tx in content if tx.plan is not Plan.ORDINARY), default=-1)
        kept = [tx for tx in content if tx.value != largest and not luck.odds(0.1)]
        return [*kept, self._transactions.newcomer(number, branch)]

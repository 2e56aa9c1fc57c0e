"""A chain that is made up: any block, by number or by hash, at any time.

A block's content, its own hash and its parent's hash follow from the seed and the block's place
(number, branch). The main branch is 0; a reorganisation begins another branch at some number, and
which branch began where is the only thing that has to be remembered.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from standins.market.chain.fees import Fees
from standins.market.chain.hashes import BLOCK, TRANSACTION, Hashes, Place
from standins.market.chain.mempool import Mempool, Waiting
from standins.market.chain.records import Plan, Tx, Withdrawal
from standins.market.chain.scheduled import Scheduled
from standins.market.chain.transactions import Transactions
from standins.market.chance import chance

DELAYED_SHARE = 0.1
"""Of a block's transactions, when another branch takes its place, so many come a block later."""


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
    withdrawals: tuple[Withdrawal, ...] = ()


class Chain:
    """Blocks of one seed.

    Parameters
    ----------
    seed
        Which of all possible chains.
    forks
        Branches 1, 2, … in the order in which they came to be.
    opening, scheduled
        A scenario's moves, and the block from which they are counted.
    """

    def __init__(
        self,
        seed: int,
        forks: Sequence[Fork] = (),
        *,
        opening: int = 0,
        scheduled: Sequence[Scheduled] = (),
    ) -> None:
        self.hashes = Hashes(seed)
        self.fees = Fees(seed)
        self.forks = list(forks)
        self._seed = seed
        self.mined = Transactions(
            seed, self.hashes, self.fees, opening=opening, scheduled=scheduled
        )
        self.mempool = Mempool(seed, self.hashes, self.mined)

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
        return self.hashes.of(Place(BLOCK, number, self.branch_at(number), 0))

    def find(self, block_hash: str) -> tuple[int, int] | None:
        """Number and branch of a block by its hash, orphaned ones included."""
        place = self.hashes.place(block_hash)
        if place is None or place.kind != BLOCK or place.branch > len(self.forks):
            return None
        return place.number, place.branch

    def holder(self, transaction_hash: str) -> int | None:
        """Number of the block that holds a transaction now; None if no block does.

        A reorganisation may have put it into the block after the one it was first seen in.
        """
        place = self.hashes.place(transaction_hash)
        if place is None or place.kind != TRANSACTION:
            return None
        name = transaction_hash.lower()
        for number in (place.number, place.number + 1):
            if any(tx.hash == name for tx in self.at(number).transactions):
                return number
        return None

    def at(self, number: int) -> ChainBlock:
        """The block that is the chain at a number now."""
        return self.block(number, self.branch_at(number))

    def block(self, number: int, branch: int) -> ChainBlock:
        """The block at a place."""
        parent = self._parent_branch(number, branch)
        return ChainBlock(
            number=number,
            branch=branch,
            hash=self.hashes.of(Place(BLOCK, number, branch, 0)),
            parent_hash=self.hashes.of(Place(BLOCK, number - 1, parent, 0)),
            base_fee=self.base_fee(number),
            transactions=self._content(number, branch),
            withdrawals=self.mined.withdrawals(number),
        )

    def waiting(self, number: int) -> list[Waiting]:
        """What waits to be mined while a block is the newest.

        What a reorganisation took out of that block, to be mined again, waits too.
        """
        late, _ = self._left_out(number, self.branch_at(number))
        again = [Waiting(tx=tx, fate="mined", since=number, until=number + 1) for tx in late]
        return [*again, *self.mempool.after(number)]

    def base_fee(self, number: int) -> int:
        """Base fee of a block in wei a unit of gas."""
        return self.fees.base(number)

    def _parent_branch(self, number: int, branch: int) -> int:
        if branch and self.forks[branch - 1].number == number:
            return self.forks[branch - 1].parent
        return branch

    def _content(self, number: int, branch: int) -> list[Tx]:
        """What stands in a block: on a later branch most of what stood there at first.

        What a block of a later branch left out comes in the block after it; only the largest
        transfer on which no other depends never comes again, so that a tracker which does not
        retract can be told from one that does. One transaction is new.
        """
        content: Sequence[Tx] = self.mined.of(number)
        late = self._left_out(number - 1, self._parent_branch(number, branch))[0]
        if branch:
            delayed, lost = self._left_out(number, branch, content)
            missing = {tx.hash for tx in delayed} | {lost}
            content = [tx for tx in content if tx.hash not in missing]
            content.append(self.mined.newcomer(number, branch))
        return [*late, *content]

    def _left_out(
        self, number: int, branch: int, content: Sequence[Tx] | None = None
    ) -> tuple[list[Tx], str]:
        """What comes a block later, and the hash of what never comes again."""
        if not branch:
            return [], ""
        luck = chance(self._seed, "kept", number, branch)
        content = self.mined.of(number) if content is None else content
        largest = max(content, key=_planted_value, default=None)
        delayed = [tx for tx in content if luck.odds(DELAYED_SHARE) or tx is largest]
        if largest is None or not _planted_value(largest):
            return delayed, ""
        story = self.mined.campaigns.named(largest.planted)
        if story is None or not story.alone:
            return delayed, ""
        return [tx for tx in delayed if tx is not largest], largest.hash


def _planted_value(tx: Tx) -> int:
    return 0 if tx.plan is Plan.ORDINARY else tx.value

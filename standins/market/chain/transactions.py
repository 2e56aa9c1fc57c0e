"""What one block of the made-up chain holds: a pure function of seed and block number.

Ordinary transactions (`everyday`) with the planted ones (`campaigns`) spread among them, and the
withdrawals that the block pays by itself.
"""

from collections.abc import Sequence
from functools import lru_cache

from standins.market.chain.campaigns import Campaigns
from standins.market.chain.everyday import Everyday
from standins.market.chain.fees import Fees
from standins.market.chain.hashes import TRANSACTION, Hashes, Place
from standins.market.chain.people import People
from standins.market.chain.records import OLDEST_BLOCK, Tx, Withdrawal
from standins.market.chain.scene import Cast
from standins.market.chain.scheduled import Scheduled
from standins.market.chance import chance

TRANSACTIONS = 40
"""About so many in a block."""

WITHDRAWALS = 16
"""Exactly so many in a block, as the consensus layer has it."""

KEPT_BLOCKS = 64
"""Blocks kept at hand: what waits for a block is asked for again when it is mined."""

VALIDATORS = 1_000_000
REWARD_GWEI = 18_600_000
"""What a validator of 32 ether has earned since its last turn."""


class Transactions:
    """What each block holds.

    Parameters
    ----------
    seed
        Which of all possible chains.
    hashes
        How its transactions are named.
    fees
        What they pay.
    opening, scheduled
        A scenario's moves, and the block from which they are counted.
    """

    def __init__(
        self,
        seed: int,
        hashes: Hashes,
        fees: Fees,
        *,
        opening: int = 0,
        scheduled: Sequence[Scheduled] = (),
    ) -> None:
        self.people = people = People(hashes)
        self._seed, self._fees = seed, fees
        cast = Cast(hashes=hashes, people=people, fees=fees)
        self.everyday = Everyday(hashes, people, fees)
        self.of = lru_cache(KEPT_BLOCKS)(self._of)
        self.campaigns = Campaigns(seed, cast, opening=opening, scheduled=scheduled)

    def _of(self, number: int) -> tuple[Tx, ...]:
        """Transactions of a block on the branch where it was first seen, in order."""
        luck = chance(self._seed, "block", number)
        congestion = self._fees.congestion(number)
        planted = self.campaigns.transactions(number)
        ordinary = max(0, round(luck.gauss(TRANSACTIONS, 6)) - len(planted))
        made = [
            self.everyday.one(luck, Place(TRANSACTION, number, 0, position), congestion)
            for position in range(ordinary)
        ]
        for tx in planted:
            made.insert(luck.randrange(len(made) + 1), tx)
        return tuple(made)

    def newcomer(self, number: int, branch: int) -> Tx:
        """A transaction that only a later branch of the chain holds."""
        luck = chance(self._seed, "extra", number, branch)
        return self.everyday.one(luck, Place(TRANSACTION, number, branch, 0))

    def withdrawals(self, number: int) -> tuple[Withdrawal, ...]:
        """What a block pays to validators' owners: rewards, and the stakes of those that leave."""
        luck = chance(self._seed, "withdrawals", number)
        leaving = self.campaigns.payouts(number)
        owners = luck.sample(self.people.nobodies, 3)
        first = max(0, number - OLDEST_BLOCK) * WITHDRAWALS
        turn = first % VALIDATORS
        rewards = [
            (owners[place * 3 // WITHDRAWALS], REWARD_GWEI + luck.randrange(400_000))
            for place in range(WITHDRAWALS - len(leaving))
        ]
        return tuple(
            Withdrawal(first + place, (turn + place) % VALIDATORS, address, gwei)
            for place, (address, gwei) in enumerate([*leaving, *rewards])
        )

"""The truth about what was planted, for whoever checks a tracker against it."""

from dataclasses import dataclass

from standins.market.chain import Chain
from standins.market.transactions import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """One transaction that was put there on purpose.

    ``value`` is in wei; ``plan`` is ``whale``, ``forward`` (the same ether passed on) or
    ``lookalike`` (failed: nothing moved, nothing may be reported).
    """

    number: int
    block_hash: str
    hash: str
    sender: str
    to: str | None
    value: int
    plan: Plan


class Ledger:
    """Reads the plan of a chain.

    Parameters
    ----------
    chain
        The chain; its reorganisations change what counts.
    """

    def __init__(self, chain: Chain) -> None:
        self._chain = chain

    def planted(self, first: int, last: int) -> list[Planted]:
        """What stands in the blocks first to last, both included, as the chain is now."""
        blocks = (
            self._chain.block(number, self._chain.branch_at(number))
            for number in range(first, last + 1)
        )
        return [
            Planted(
                number=block.number,
                block_hash=block.hash,
                hash=tx.hash,
                sender=tx.sender,
                to=tx.to,
                value=tx.value,
                plan=tx.plan,
            )
            for block in blocks
            for tx in block.transactions
            if tx.plan is not Plan.ORDINARY
        ]

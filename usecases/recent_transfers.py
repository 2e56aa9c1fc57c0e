"""A person asks what whales moved lately."""

from collections.abc import Sequence

from core.chain import WEI_PER_ETH, Transfer
from core.errors import RefusedError
from core.ports import History
from usecases.amounts import read_amount

SMALLEST_ETH = 100.0


class RecentTransfers:
    """The newest big transfers, failed and retracted ones left out."""

    def __init__(self, history: History, *, limit: int = 8, chain: str = "ethereum") -> None:
        self._history = history
        self._limit = limit
        self._chain = chain

    async def __call__(self, min_eth: float = SMALLEST_ETH) -> Sequence[Transfer]:
        """Transfers of at least ``min_eth``, newest first."""
        wei = int(min_eth * WEI_PER_ETH)
        return await self._history.transfers(min_wei=wei, limit=self._limit, chain=self._chain)


def read_smallest(text: str) -> float:
    """The smallest amount in ETH that the words behind a command ask for.

    Raises
    ------
    RefusedError
        If there are words, but no number from 1 to 10,000,000.

    >>> read_smallest(""), read_smallest("1k"), read_smallest("500 ETH")
    (100.0, 1000.0, 500.0)
    """
    wanted = text.strip().lower().removesuffix("eth").strip()
    if not wanted:
        return SMALLEST_ETH
    amount = read_amount(wanted)
    if amount is None or not 1 <= amount <= 10_000_000:  # noqa: PLR2004 - the rule's own range
        raise RefusedError("refused-smallest", text=text.strip())
    return amount

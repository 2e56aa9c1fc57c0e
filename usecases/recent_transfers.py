"""A person asks what whales moved lately."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.chain import WEI_PER_ETH, Transfer, TransferState, state_of
from core.errors import RefusedError
from core.ports import History
from usecases.amounts import read_amount

SMALLEST_ETH = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferRecord:
    """A transfer and where it stands on its way into the chain."""

    transfer: Transfer
    state: TransferState


class RecentTransfers:
    """The newest big transfers, failed and retracted ones left out."""

    def __init__(self, history: History, *, limit: int = 8, chain: str = "ethereum") -> None:
        self._history = history
        self._limit = limit
        self._chain = chain

    async def __call__(self, min_eth: float = SMALLEST_ETH) -> Sequence[TransferRecord]:
        """Transfers of at least ``min_eth`` of the chain's own coin, newest first."""
        wei = int(min_eth * WEI_PER_ETH)
        found = await self._history.transfers(min_wei=wei, limit=self._limit, chain=self._chain)
        return await self._records(found)

    async def of_token(self, coin: str, min_size: float) -> Sequence[TransferRecord]:
        """Transfers of at least ``min_size`` of a token, by its symbol, newest first."""
        found = await self._history.token_transfers(
            coin=coin, min_size=min_size, limit=self._limit, chain=self._chain
        )
        return await self._records(found)

    async def of_transaction(self, tx_hash: str) -> Sequence[TransferRecord]:
        """Everything that one transaction moved, its undone moves too."""
        kept = await self._history.transaction(chain=self._chain, tx_hash=tx_hash)
        settled = await self._history.finality(self._chain)
        return [
            TransferRecord(
                transfer=each.transfer,
                state=state_of(each.transfer, settled, retracted=each.retracted),
            )
            for each in kept
        ]

    async def _records(self, found: Sequence[Transfer]) -> Sequence[TransferRecord]:
        settled = await self._history.finality(self._chain)
        return [TransferRecord(transfer=each, state=state_of(each, settled)) for each in found]


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

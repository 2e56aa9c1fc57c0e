"""A person asks what whales moved lately."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.chain import WEI_PER_ETH, Transfer, TransferState, state_of
from core.detection import Detection, DetectionId, transfer_detection_id
from core.ports import History, KeptTransfer
from usecases.transfer_question import TransferQuestion

SMALLEST_ETH = 100.0

# As what a transfer in a block is told: news first, then what carries on or stays in one house.
_NEWS = ("transfer", "token_transfer", "transfer_pending")
_MINED = ("transfer", "token_transfer", "pass_through", "sweep", "internal_transfer")
_PENDING = ("transfer_pending",)
# /whales looks no further back than this many transfers.
_DEEPEST = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferRecord:
    """A transfer, where it stands on its way into the chain, and what was found out about it.

    ``told`` is None where nothing moved between people: wrapping, a payment to oneself. ``onward``
    is the last transfer that passed the same money on, where there is one.
    """

    transfer: Transfer
    state: TransferState
    told: Detection | None = None
    onward: Detection | None = None

    @property
    def news(self) -> bool:
        """Whether it begins a move between people; one that carries on an older one does not."""
        return self.told is not None and self.told.kind in _NEWS


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
        return await self._of_kept(kept)

    async def _records(self, found: Sequence[Transfer]) -> Sequence[TransferRecord]:
        return await self._of_kept([KeptTransfer(transfer=each, retracted=False) for each in found])

    async def _of_kept(self, kept: Sequence[KeptTransfer]) -> Sequence[TransferRecord]:
        settled = await self._history.finality(self._chain)
        names = [_names(each.transfer) for each in kept]
        found = await self._history.detections_of([name for some in names for name in some])
        told = {each.id: each for each in found}
        last: dict[DetectionId, Detection] = {}
        for each in found:
            if each.of and _hop(each) > _hop(last.get(each.of)):
                last[each.of] = each
        return [
            TransferRecord(
                transfer=each.transfer,
                state=state_of(each.transfer, settled, retracted=each.retracted),
                told=next((told[name] for name in some if name in told), None),
                onward=next((last[name] for name in some if name in last), None),
            )
            for each, some in zip(kept, names, strict=True)
        ]


class TransferNews:
    """What whales did lately, as the alerts tell it: one line for each move.

    What passes on an earlier transfer is no line of its own, nor what an exchange moves between its
    wallets, what is wrapped, or what somebody pays to themselves.
    """

    def __init__(self, history: History, *, limit: int = 8) -> None:
        self._history = history
        self._limit = limit

    async def __call__(self, asked: TransferQuestion) -> Sequence[TransferRecord]:
        """The newest moves first; of the newest 2,000 transfers of that size at most."""
        page = self._limit * 4
        while True:
            recent = RecentTransfers(self._history, limit=page, chain=asked.chain)
            of_coin = recent(asked.least) if asked.own else recent.of_token(asked.coin, asked.least)
            found = await of_coin
            news = [record for record in found if record.news]
            if len(news) >= self._limit or len(found) < page or page >= _DEEPEST:
                return news[: self._limit]
            page *= 4


def _names(transfer: Transfer) -> list[DetectionId]:
    kinds = _PENDING if transfer.status == "pending" else _MINED
    return [transfer_detection_id(kind, transfer) for kind in kinds]


def _hop(found: Detection | None) -> float:
    return found.numbers.get("hop", 0.0) if found else 0.0

"""Where the effects of facts go, together with how far they were read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from core.alerts import Notice, RuleState
from core.chain import Finality, GasPrice, Transfer
from core.detection import Detection
from core.gaps import Gap
from core.heat import HeatColumn
from core.labels import Label
from core.market import BookSample, Candle, Funding, Liquidation, OpenInterest
from core.ports.streams import EntryId
from core.tape import TapeSecond


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The right to write the effects of one partition, until somebody takes a later epoch."""

    partition: int
    owner: str
    epoch: int
    position: EntryId


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """All that one batch of a partition's entries leads to. Committed whole or not at all."""

    claim: Claim
    position: EntryId
    transfers: Sequence[Transfer] = ()
    retracted_blocks: Sequence[str] = ()
    finality: Sequence[Finality] = ()
    gas: Sequence[GasPrice] = ()
    candles: Sequence[Candle] = ()
    samples: Sequence[BookSample] = ()
    heat: Sequence[HeatColumn] = ()
    tape: Sequence[TapeSecond] = ()
    liquidations: Sequence[Liquidation] = ()
    funding: Sequence[Funding] = ()
    interest: Sequence[OpenInterest] = ()
    gaps: Sequence[Gap] = ()
    labels: Sequence[Label] = ()
    detections: Sequence[Detection] = ()
    notices: Sequence[Notice] = ()
    states: Sequence[RuleState] = ()


class Ledger(Protocol):
    """Where the worker's effects go, together with how far it has read."""

    async def acquire(self, partition: int, owner: str) -> Claim:
        """Take a partition: the next epoch, and the position of the last commit."""

    async def commit(self, effects: Effects) -> None:
        """Everything in one transaction, the position included.

        What exists already stays as it is, so that a batch may be worked through again. Owed
        notices become outbox rows; held ones are kept with their reason.

        Raises
        ------
        FencedError
            If a later epoch owns the partition. Nothing was written.
        """

    async def close_stale_gaps(self, source: str, *, now_ns: int, healing: str) -> int:
        """Give every gap that a former run of a source left open its end; how many they were.

        Called when a run begins, before its feed connects: whoever could have healed those gaps is
        gone. They end at ``now_ns`` with ``healing`` as the word on how. One of them that still
        waits in the stream is closed when it is committed.
        """

"""A past made of given facts, which the product's own use cases read."""

from collections.abc import Sequence

from core.detection import Detection
from core.heat import HeatColumn
from core.market import Candle, Liquidation
from core.ports import Effects, EntryId, History
from core.tape import TapeSecond
from db.memory import memory_stores


class Stopped:
    """A clock that stands still: pictures of one past are the same whenever they are drawn."""

    def __init__(self, now_ns: int) -> None:
        self._now_ns = now_ns

    def now_ns(self) -> int:
        """The moment at which it stands."""
        return self._now_ns

    async def sleep(self, seconds: float) -> None:
        """Come back at once."""


class Past:
    """Stores in memory with one batch of facts in them, and the moment from which they are seen."""

    def __init__(self, now_ns: int) -> None:
        self.clock = Stopped(now_ns)
        self._stores = memory_stores(self.clock)

    @property
    def history(self) -> History:
        """What the use cases ask."""
        return self._stores.history

    async def keep(
        self,
        *,
        candles: Sequence[Candle] = (),
        detections: Sequence[Detection] = (),
        heat: Sequence[HeatColumn] = (),
        tape: Sequence[TapeSecond] = (),
        liquidations: Sequence[Liquidation] = (),
    ) -> None:
        """Store facts as the engine's worker does."""
        claim = await self._stores.ledger.acquire(0, "gallery")
        await self._stores.ledger.commit(
            Effects(
                claim=claim,
                position=EntryId(ms=claim.position.ms + 1, seq=0),
                candles=candles,
                detections=detections,
                heat=heat,
                tape=tape,
                liquidations=liquidations,
            )
        )

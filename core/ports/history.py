"""The past, for pictures and answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from core.alerts import Notice, NoticeId, Rule
from core.chain import Finality, FinalityState, GasPrice, Transfer
from core.detection import Detection, DetectionId
from core.gaps import Gap
from core.heat import HeatColumn
from core.market import BookSample, Candle, Funding, Liquidation, OpenInterest, Timeframe
from core.ports.flows import FlowPast
from core.tape import TapeSecond


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTransfer:
    """A transfer as it is kept: ``retracted`` ones left the chain with their block."""

    transfer: Transfer
    retracted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try to deliver a notice, as it is kept for ``/why``."""

    number: int
    outcome: str
    reason: str | None
    at_ns: int
    message_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A notice with everything that is known about its way."""

    notice: Notice
    rule: Rule
    created_ns: int
    attempts: Sequence[Attempt]


class ChainPast(Protocol):
    """What happened on the chains."""

    async def transfers(self, *, min_wei: int, limit: int, chain: str) -> list[Transfer]:
        """The newest transfers of the chain's own coin of at least this size first.

        Pending ones are among them by the moment they were seen; failed and retracted ones are
        left out.
        """

    async def token_transfers(
        self, *, coin: str, min_size: float, limit: int, chain: str
    ) -> list[Transfer]:
        """The same for a token by its symbol; ``min_size`` counts whole coins."""

    async def transfers_since(
        self, *, chain: str, since_ns: int, min_units: int = 0
    ) -> list[Transfer]:
        """What moved in blocks since a moment, in the chain's order, to bring detectors back.

        Of all coins; ``min_units`` leaves out smaller ones of the chain's own. Pending, failed and
        retracted ones are left out.
        """

    async def transaction(self, *, chain: str, tx_hash: str) -> list[KeptTransfer]:
        """Everything that one transaction moved, in order of place, retracted or not."""

    async def finality(self, chain: str) -> Mapping[FinalityState, Finality]:
        """The newest safe and the newest final block, where the chain told them."""

    async def latest_gas(self, chain: str) -> GasPrice | None:
        """What the newest block charged for gas."""

    async def gas(self, *, chain: str, since_ns: int, until_ns: int) -> list[GasPrice]:
        """What the blocks of a window charged for gas, oldest first."""


class MarketPast(Protocol):
    """What happened on the venues."""

    async def candles(
        self, *, subject: str, timeframe: Timeframe, limit: int, until_ns: int | None = None
    ) -> list[Candle]:
        """The newest ``limit`` candles that open before ``until_ns``, oldest first."""

    async def samples(self, *, subject: str, since_ns: int, until_ns: int) -> list[BookSample]:
        """Book samples of a window, oldest first."""

    async def heat(
        self, *, subject: str, since_ns: int, until_ns: int, max_columns: int
    ) -> list[HeatColumn]:
        """The heatmap of a window, oldest first: all columns of one length and one step.

        Where more than ``max_columns`` (1 or more) would be needed, each is the mean of several,
        with the price and the scale of the newest, and lasts the shortest round time that does:
        10, 20 or 30 seconds, 1, 2, 3 minutes and so on. The step is the coarsest of the window. A
        column of which nothing was seen is missing.
        """

    async def tape(
        self, *, subject: str, since_ns: int, until_ns: int, seconds: int = 1
    ) -> list[TapeSecond]:
        """What was traded in a window, oldest first, each ``seconds`` (1 or more) added up."""

    async def latest_second(self, subject: str) -> TapeSecond | None:
        """The newest second in which a subject was traded."""

    async def liquidations(
        self, *, subject: str, since_ns: int, until_ns: int
    ) -> list[Liquidation]:
        """Forced closes of a window, oldest first."""

    async def funding(self, *, subject: str, since_ns: int, until_ns: int) -> list[Funding]:
        """Funding payments of a window, oldest first."""

    async def open_interest(
        self, *, subject: str, since_ns: int, until_ns: int
    ) -> list[OpenInterest]:
        """Open interest in a window, oldest first."""


class FeedPast(Protocol):
    """What the feeds did not see."""

    async def gaps(self, *, since_ns: int) -> list[Gap]:
        """Gaps that were open at a moment or began after it, oldest first."""

    async def open_gaps(self) -> list[Gap]:
        """Gaps that are not healed, oldest first."""


class History(ChainPast, MarketPast, FeedPast, FlowPast, Protocol):
    """The past, for pictures and answers. Windows hold their first moment and not their last."""

    async def detections(
        self,
        *,
        subject: str,
        kinds: Sequence[str],
        since_ns: int,
        timeframe: Timeframe | None = None,
    ) -> list[Detection]:
        """Detections known since a moment, oldest first; of one chart, where a timeframe is given.

        What one candle told comes in the order of names, not in that of the detector.
        """

    async def detections_of(self, ids: Sequence[DetectionId]) -> list[Detection]:
        """Those of these detections that are kept, in no order."""

    async def story(self, notice: NoticeId) -> Story | None:
        """All about one notice."""

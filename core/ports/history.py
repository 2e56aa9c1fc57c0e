"""The past, for pictures and answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from core.alerts import Notice, NoticeId, Rule
from core.chain import Transfer
from core.detection import Detection
from core.gaps import Gap
from core.market import BookSample, Candle, Liquidation, Timeframe
from core.tape import TapeSecond


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


class History(Protocol):
    """The past, for pictures and answers."""

    async def transfers(self, *, min_wei: int, limit: int, chain: str) -> list[Transfer]:
        """The newest transfers of at least this size first; failed and retracted ones left out."""

    async def candles(
        self, *, subject: str, timeframe: Timeframe, limit: int, until_ns: int | None = None
    ) -> list[Candle]:
        """The newest ``limit`` candles that open before ``until_ns``, oldest first."""

    async def samples(self, *, subject: str, since_ns: int, until_ns: int) -> list[BookSample]:
        """Book samples of a window, oldest first."""

    async def tape(self, *, subject: str, since_ns: int, until_ns: int) -> list[TapeSecond]:
        """What was traded in a window, oldest first."""

    async def latest_second(self, subject: str) -> TapeSecond | None:
        """The newest second in which a subject was traded."""

    async def liquidations(
        self, *, subject: str, since_ns: int, until_ns: int
    ) -> list[Liquidation]:
        """Forced closes of a window, oldest first."""

    async def detections(
        self, *, subject: str, kinds: Sequence[str], since_ns: int
    ) -> list[Detection]:
        """Detections known since a moment, oldest first."""

    async def gaps(self, *, since_ns: int) -> list[Gap]:
        """Gaps since a moment, oldest first."""

    async def story(self, notice: NoticeId) -> Story | None:
        """All about one notice."""

"""Tell me when a detector finds something of a kind."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from core.detection import Detection
from core.guards import AtLeast
from core.kinds import ASKED, Kind
from core.market import Timeframe

Side = Literal["bullish", "bearish", "any"]


class FindingCondition(BaseModel):
    """Anything of ``finding`` is told of one market, or of one chain.

    ``finding`` is a kind of detection (``core.kinds``); a kind of a market needs a ``symbol``, one
    of a chain a ``chain``, health of a feed one of both. Timeframe, side and smallest size narrow
    it down where the kind has one; asking for what it has not is refused.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["finding"] = "finding"
    finding: str = Field(max_length=48, description="Kind of detection, such as large_trade.")
    venue: Literal["bybit"] = "bybit"
    symbol: str | None = Field(
        default=None, pattern=r"^[A-Z0-9]{3,24}$", description="Instrument, such as ETHUSDT."
    )
    chain: str | None = Field(
        default=None, pattern=r"^[a-z0-9-]{2,24}$", description="Chain, such as ethereum."
    )
    timeframe: Timeframe | None = None
    side: Side = "any"
    min_usd: float = Field(default=0, ge=0, le=1e12, description="Smallest size, in dollars.")

    @field_validator("finding")
    @classmethod
    def _known(cls, finding: str) -> str:
        if finding not in ASKED:
            raise ValueError(f"no kind {finding!r}; see docs/detectors.md for those there are")
        return finding

    @model_validator(mode="after")
    def _fitting(self) -> "FindingCondition":
        of = self.of
        if (self.symbol is None) == (self.chain is None):
            raise ValueError("name a symbol or a chain, not both")
        if (self.symbol is None and of.where == "market") or (
            self.chain is None and of.where == "chain"
        ):
            raise ValueError(f"{self.finding} is found on a {of.where}: name that")
        if self.timeframe is not None and not of.timed:
            raise ValueError(f"{self.finding} has no timeframe")
        if self.side != "any" and not of.sided:
            raise ValueError(f"{self.finding} has no side")
        if self.min_usd and not of.usd:
            raise ValueError(f"{self.finding} has no size in dollars")
        return self

    @property
    def of(self) -> Kind:
        """What is known of the kind."""
        return ASKED[self.finding]

    @property
    def subject(self) -> str:
        """The market or chain that is watched."""
        return self.chain or f"{self.venue}:{self.symbol}"

    def guard(self) -> AtLeast:
        """Every detection of the kind; the size is for ``meets``, as it may be below zero."""
        return AtLeast(kind=self.finding, subject=self.subject)

    def meets(self, detection: Detection) -> bool:
        """Whether timeframe, side and size are the wanted ones."""
        timed = self.timeframe in {None, detection.timeframe}
        sided = self.side in {"any", detection.side}
        return timed and sided and self._large(detection)

    def _large(self, detection: Detection) -> bool:
        return not self.min_usd or abs(detection.numbers.get(self.of.usd, 0.0)) >= self.min_usd

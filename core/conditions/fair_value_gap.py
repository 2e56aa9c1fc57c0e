"""Tell me when a fair value gap forms."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from core.detection import Detection
from core.guards import AtLeast
from core.market import Timeframe


class FairValueGapCondition(BaseModel):
    """A fair value gap of the wanted side forms on a timeframe."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["fair_value_gap"] = "fair_value_gap"
    venue: Literal["bybit"] = "bybit"
    symbol: str = Field(pattern=r"^[A-Z0-9]{3,24}$", description="Instrument, such as ETHUSDT.")
    timeframe: Timeframe = "15m"
    side: Literal["bullish", "bearish", "any"] = "any"

    def guard(self) -> AtLeast:
        """Every fair value gap of the symbol."""
        return AtLeast(kind="fvg", subject=f"{self.venue}:{self.symbol}")

    def meets(self, detection: Detection) -> bool:
        """Whether timeframe and side are the wanted ones."""
        return detection.timeframe == self.timeframe and self.side in {"any", detection.side}

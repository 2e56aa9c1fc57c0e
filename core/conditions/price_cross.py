"""Tell me when a price crosses a level."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from core.detection import Detection
from core.guards import Crosses


class PriceCrossCondition(BaseModel):
    """The last traded price reaches or passes ``level``, from either side.

    A level counts as crossed when the price before was on one side of it and the price now is on it
    or on the other side. Standing on the level and leaving it again does not count twice.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["price_cross"] = "price_cross"
    venue: Literal["bybit"] = "bybit"
    symbol: str = Field(pattern=r"^[A-Z0-9]{3,24}$", description="Instrument, such as ETHUSDT.")
    level: float = Field(gt=0, lt=1e9, allow_inf_nan=False, description="Price level.")

    def guard(self) -> Crosses:
        """Every move of the symbol's last price across the level."""
        return Crosses(metric="price", subject=f"{self.venue}:{self.symbol}", level=self.level)

    def meets(self, detection: Detection) -> bool:
        """Whether the detection is a crossing; the guard has compared symbol and level."""
        return detection.kind == "price_crossed"

"""Tell me of transfers over so many ETH."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from core.detection import Detection
from core.guards import AtLeast


class TransferCondition(BaseModel):
    """A transfer of ether of at least ``min_eth`` on one chain, mined and not failed.

    The chains are those whose own coin is ether: an amount of another coin is no amount of ETH.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["transfer"] = "transfer"
    chain: Literal["ethereum", "base", "arbitrum", "optimism"] = "ethereum"
    min_eth: float = Field(ge=1, le=10_000_000, description="Smallest amount, in ETH.")

    def guard(self) -> AtLeast:
        """Every transfer detection whose ``eth`` reaches the minimum."""
        return AtLeast(kind="transfer", subject=self.chain, number="eth", minimum=self.min_eth)

    def meets(self, detection: Detection) -> bool:
        """Whether the detection is what was asked for; the guard has compared the size."""
        return detection.kind == "transfer"

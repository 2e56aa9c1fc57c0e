"""What a user can ask for: one file each, and this list.

A condition is a frozen pydantic model with a ``kind``, a ``guard`` for the index and ``meets``
for the last word. The union below is what is stored, what the API documents and what the bot's
forms build.
"""

from typing import Annotated

from pydantic import Field, TypeAdapter

from core.conditions.fair_value_gap import FairValueGapCondition
from core.conditions.finding import FindingCondition
from core.conditions.price_cross import PriceCrossCondition
from core.conditions.transfer import TransferCondition

Condition = Annotated[
    TransferCondition | PriceCrossCondition | FairValueGapCondition | FindingCondition,
    Field(discriminator="kind"),
]

CONDITIONS: TypeAdapter[Condition] = TypeAdapter(Condition)

__all__ = [
    "CONDITIONS",
    "Condition",
    "FairValueGapCondition",
    "FindingCondition",
    "PriceCrossCondition",
    "TransferCondition",
]

"""What crossed the border of exchanges: transfers of which one end is an exchange's, added up."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.detection import Detection


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowSum:
    """What one exchange got, or paid out, of one coin in one bucket of time.

    ``at_ns`` is the bucket's beginning, ``size`` counts whole coins. ``between``: the other end is
    an exchange too, so that for all exchanges together nothing came in or went out.
    """

    at_ns: int
    exchange: str
    coin: str
    incoming: bool
    between: bool
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeFlows:
    """The flows of a window. Only transfers whose ends have labels are among them.

    ``largest`` holds the largest single transfers of each coin as they were told, in no order.
    ``first_ns`` and ``newest_ns`` are when the first and the newest transfer of any kind was told
    in the window, None where none was: before the first, nobody may have watched.
    """

    sums: Sequence[FlowSum]
    largest: Sequence[Detection]
    first_ns: int | None
    newest_ns: int | None


CROSSING_KINDS = ("transfer", "token_transfer", "pass_through")
"""Kinds of detections that tell a move between people; sweeps and internal moves cross nothing."""

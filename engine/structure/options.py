"""What can be chosen on a chart, with the field's names, and why the defaults are what they are."""

from dataclasses import dataclass
from typing import Literal

_LONGEST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureOptions:
    """The choices of one chart. Wrong ones are refused when they are made.

    Parameters
    ----------
    swing_length
        Candles on each side that a swing high must be above (a low below): the main structure. 50
        is what LuxAlgo's and the most used Python library take; it is known that many candles late.
    internal_length
        The same for the internal structure, 5 by the same custom; its kinds begin with
        ``internal_``. 0 leaves it out.
    break_by
        What must pass a swing to break it: the ``close`` (a wick alone is a sweep, not a break), or
        the ``wick``.
    atr_length
        Candles of the average true range by which everything is measured that should mean the same
        in a calm and in a wild market. 14 is Wilder's own.
    min_gap_atr
        Smallest fair value gap, in average true ranges; 0 takes every gap.
    displacement_atr
        Smallest body of a candle that counts as displacement, in average true ranges. 1.5 leaves
        about one candle in twenty-five.
    equal_atr
        How far two swings may lie apart and still be equal highs or lows, in average true ranges.
        0.1 is LuxAlgo's.
    """

    swing_length: int = 50
    internal_length: int = 5
    break_by: Literal["close", "wick"] = "close"
    atr_length: int = 14
    min_gap_atr: float = 0.0
    displacement_atr: float = 1.5
    equal_atr: float = 0.1

    def __post_init__(self) -> None:
        """Refuse what no chart can be read with."""
        if not 1 <= self.swing_length <= _LONGEST:
            raise ValueError(f"swing_length {self.swing_length}: take 1 to {_LONGEST} candles")
        if self.internal_length and not 0 < self.internal_length < self.swing_length:
            raise ValueError(
                f"internal_length {self.internal_length}: take less than swing_length "
                f"{self.swing_length}, or 0 for none"
            )
        if self.atr_length < 1:
            raise ValueError(f"atr_length {self.atr_length}: take 1 candle or more")
        for name in ("min_gap_atr", "displacement_atr", "equal_atr"):
            value = getattr(self, name)
            if not 0 <= value < float("inf"):
                raise ValueError(f"{name} {value}: take 0 or more")

"""What can be chosen on a chart, with the field's names, and why the defaults are what they are."""

from dataclasses import dataclass
from typing import Literal

from engine.structure.iana import zone

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
        one candle in 29 of 6,000 of ETHUSDT at 15 minutes.
    equal_atr
        How far two swings may lie apart and still be equal highs or lows, in average true ranges.
        0.1 is LuxAlgo's.
    sweep_candles
        Candles in which a price beyond a level may come back for it to be a sweep and no run, the
        first one counted. 1, the same candle, is the strict reading and the earliest known.
    min_sweep_atr
        How far beyond a level a sweep must have gone to be told, in average true ranges; 0 tells
        every one, for stops rest a tick beyond it too. Runs and breaks are told at any distance.
    order_block
        Which candle is the order block of a break: the last ``opposite`` one (the last that closed
        down before a break up, the reading of the literature), or the ``extreme`` one (the lowest
        low before a break up, that of LuxAlgo and the most used Python library).
    order_block_zone
        What of that candle is the zone: the ``full`` candle, or its ``body``.
    order_block_displacement
        Whether a displacement candle must stand between the block and its break.
    block_break_by
        What must pass the far edge of a block to end it: a ``close``, or a ``wick``.
    rejection_wick
        Smallest share of a swing candle's range that its wick takes for a rejection block, 0 to 1.
    day_zone
        IANA name of the zone in which days, weeks and months begin. The venues' own days are UTC's.
    """

    swing_length: int = 50
    internal_length: int = 5
    break_by: Literal["close", "wick"] = "close"
    atr_length: int = 14
    min_gap_atr: float = 0.0
    displacement_atr: float = 1.5
    equal_atr: float = 0.1
    sweep_candles: int = 1
    min_sweep_atr: float = 0.0
    order_block: Literal["opposite", "extreme"] = "opposite"
    order_block_zone: Literal["full", "body"] = "full"
    order_block_displacement: bool = False
    block_break_by: Literal["close", "wick"] = "close"
    rejection_wick: float = 0.5
    day_zone: str = "UTC"

    def __post_init__(self) -> None:
        """Refuse what no chart can be read with."""
        if not 1 <= self.swing_length <= _LONGEST:
            raise ValueError(f"swing_length {self.swing_length}: take 1 to {_LONGEST} candles")
        if self.internal_length and not 0 < self.internal_length < self.swing_length:
            raise ValueError(
                f"internal_length {self.internal_length}: take less than swing_length "
                f"{self.swing_length}, or 0 for none"
            )
        if not 1 <= self.sweep_candles <= _LONGEST:
            raise ValueError(f"sweep_candles {self.sweep_candles}: take 1 to {_LONGEST} candles")
        if not 0 <= self.rejection_wick <= 1:
            raise ValueError(f"rejection_wick {self.rejection_wick}: take 0 to 1")
        zone(self.day_zone)
        if self.atr_length < 1:
            raise ValueError(f"atr_length {self.atr_length}: take 1 candle or more")
        for name in ("min_gap_atr", "displacement_atr", "equal_atr", "min_sweep_atr"):
            value = getattr(self, name)
            if not 0 <= value < float("inf"):
                raise ValueError(f"{name} {value}: take 0 or more")

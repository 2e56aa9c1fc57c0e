"""Price beyond a level: how far it goes, and whether it comes back."""

from typing import Literal

import msgspec

from core.detection import DetectionId, Direction
from engine.structure.bar import Bar, Extreme

Outcome = Literal["sweep", "run"]


class Raid(msgspec.Struct, gc=False):
    """A level whose resting orders were reached, while it is not yet clear what that was.

    It begins with the candle whose wick lies strictly beyond the level (``formed_ns`` is that
    candle's opening) and ends as a sweep with the first candle that closes back at the level or
    inside, or as a run when the last of the candles it is given has still closed strictly beyond.
    ``beyond`` is how far the wicks went past the level, in price.
    """

    name: DetectionId
    kind: Extreme
    price: float
    formed_ns: int
    beyond: float = 0.0
    candles: int = 0

    def outcome(self, bar: Bar, patience: int) -> Outcome | None:
        """What the raid has become by this candle's close; None while it may still come back."""
        high = self.kind == "high"
        past = bar.high - self.price if high else self.price - bar.low
        self.beyond = max(self.beyond, past)
        self.candles += 1
        inside = bar.close <= self.price if high else bar.close >= self.price
        if inside:
            return "sweep"
        return "run" if self.candles >= patience else None

    def side(self, outcome: Outcome) -> Direction:
        """Where it leads: back from a swept level, onward from one that was run through."""
        return "bullish" if (self.kind == "high") == (outcome == "run") else "bearish"

    def numbers(self, bar: Bar) -> dict[str, float]:
        """How far it went, in price and in average true ranges, and how many candles it took."""
        numbers = {"beyond": self.beyond, "candles": float(self.candles)}
        if bar.atr:
            numbers["beyond_atr"] = self.beyond / bar.atr
        return numbers

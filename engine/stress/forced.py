"""Forced closes, summed: of a burst, and of the last while."""

from dataclasses import dataclass

from core.market import Liquidation, Position
from core.online.window import RollingSum
from core.time_units import SECOND_NS


@dataclass(frozen=True, slots=True, kw_only=True)
class ForcedSum:
    """What was closed by force: US dollars at the bankruptcy price, and prints."""

    long_usd: float = 0.0
    short_usd: float = 0.0
    prints: int = 0

    @property
    def usd(self) -> float:
        """Of both sides."""
        return self.long_usd + self.short_usd

    def plus(self, fact: Liquidation) -> "ForcedSum":
        """The same with one more print."""
        usd, is_long = fact.price * fact.size, fact.position == "long"
        return ForcedSum(
            long_usd=self.long_usd + (usd if is_long else 0.0),
            short_usd=self.short_usd + (0.0 if is_long else usd),
            prints=self.prints + 1,
        )


class ForcedWindow:
    """A sliding sum over the last ``seconds``, in steps of one. Cost and memory: ``RollingSum``."""

    def __init__(self, seconds: int) -> None:
        self._of: dict[Position, RollingSum] = {
            "long": RollingSum(seconds * SECOND_NS, parts=seconds),
            "short": RollingSum(seconds * SECOND_NS, parts=seconds),
        }

    def forward(self, now_ns: int) -> None:
        """Let go of what is too old by now."""
        for one in self._of.values():
            one.forward(now_ns)

    def take(self, fact: Liquidation) -> None:
        """Take a print in."""
        self.forward(fact.at_ns)
        self._of[fact.position].take(fact.at_ns, fact.price * fact.size)

    def total(self) -> ForcedSum:
        """What the window holds."""
        longs, shorts = self._of["long"], self._of["short"]
        return ForcedSum(
            long_usd=longs.total, short_usd=shorts.total, prints=longs.count + shorts.count
        )

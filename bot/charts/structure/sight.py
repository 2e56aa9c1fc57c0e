"""What a pane of candles shows of time and price."""

from dataclasses import dataclass

from bot.charts.kit.candles import Slots
from bot.charts.kit.rect import Rect
from bot.charts.kit.scale import LinearScale


@dataclass(frozen=True, slots=True)
class Sight:
    """The candles' places and the prices' scale inside one pane."""

    slots: Slots
    scale: LinearScale
    pane: Rect

    def shows(self, price: float) -> bool:
        return self.scale.low < price < self.scale.high

    def point(self, at_ns: int, price: float) -> tuple[float, float] | None:
        """The middle of a candle's place at a price; None when it is out of sight."""
        x = self.slots.middle(at_ns)
        inside = self.pane.left <= x <= self.slots.right and self.shows(price)
        return (x, self.scale(price)) if inside else None

    def line(self, from_ns: int, to_ns: int, price: float, thick: int) -> Rect | None:
        """A price between two candles; None when it is out of sight."""
        return self._line(from_ns, min(self.slots.right, self.slots.middle(to_ns)), price, thick)

    def line_to_frame(self, from_ns: int, price: float, thick: int) -> Rect | None:
        """A price from a candle on; None when it is out of sight."""
        return self._line(from_ns, self.pane.right, price, thick)

    def _line(self, from_ns: int, right: float, price: float, thick: int) -> Rect | None:
        left = max(self.pane.left, self.slots.middle(from_ns))
        if right <= left or not self.shows(price):
            return None
        y = round(self.scale(price)) - thick // 2
        return Rect(left, y, right, y + thick)

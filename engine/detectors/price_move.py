"""Prices that move far in little time."""

from dataclasses import dataclass

from core.detection import Detection, Direction, Move, detection_id
from core.market import Trade
from core.online.extremes import Extreme, RollingExtremes
from core.time_units import MINUTE_NS

_KIND = "price_move"
_DAY_MINUTES = 1_440
# A window is told to one part in so many: five minutes to a second.
_PARTS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class FarMove:
    """So many per cent within so many minutes. Wrong choices are refused when they are made."""

    minutes: int
    percent: float

    def __post_init__(self) -> None:
        """Refuse what no price can do, or every price does."""
        if not 1 <= self.minutes <= _DAY_MINUTES:
            raise ValueError(f"minutes {self.minutes}: take 1 to {_DAY_MINUTES}")
        if not 0 < self.percent < 100:  # noqa: PLR2004 - no price falls by all it is
            raise ValueError(f"percent {self.percent}: take more than 0, less than 100")


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceMoveOptions:
    """What is far.

    Parameters
    ----------
    moves
        Each is watched for itself. The two by default are the smallest half per cents that ETHUSDT
        reached no more than twice a day: 1.5 % within 5 minutes 1.6 times and 2.5 % within an hour
        1.9 times (455 days of 2025 and 2026 in candles of 5 minutes; 2.1 and 1.7 times over 42 days
        of 2025 in candles of one). The middle day had at most one of each, the wildest 37 and 20.
        By the square root of time 1.5 % in 5 minutes is 5.2 % in an hour: a rush is told by the
        first, a trend by the second.
    again
        After it was told, a move must shrink below this share of ``percent`` (above 0, at most 1)
        before the next is told: a price that trembles around the bound made one move.
    """

    moves: tuple[FarMove, ...] = (
        FarMove(minutes=5, percent=1.5),
        FarMove(minutes=60, percent=2.5),
    )
    again: float = 0.5

    def __post_init__(self) -> None:
        """Refuse two of one window, which would share their names."""
        if len({move.minutes for move in self.moves}) != len(self.moves):
            raise ValueError(f"moves {self.moves}: take one percentage for each number of minutes")
        if not 0 < self.again <= 1:
            raise ValueError(f"again {self.again}: take more than 0, at most 1")


_DEFAULTS = PriceMoveOptions()


class PriceMoves:
    """``price_move``: the price is ``percent`` above its lowest, or below its highest, of a window.

    A rise is reckoned from the lowest price of the last ``minutes``, a fall from the highest, each
    in per cent of where it began; equality is enough. Each is told once and then not until it is
    less than ``again`` of ``percent``; rises and falls, and windows, do not know each other. A
    window counts time: prices from before a hole in the feed are still its lowest and highest.

    The side is ``bullish`` for a rise. ``low`` and ``high`` are where it began and where it is now,
    ``level`` the price now; ``numbers`` hold ``percent`` (negative for a fall), ``minutes`` (the
    window), ``took_s`` and ``bound_percent``; ``texts["trade"]`` is the trade that completed it.
    Trades that were learned late, and those older than the last, change nothing.

    Cost: O(1) amortised a trade. Memory: 600 prices a window.
    """

    def __init__(self, options: PriceMoveOptions = _DEFAULTS) -> None:
        self._watches = [_Watch(move, options.again) for move in options.moves]
        self._at_ns = 0

    def update(self, fact: Trade) -> list[Detection | Move]:
        """The moves that this trade completes."""
        if fact.late_ns or fact.at_ns < self._at_ns:
            return []
        self._at_ns = fact.at_ns
        moves = [watch.over(fact) for watch in self._watches]
        return [move for move in moves if move is not None]


class _Watch:
    """One window, and which of its two moves were told."""

    def __init__(self, move: FarMove, again: float) -> None:
        self._move = move
        share = move.percent / 100
        self._rise, self._fall = 1 + share, 1 - share
        self._still_rise, self._still_fall = 1 + share * again, 1 - share * again
        self._prices = RollingExtremes(move.minutes * MINUTE_NS, parts=_PARTS)
        self._rose = self._fell = False

    def over(self, trade: Trade) -> Detection | None:
        """The move that this trade completes; it cannot be a rise and a fall at once."""
        price = trade.price
        self._prices.take(trade.at_ns, price)
        lowest, highest = self._prices.lowest, self._prices.highest
        if lowest is None or highest is None:
            return None
        rose, fell = self._rose, self._fell
        self._rose = price >= lowest.value * (self._still_rise if rose else self._rise)
        self._fell = price <= highest.value * (self._still_fall if fell else self._fall)
        if self._rose and not rose:
            return _told(trade, lowest, "bullish", self._move)
        if self._fell and not fell:
            return _told(trade, highest, "bearish", self._move)
        return None


def _told(trade: Trade, start: Extreme, side: Direction, move: FarMove) -> Detection:
    return Detection(
        id=detection_id(_KIND, trade.subject, move.minutes, side, trade.at_ns, trade.id),
        kind=_KIND,
        subject=trade.subject,
        formed_ns=trade.at_ns,
        known_ns=trade.at_ns,
        seen_ns=trade.seen_ns,
        side=side,
        low=min(start.value, trade.price),
        high=max(start.value, trade.price),
        level=trade.price,
        numbers={
            "percent": (trade.price / start.value - 1) * 100,
            "minutes": float(move.minutes),
            "took_s": (trade.at_ns - start.at_ns) / 1e9,
            "bound_percent": move.percent,
        },
        texts={"trade": trade.id},
    )

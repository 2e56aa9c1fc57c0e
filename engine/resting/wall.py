"""A wall that is watched: what it shows, what is traded against it, and how it ends."""

from dataclasses import dataclass
from typing import Literal

from core.detection import DetectionId, Direction
from core.market import Trade
from core.time_units import SECOND_NS
from engine.resting.clusters import Cluster
from engine.resting.options import LiquidityOptions

Fate = Literal["eaten", "pulled"]

# An iceberg is refilled when a quarter of what it shows is left; what takers bit off a wall is
# not gone before less than this share remains.
_REMAINS = 0.2
# Sums of many trades do not meet a border exactly.
_HAIR = 1 + 1e-9


@dataclass(slots=True)
class Visit:
    """One run of takers against a wall: when it began, its last trade, and its volume."""

    first_ns: int
    last_ns: int
    usd: float = 0.0
    absorbed: bool = False
    """Whether it was told as absorbed."""

    @property
    def seconds(self) -> float:
        """From the first trade to the last."""
        return (self.last_ns - self.first_ns) / SECOND_NS


@dataclass(slots=True, eq=False)
class Wall:
    """Prices from ``low`` up to ``high`` on one side, first seen at ``born_ns``.

    ``usd`` is what it shows, ``peak_usd`` the most and ``least_usd`` the least it ever showed;
    ``zone`` names the detection once it was told. Memory: a handful of numbers.
    """

    side: Direction
    low: float
    high: float
    born_ns: int
    usd: float
    peak_usd: float
    least_usd: float
    traded_usd: float = 0.0
    rested_ns: int = 0
    seen_ns: int = 0
    gone_ns: int | None = None
    visit: Visit | None = None
    zone: DetectionId | None = None
    near: bool = True
    iceberg: bool = False
    spent: bool = False
    blind: bool = False
    _taken_usd: float = 0.0
    _withdrawn_usd: float = 0.0

    @classmethod
    def of(cls, cluster: Cluster, at_ns: int) -> "Wall":
        """Begin to watch a cluster."""
        return cls(
            side=cluster.side,
            low=cluster.low,
            high=cluster.high,
            born_ns=at_ns,
            usd=cluster.usd,
            peak_usd=cluster.usd,
            least_usd=cluster.usd,
            seen_ns=at_ns,
        )

    @property
    def refilled_usd(self) -> float:
        """What was traded beyond what it lost: put back by its owner, or by others."""
        return max(0.0, self.traded_usd - (self.peak_usd - self.usd))

    def trade(self, trade: Trade, options: LiquidityOptions) -> None:
        """Take in a trade; only takers against it at its own prices count."""
        against = "sell" if self.side == "bullish" else "buy"
        if trade.side != against or not self.low <= trade.price < self.high:
            return
        usd = trade.price * trade.size
        self.traded_usd += usd
        self._taken_usd += usd
        if self.visit is None or self._paused(trade.at_ns, options):
            self.visit = Visit(trade.at_ns, trade.at_ns)
        self.visit.last_ns = trade.at_ns
        self.visit.usd += usd

    def show(self, at_ns: int, usd: float, options: LiquidityOptions) -> bool:
        """Take in what it shows now; False where it vanished while nobody looked.

        Time counts as rest only between two samples that saw it, and so does what was taken back.
        """
        if self.blind and usd < options.hold_share * self.peak_usd:
            return False
        if not self.blind:
            self.rested_ns += at_ns - self.seen_ns
            self._account(self.usd - usd)
        self._taken_usd = 0.0
        self.usd, self.seen_ns, self.blind = usd, at_ns, False
        self.peak_usd, self.least_usd = max(self.peak_usd, usd), min(self.least_usd, usd)
        if self.holds(options):
            self.gone_ns = None
        elif self.gone_ns is None:
            self.gone_ns = at_ns
        return True

    def _account(self, lost_usd: float) -> None:
        """Learn what of a loss since the last sample no trade explains.

        What is put back makes up for what was taken back. A trade may be heard shortly before or
        after the sample that shows it: one not yet shown counts for the next sample, no longer.
        """
        taken_usd = self._taken_usd
        self._withdrawn_usd = max(self._withdrawn_usd + lost_usd - taken_usd, -taken_usd)

    def settle(self, options: LiquidityOptions) -> None:
        """Let what is left of it be the wall: another order at its price came and went.

        What it rested so far counts unless it showed too little for what is left now.
        """
        self.peak_usd, self._withdrawn_usd = self.usd, 0.0
        self.gone_ns = self.visit = None
        if self.least_usd < options.hold_share * self.usd:
            self.born_ns, self.rested_ns, self.least_usd = self.seen_ns, 0, self.usd

    def hide(self) -> None:
        """Know nothing of what happens until it is seen again."""
        self.blind = True
        self.gone_ns = self.visit = None

    def holds(self, options: LiquidityOptions) -> bool:
        """Whether it stands: it shows ``hold_share`` of its most, or takers took what is missing.

        The second holds as long as a fifth of it is left: a wall that is being eaten, or an iceberg
        before its next part, is still there, unless its owner took the rest of the share back.
        """
        if self.usd >= options.hold_share * self.peak_usd:
            return True
        kept = self._withdrawn_usd <= (1 - options.hold_share) * self.peak_usd
        return kept and self.usd >= _REMAINS * self.peak_usd

    def pressed(self, at_ns: int, options: LiquidityOptions) -> Visit | None:
        """The run of takers that goes on now, if one does."""
        return None if self.visit is None or self._paused(at_ns, options) else self.visit

    def fate(self, options: LiquidityOptions) -> Fate:
        """Where its size went: to takers, or back to its owner.

        Eaten when trades cover at least ``eaten_share`` of what is missing from the most it showed.
        What takers got and was put back says nothing.
        """
        back_usd = (1 - options.eaten_share) * (self.peak_usd - self.usd)
        return "eaten" if self._withdrawn_usd <= back_usd * _HAIR else "pulled"

    def _paused(self, at_ns: int, options: LiquidityOptions) -> bool:
        return self.visit is not None and at_ns - self.visit.last_ns > options.pause_s * SECOND_NS

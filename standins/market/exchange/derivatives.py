"""What a perpetual has beside its price: open interest, index, mark, premium and funding.

Source of the funding rule: bybit-exchange/docs and the venue's help pages. The rate is the
average premium P of the interval, drawn towards an interest of 0.01 % as far as 0.05 % allow, and
never beyond the cap::

    F = P + clamp(0.0001 - P, -0.0005, 0.0005),   -cap <= F <= cap

The venue averages over the whole interval with weights that grow; here the average has a memory
of a quarter of an hour, so that a flip can be watched.
"""

import math
from collections.abc import Mapping

from standins.market.chance import Luck
from standins.market.exchange.instruments import Instrument
from standins.market.exchange.truth import Record, Truth

FUNDING_HOURS = 8
FUNDING_MS = FUNDING_HOURS * 3_600_000
CAP = 0.005
INTEREST, INTEREST_REACH = 0.0001, 0.0005
MEMORY_S = 900.0
INDEX_LAG_S = 1.5
"""The index of other venues' prices follows ours so late."""

OI_LEVELS = 60_000
"""Open interest of both sides in median levels of the book."""

OI_GROWTH = 8e-7
"""Share of the open interest that a trend adds in a second for each bps of its last minute."""

RUSH_BPS = 15.0
"""In a faster move than this nobody opens more."""

OI_MEMORY_S = 20_000.0
"""What was added is closed again in so long."""

SAMPLE_MS = 300_000
MOST_SAMPLES = 2_000
"""A week of them."""


class Perpetual:
    """Open interest, premium and funding of one symbol.

    Parameters
    ----------
    instrument, price
        Of which symbol, and its opening price in ticks.
    luck, truth
        Where chance comes from, and where settlements and flips are written.
    open_interest
        Of both sides, in lots, when the market opens.
    premium
        Where the premium stands when the market opens, and what it returns to.
    """

    def __init__(
        self,
        instrument: Instrument,
        *,
        price: int,
        luck: Luck,
        truth: Truth,
        open_interest: int | None = None,
        premium: float = 0.0,
    ) -> None:
        self._symbol = instrument.symbol
        self._luck = luck
        self._truth = truth
        self._usual = instrument.level_lots * OI_LEVELS
        self.open_interest = open_interest or self._usual
        self.premium = self._home = self._average = premium
        self._drawn: tuple[int, float, float] | None = None
        self._index = self._slow = float(price)
        self._settled: dict[int, float] = {}
        self._samples: dict[int, int] = {}
        self._sign = self.funding_rate > 0

    @property
    def funding_rate(self) -> float:
        """The rate that the interval would pay if it ended now."""
        drawn = min(max(INTEREST - self._average, -INTEREST_REACH), INTEREST_REACH)
        return min(max(self._average + drawn, -CAP), CAP)

    @property
    def index(self) -> float:
        """The index price in ticks."""
        return self._index

    @property
    def mark(self) -> float:
        """The mark price in ticks: the index and the average premium; one print hardly moves it."""
        return self._index * (1 + self._average)

    @property
    def settled(self) -> Mapping[int, float]:
        """Rates that were paid since the opening, by the moment of payment."""
        return self._settled

    @property
    def samples(self) -> Mapping[int, int]:
        """Open interest since the opening, by five-minute moment."""
        return self._samples

    def draw_to(self, until_ms: int, premium: float, seconds: float) -> None:
        """Let the premium be drawn somewhere until a moment, with so much inertia."""
        self._drawn = (until_ms, premium, seconds)

    def live(self, begin_ms: int, now_ms: int, price: int) -> None:
        """Let time pass at a price (ticks)."""
        seconds = (now_ms - begin_ms) / 1_000
        self._be_priced(now_ms, seconds, price)
        drift = (price / self._slow - 1) * 1e4
        self._slow += (price - self._slow) * min(1.0, seconds / 60)
        rush, strayed = min(abs(drift), RUSH_BPS), self.open_interest / self._usual - 1
        growth = (OI_GROWTH * rush - strayed / OI_MEMORY_S) * seconds
        growth += self._luck.gauss(0, 2e-5) * math.sqrt(seconds)
        self.open_interest = max(2, round(self.open_interest * (1 + growth)))
        if begin_ms // SAMPLE_MS != now_ms // SAMPLE_MS:
            self._samples[now_ms // SAMPLE_MS * SAMPLE_MS] = self.open_interest
            if len(self._samples) > MOST_SAMPLES:
                del self._samples[next(iter(self._samples))]
        if begin_ms // FUNDING_MS != now_ms // FUNDING_MS:
            self._settle(now_ms // FUNDING_MS * FUNDING_MS)

    def closed(self, lots: int) -> None:
        """Contracts were closed by force: both sides lose them."""
        self.open_interest = max(2, self.open_interest - 2 * lots)

    def _be_priced(self, now_ms: int, seconds: float, price: int) -> None:
        home, inertia = self._home, 120.0
        if self._drawn is not None:
            until, drawn, slow = self._drawn
            home, inertia = (drawn, slow) if now_ms < until else (home, inertia)
        self.premium += (home - self.premium) * min(1.0, seconds / inertia)
        self.premium += self._luck.gauss(0, 5e-6) * math.sqrt(seconds)
        target = price / (1 + self.premium)
        self._index += (target - self._index) * min(1.0, seconds / INDEX_LAG_S)
        seen = price / self._index - 1
        self._average += (seen - self._average) * min(1.0, seconds / MEMORY_S)
        if (positive := self.funding_rate > 0) is not self._sign:
            self._sign = positive
            self._say(now_ms, "funding_flip", {"rate": self.funding_rate, "premium": seen})

    def _settle(self, at_ms: int) -> None:
        self._settled[at_ms] = self.funding_rate
        self._say(at_ms, "funding", {"rate": self.funding_rate, "premium": self._average})

    def _say(self, at_ms: int, kind: str, numbers: Mapping[str, float]) -> None:
        self._truth.tell(
            Record(
                kind=kind,
                id=self._truth.name(kind, self._symbol),
                symbol=self._symbol,
                at_ms=at_ms,
                known_ms=at_ms,
                numbers={name: round(value, 8) for name, value in numbers.items()},
                texts={"side": "positive" if numbers["rate"] > 0 else "negative"},
            )
        )

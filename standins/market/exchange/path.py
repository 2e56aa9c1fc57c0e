"""The road a price takes: led by a director, shaken by the weather, never quite straight.

A coin's noise is partly the whole market's and partly its own. The whole market's comes from a
luck that all symbols share, so that bitcoin and ether move together; a coin that lags sees it a
little later. Over the noise lies the leg that is on: it draws the price to where it has to be at
its end, as a bridge does.
"""

import math
from collections import deque

from standins.market.chance import Luck
from standins.market.exchange.director import Cue, Director
from standins.market.exchange.weather import Weather
from standins.market.scenario import Leg

NOISE = 0.72e-4
"""Standard deviation of the log price in one second at beta 1 in usual weather."""

HOME_SECONDS = 40_000.0
"""How long a stray of the coin's own takes to die away."""

BRIDGE_S = 1.0
"""A bridge looks no nearer ahead than this, or its last steps would be jumps."""

CALMEST, ROUGHEST = 0.35, 2.5
"""Bounds of how the weather stretches a regime."""

EASE_BPS = 12.0
"""So far before a bound a drift begins to die away."""

BPS = 1e-4


class PricePath:
    """A price that goes on for ever and does not stray far from its home.

    Parameters
    ----------
    price
        Where the walk is now.
    home
        Where it is softly drawn back to.
    open_ms
        The moment it is there.
    director, tide
        What leads it, and the luck of the whole market: equal for every symbol.
    luck
        The coin's own.
    beta, own, lag_ms
        See `standins.market.exchange.instruments.Instrument`.
    noise
        Of the usual noise, so much.
    """

    def __init__(
        self,
        price: float,
        *,
        home: float,
        open_ms: int,
        director: Director,
        tide: Luck,
        luck: Luck,
        beta: float,
        own: float,
        lag_ms: int,
        noise: float = 1.0,
    ) -> None:
        self._log = self._began = math.log(price)
        self._home = math.log(home)
        self._now_ms = open_ms
        self._director = director
        self._tide, self._luck = tide, luck
        self._weather = Weather(tide)
        self._beta, self._lag_ms = beta, lag_ms
        self._noise = noise
        self._own = own * noise
        self._shared = math.sqrt(1 - own * own) * noise
        self._waves: deque[tuple[int, float]] = deque()
        self._cue: Cue | None = None
        self._scale = beta * BPS

    @property
    def price(self) -> float:
        """Where the walk is now."""
        return math.exp(self._log)

    @property
    def roughness(self) -> float:
        """How rough the market is; 1 is usual."""
        return self._weather.roughness

    @property
    def spread(self) -> float:
        """Standard deviation of the log price in one second, now."""
        quiet = self._cue.leg.noise if self._cue else 1.0
        share = math.hypot(self._shared, self._own)
        return self.roughness * NOISE * self._beta * quiet * share

    @property
    def cue(self) -> Cue | None:
        """The leg that is on."""
        return self._cue

    def advance(self, now_ms: int) -> float:
        """Walk on to a moment and say where that leads."""
        seconds = (now_ms - self._now_ms) / 1_000
        self._now_ms = now_ms
        cue = self._director.cue(now_ms - self._lag_ms)
        if cue is not None:
            self._follow(cue)
        self._log += self._shaken(now_ms, seconds) + self._led(now_ms - self._lag_ms, seconds)
        self._log += (self._home - self._log) * seconds / HOME_SECONDS
        self._turn_back()
        return self.price

    def hold_at(self, price: float) -> None:
        """Put the walk back to a price it could not leave, e.g. in front of a wall."""
        self._log = math.log(price)

    def shift(self, bps: float) -> None:
        """Push the walk, and the road it is on: what orders of size do for good.

        A road with bounds stays where it is: equal highs are equal whatever was liquidated.
        """
        self._log += bps * BPS
        leg = self._cue.leg if self._cue else None
        if leg is None or leg.cap is leg.floor is None:
            self._began += bps * BPS

    def _follow(self, cue: Cue) -> None:
        """Take the next leg; a road of the market's own is as long as the weather is rough."""
        self._cue = cue
        if cue.fresh:
            self._began = self._log
            rough = min(max(self.roughness, CALMEST), ROUGHEST)
            self._scale = self._beta * BPS * (1.0 if cue.planted else rough * self._noise)

    def _shaken(self, now_ms: int, seconds: float) -> float:
        rough = self._weather.pass_time(now_ms, seconds) * NOISE * math.sqrt(seconds) * self._beta
        if self._cue is not None:
            rough *= self._cue.leg.noise
        wave, blow = 0.0, self._tide.gauss(0.0, 1.0)
        if not self._lag_ms:
            return rough * (self._shared * blow + self._own * self._luck.gauss(0.0, 1.0))
        self._waves.append((now_ms + self._lag_ms, blow))
        while self._waves and self._waves[0][0] <= now_ms:
            wave += self._waves.popleft()[1]
        return rough * (self._shared * wave + self._own * self._luck.gauss(0.0, 1.0))

    def _led(self, now_ms: int, seconds: float) -> float:
        """The drift of the leg, or the pull of the bridge to its end."""
        if self._cue is None:
            return 0.0
        leg = self._cue.leg
        if not leg.firm:
            return self._eased(leg, self._cue.way_bps * self._scale * seconds / leg.seconds)
        aim = self._began + leg.bps * self._scale
        left = max(BRIDGE_S, (self._cue.ends_ms - now_ms) / 1_000)
        return (aim - self._log) * min(1.0, seconds / left)

    def _eased(self, leg: Leg, drift: float) -> float:
        """A drift that dies away before a bound, or the price would stick to it."""
        bound = leg.cap if drift > 0 else leg.floor
        if bound is None:
            return drift
        room = abs(self._began + bound * self._scale - self._log) / self._scale
        return drift * min(1.0, room / EASE_BPS)

    def _turn_back(self) -> None:
        """Reflect the walk from the bounds of its leg."""
        if self._cue is None:
            return
        cap, floor = self._cue.leg.cap, self._cue.leg.floor
        if cap is not None and self._log > (top := self._began + cap * self._beta * BPS):
            self._log = max(2 * top - self._log, top - BPS)
        if floor is not None and self._log < (low := self._began + floor * self._beta * BPS):
            self._log = min(2 * low - self._log, low + BPS)

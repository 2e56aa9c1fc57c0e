"""Which road the market is led along now: a scenario's, or regimes drawn one after another.

Every symbol has a director of its own, but all draw from the same luck, so that all play the same
piece: bitcoin first, the others a little later and by their own beta.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from standins.market.chance import Luck
from standins.market.exchange.regimes import Road, drawn
from standins.market.scenario import Leg, Walk

TOO_CLOSE_MS = 120_000
"""No regime begins so shortly before a scenario's walk, which would only cut it off."""

HOME_BPS = 500.0
"""So far from where it began nearly every regime leads back."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A leg on the clock: ``fresh`` when a new road begins with it, ``way_bps`` from the last."""

    leg: Leg
    way_bps: float
    ends_ms: float
    fresh: bool
    name: str
    planted: bool


class Director:
    """Says which leg is on.

    Parameters
    ----------
    luck
        Shared by all symbols of a market.
    open_ms
        When the first road begins.
    walks
        What a scenario leads, with the moment (ms) at which each begins; it cuts short whatever
        regime is on.
    wild
        Whether regimes are drawn when no walk is on; without them the price only shivers.
    """

    def __init__(
        self,
        luck: Luck,
        *,
        open_ms: int,
        walks: Sequence[tuple[int, Walk]] = (),
        wild: bool = True,
    ) -> None:
        self._luck = luck
        self._wild = wild
        self._walks = deque(sorted(walks, key=lambda pair: pair[0]))
        self._legs: deque[Cue] = deque()
        self._ends_ms = float(open_ms)
        self._strayed = 0.0

    def cue(self, now_ms: int) -> Cue | None:
        """The leg that begins now, if one does; call it for every moment."""
        if self._walks and self._walks[0][0] <= now_ms:
            begins, walk = self._walks.popleft()
            self._write(Road(walk.name, walk.legs), begins, planted=True)
            return self._next()
        if now_ms < self._ends_ms:
            return None
        if not self._legs:
            road = self._draw(now_ms)
            self._write(road, self._ends_ms, planted=False)
        return self._next()

    def _next(self) -> Cue:
        cue = self._legs.popleft()
        self._ends_ms = cue.ends_ms
        return cue

    def _draw(self, now_ms: int) -> Road:
        if not self._wild or self._too_close(now_ms):
            return Road("quiet", (Leg(30.0, 0.0, firm=False),))
        strayed = max(-1.0, min(1.0, self._strayed / HOME_BPS))
        way = 1 if self._luck.odds(0.5 - 0.45 * strayed) else -1
        road = drawn(self._luck, way)
        self._strayed += road.ends_at
        return road

    def _too_close(self, now_ms: int) -> bool:
        """Whether a scenario's walk begins very soon."""
        return bool(self._walks) and self._walks[0][0] - now_ms < TOO_CLOSE_MS

    def _write(self, road: Road, begins: float, *, planted: bool) -> None:
        self._legs.clear()
        at, bps = begins, 0.0
        for turn, leg in enumerate(road.legs):
            at += leg.seconds * 1_000
            self._legs.append(Cue(leg, leg.bps - bps, at, turn == 0, road.name, planted))
            bps = leg.bps

"""What a market does for a while: range, trend, compression, breakout, failed breakout.

Each is a function that draws a road (`standins.market.scenario.Leg`) and says which way it goes.
A road is where structure comes from: legs that displace leave fair value gaps and order blocks,
a range with capped highs leaves equal highs, a failed breakout takes them out and turns. Whether
it really formed is read from the tape afterwards (`standins.market.exchange.structure`): a road is
a plan.

Most legs only lean one way and leave the rest to the noise; where a price has to be met, as the
level of equal highs, the leg is firm.
"""

from collections.abc import Callable
from dataclasses import dataclass

from standins.market.chance import Luck
from standins.market.scenario import Leg


@dataclass(frozen=True, slots=True)
class Road:
    """A regime as it was drawn: its name and its legs, in the bps of a coin like bitcoin."""

    name: str
    legs: tuple[Leg, ...]

    @property
    def ends_at(self) -> float:
        """Where it leads, in bps."""
        return self.legs[-1].bps


def ranging(luck: Luck, way: int) -> Road:
    """To and fro between two edges that hold."""
    half = luck.uniform(7, 16)
    cap, floor = half * 1.15, -half * 1.15
    legs = [
        Leg(
            luck.uniform(80, 420), side * half * luck.uniform(0.2, 0.6), 1.0, cap, floor, firm=False
        )
        for side in _alternating(way, luck.randint(3, 6))
    ]
    return Road(
        "range",
        (*legs, Leg(luck.uniform(40, 120), luck.uniform(-4, 4), 1.0, cap, floor, firm=False)),
    )


def trending(luck: Luck, way: int) -> Road:
    """Impulses, each given back in part: higher highs and higher lows, or the mirror."""
    at, legs = 0.0, []
    for _ in range(luck.randint(3, 6)):
        impulse = luck.uniform(9, 24)
        at += way * impulse
        legs.append(Leg(luck.uniform(45, 260), at, 1.0, firm=False))
        at -= way * impulse * luck.uniform(0.25, 0.6)
        legs.append(Leg(luck.uniform(40, 240), at, 1.0, firm=False))
    return Road("trend", tuple(legs))


def compressing(luck: Luck, way: int) -> Road:
    """Swings that shrink until nothing moves."""
    widths = [luck.uniform(7, 12) * 0.72**step for step in range(6)]
    sides = _alternating(way, len(widths))
    return Road(
        "compression",
        tuple(
            Leg(luck.uniform(50, 180), side * width, 0.9 * 0.85**step, firm=False)
            for step, (side, width) in enumerate(zip(sides, widths, strict=True))
        ),
    )


def breaking_out(luck: Luck, way: int) -> Road:
    """A tight range, then displacement through its edge, a look back, and on."""
    edge, push = luck.uniform(5, 9), luck.uniform(20, 42)
    tight = [
        Leg(luck.uniform(60, 130), side * edge * 0.8, 0.6, edge, -edge)
        for side in _alternating(-way, 4)
    ]
    far = way * (edge + push)
    return Road(
        "breakout",
        (
            *tight,
            Leg(luck.uniform(45, 110), far, 1.0),
            Leg(luck.uniform(80, 200), far - way * push * luck.uniform(0.25, 0.5), 0.8),
            Leg(luck.uniform(80, 240), far + way * luck.uniform(0, 12), 0.9),
        ),
    )


def failing(luck: Luck, way: int) -> Road:
    """Equal highs (or lows), a short run through them that takes the stops, and the way back."""
    edge = luck.uniform(9, 15)
    level = way * edge
    bounds = (level, None) if way > 0 else (None, level)
    back = level - way * luck.uniform(9, 14)
    touches = [
        leg
        for _ in range(luck.randint(2, 3))
        for leg in (
            Leg(luck.uniform(110, 260), level - way * 0.4, 0.55, *bounds),
            Leg(luck.uniform(120, 300), back, 0.7, *bounds),
        )
    ]
    beyond = level + way * luck.uniform(3, 6)
    return Road(
        "failed_breakout",
        (
            *touches,
            Leg(luck.uniform(25, 50), beyond, 0.5),
            Leg(luck.uniform(12, 25), level - way * 5, 0.5),
            Leg(luck.uniform(90, 240), level - way * luck.uniform(22, 40), 0.9),
        ),
    )


REGIMES: tuple[tuple[Callable[[Luck, int], Road], float], ...] = (
    (ranging, 0.34),
    (trending, 0.28),
    (breaking_out, 0.14),
    (failing, 0.14),
    (compressing, 0.10),
)
"""Every regime and how often it is drawn."""


def drawn(luck: Luck, way: int) -> Road:
    """A regime by its odds, going one way (1 up, -1 down)."""
    draw = luck.choices([kind for kind, _ in REGIMES], weights=[odds for _, odds in REGIMES])[0]
    return draw(luck, way)


def _alternating(first: int, count: int) -> list[int]:
    return [first if turn % 2 == 0 else -first for turn in range(count)]

"""What a scenario is: a story, and what is made to happen when, on the venue and on the chain.

Times are seconds after the scenario's start, which is the moment the market reaches the present.
Moves are in hundredths of a per cent (bps) of the price and are meant for a coin that moves as
bitcoin does; another coin moves by its own beta (`standins.market.exchange.instruments`). Sizes are
in multiples of the median level of the book, so that one story fits every symbol.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Side = Literal["bid", "ask"]
Position = Literal["long", "short"]
WallKind = Literal["rest", "iceberg", "spoof"]
Direction = Literal["to_exchange", "from_exchange", "between_strangers"]


@dataclass(frozen=True, slots=True)
class Leg:
    """One stretch of a road the price is led along.

    Attributes
    ----------
    seconds
        How long it takes.
    bps
        Where it ends, measured from the price at which the whole road began.
    noise
        How much of the market's ordinary noise lies over it (1: all of it).
    cap, floor
        Prices it may not pass, measured like ``bps``; the price is turned back there.
    firm
        Whether the price really gets there, as on a bridge; otherwise it only drifts that way,
        and the noise decides.
    """

    seconds: float
    bps: float
    noise: float = 1.0
    cap: float | None = None
    floor: float | None = None
    firm: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """Lead the price of every symbol along a road."""

    at_s: float
    name: str
    legs: tuple[Leg, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandWall:
    """Stand a large order in the book of the scenario's symbol.

    ``away_bps`` is its distance from the best price of its side, meant as a move is; ``times`` its
    size in median levels; an iceberg shows ``shown_times`` of them. A spoof is pulled when the
    price comes within ``shy_bps``.
    """

    at_s: float
    side: Side
    away_bps: float
    times: float
    kind: WallKind = "rest"
    seconds: float = 600.0
    shown_times: float = 0.0
    shy_bps: float = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """Positions opened with so much leverage that they are closed by force near the price.

    Their liquidation prices lie evenly between two distances from the price (below it for longs,
    above it for shorts); ``times`` is their whole size in median levels.
    """

    at_s: float
    position: Position
    near_bps: float
    far_bps: float
    times: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressure:
    """Takers of one side come more often: ``lean`` times as many buyers (below 1: sellers)."""

    at_s: float
    seconds: float
    lean: float
    pace: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Premium:
    """The perpetual is drawn to a premium over its index, and what was paid before is given."""

    at_s: float
    bps: float
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A fault of the venue, as ``POST /control/faults`` takes it."""

    at_s: float
    fault: Mapping[str, object]


VenueEvent = Walk | StandWall | Crowd | Pressure | Premium | Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainMove:
    """A large transfer of ether, mined in the block after its moment."""

    at_s: float
    ether: int
    direction: Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A market in which something is known to happen.

    Attributes
    ----------
    name
        As it is asked for on the command line.
    story
        What happens, in one paragraph, for whoever watches.
    venue, chain
        What is made to happen, ascending by time.
    symbol
        Whose book gets the walls.
    noise
        The market's ordinary noise, 1 for a usual day.
    wild
        Whether walls and regimes of their own come too; a scenario about one wall needs a book
        in which no other stands in its way.
    premium_bps
        The perpetual's premium over its index when the market opens.
    """

    name: str
    story: str
    venue: tuple[VenueEvent, ...] = ()
    chain: tuple[ChainMove, ...] = ()
    symbol: str = "ETHUSDT"
    noise: float = 1.0
    wild: bool = True
    premium_bps: float = 0.0


def lead_ms(scenario: Scenario | None) -> int:
    """How long before its start a scenario's first event lies."""
    first = min((event.at_s for event in scenario.venue), default=0.0) if scenario else 0.0
    return max(0, round(-first * 1_000))

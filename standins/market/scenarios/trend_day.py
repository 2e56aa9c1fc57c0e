"""Impulse and pullback, hour after hour, one way."""

from standins.market.scenario import ChainMove, Leg, Pressure, Scenario, VenueEvent, Walk

IMPULSES = 14


def _legs() -> tuple[Leg, ...]:
    """Higher highs and higher lows: short impulses, half taken back."""
    legs, at = [Leg(62, 3.0, 0.7)], 3.0
    for turn in range(IMPULSES):
        size = (26.0, 15.0, 20.0, 12.0)[turn % 4]
        legs.append(Leg((70, 110, 90, 140)[turn % 4], at + size, 0.7))
        legs.append(Leg((90, 150, 120)[turn % 3], at + size * 0.52, 0.7))
        at += size * 0.52
    return tuple(legs)


def _venue() -> tuple[VenueEvent, ...]:
    return (
        Walk(at_s=0, name="trend", legs=_legs()),
        Pressure(at_s=60, seconds=3_000, lean=1.35, pace=1.3),
    )


SCENARIO = Scenario(
    name="trend-day",
    story=(
        "A day that goes one way. From the first minute on impulses follow one another, each "
        "leaves a fair value gap or an order block behind, and each pullback stops above the last "
        "low. Open interest grows with the move, and shorts are closed on the way up."
    ),
    venue=_venue(),
    chain=(
        ChainMove(at_s=50, ether=1_400, direction="from_exchange"),
        ChainMove(at_s=400, ether=2_100, direction="from_exchange"),
    ),
)

"""Two per cent in half a minute, and most of it back."""

from standins.market.scenario import Leg, Pressure, Scenario, StandWall, Walk

SCENARIO = Scenario(
    name="flash-crash",
    story=(
        "After seventy seconds a seller who does not look at the price empties the book: two per "
        "cent in half a minute, through every level, with longs closed by force on the way. Then "
        "there is nobody left to sell, and within two minutes most of it is taken back; only the "
        "wick remains."
    ),
    venue=(
        StandWall(at_s=15, side="bid", away_bps=45, times=26, seconds=600),
        Pressure(at_s=69, seconds=32, lean=0.12, pace=7.0),
        Walk(
            at_s=70,
            name="crash",
            legs=(
                Leg(9, -35, 1.2),
                Leg(18, -150, 1.5),
                Leg(14, -105, 2.0),
                Leg(30, -70, 1.8),
                Leg(75, -28, 1.4),
                Leg(180, -34, 1.2),
                Leg(300, -30, 1.0, firm=False),
            ),
        ),
        Pressure(at_s=101, seconds=120, lean=2.6, pace=3.0),
    ),
)

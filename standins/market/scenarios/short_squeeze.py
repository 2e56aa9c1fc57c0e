"""Shorts with too much leverage, and a rise that they pay for."""

from standins.market.scenario import Crowd, Leg, Premium, Pressure, Scenario, StandWall, Walk

SCENARIO = Scenario(
    name="short-squeeze",
    story=(
        "The perpetual trades below its index because so many are short, and the shorts pay for "
        "it. After a minute buyers eat the ask wall they leaned on; the first shorts are bought "
        "back by force, which closes the next, until the price hangs high above where it was and "
        "the premium has turned."
    ),
    venue=(
        Crowd(at_s=0, position="short", near_bps=18, far_bps=140, times=600),
        StandWall(at_s=8, side="ask", away_bps=14, times=34, seconds=500),
        Pressure(at_s=60, seconds=90, lean=2.8, pace=2.0),
        Walk(
            at_s=56,
            name="squeeze",
            legs=(
                Leg(28, 24),
                Leg(36, 42),
                Leg(150, 30),
                Leg(300, 34, firm=False),
            ),
        ),
        Premium(at_s=75, bps=6.0, seconds=600),
    ),
    premium_bps=-4.0,
)

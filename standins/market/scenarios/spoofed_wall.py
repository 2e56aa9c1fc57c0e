"""A wall that is never there when the price comes."""

from standins.market.scenario import ChainMove, Leg, Pressure, Scenario, StandWall, Walk

SCENARIO = Scenario(
    name="spoofed-wall",
    story=(
        "A bid of sixty median levels stands below the price and looks like support. Beside it "
        "stands one that is only a little larger than its neighbours: no wall. After a minute the "
        "price comes down, and the large bid is pulled a moment before it is met; the price falls "
        "through where it stood. Then the same is done above, twice. Nothing was ever traded "
        "against these walls."
    ),
    venue=(
        StandWall(at_s=12, side="bid", away_bps=24, times=60, kind="spoof", seconds=900, shy_bps=5),
        StandWall(at_s=14, side="bid", away_bps=33, times=6, seconds=900),
        Walk(
            at_s=12,
            name="approach",
            legs=(
                Leg(52, 0, 0.6),
                Leg(35, -17, 0.6),
                Leg(30, -34, 0.8),
                Leg(70, -28, 0.8),
                Leg(90, -8, 0.7),
                Leg(70, -27, 0.7),
                Leg(90, -5, 0.7),
                Leg(120, -20, 0.9, firm=False),
            ),
        ),
        Pressure(at_s=70, seconds=60, lean=0.5, pace=1.3),
        StandWall(
            at_s=176, side="ask", away_bps=20, times=55, kind="spoof", seconds=400, shy_bps=5
        ),
        StandWall(
            at_s=325, side="ask", away_bps=20, times=55, kind="spoof", seconds=400, shy_bps=5
        ),
    ),
    chain=(ChainMove(at_s=40, ether=620, direction="between_strangers"),),
    wild=False,
    noise=0.8,
)

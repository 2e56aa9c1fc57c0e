"""Longs with too much leverage, a push, and the fall that feeds on itself."""

from standins.market.scenario import ChainMove, Crowd, Leg, Pressure, Scenario, StandWall, Walk

SCENARIO = Scenario(
    name="liquidation-cascade",
    story=(
        "Longs with high leverage have crowded in below the price. Ether goes to an exchange in "
        "two large transfers; after a minute sellers push the price through a bid wall. The first "
        "longs are closed by force, their selling closes the next, and the fall stops only when "
        "nobody is left within reach. Then the price takes back a third of it, slowly."
    ),
    venue=(
        Crowd(at_s=0, position="long", near_bps=18, far_bps=150, times=620),
        StandWall(at_s=10, side="bid", away_bps=17, times=28, seconds=400),
        Pressure(at_s=50, seconds=75, lean=0.35, pace=2.2),
        Walk(
            at_s=50,
            name="push",
            legs=(
                Leg(26, -24),
                Leg(34, -42),
                Leg(150, -24),
                Leg(420, -16, firm=False),
            ),
        ),
        Pressure(at_s=170, seconds=120, lean=1.6, pace=1.3),
    ),
    chain=(
        ChainMove(at_s=12, ether=2_400, direction="to_exchange"),
        ChainMove(at_s=36, ether=1_850, direction="to_exchange"),
    ),
)

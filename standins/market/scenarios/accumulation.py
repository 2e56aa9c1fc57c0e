"""A whale buys without moving the price, and takes the ether home."""

from standins.market.scenario import ChainMove, Leg, Pressure, Scenario, StandWall, Walk

SCENARIO = Scenario(
    name="accumulation",
    story=(
        "Someone buys all that is sold. The price drifts down into an iceberg bid again and again "
        "and cannot fall below it, although there are two sellers for each buyer; meanwhile ether "
        "leaves an exchange in five large transfers. When the sellers are done the price breaks "
        "out of its range with a gap."
    ),
    venue=(
        StandWall(
            at_s=20,
            side="bid",
            away_bps=11,
            times=420,
            shown_times=26,
            kind="iceberg",
            seconds=900,
        ),
        Walk(
            at_s=20,
            name="accumulation",
            legs=(
                Leg(35, 0, 0.5),
                Leg(20, -11.5, 0.5),
                Leg(25, -12, 0.5),
                Leg(40, -4, 0.6),
                Leg(30, -11.5, 0.5),
                Leg(25, -12, 0.5),
                Leg(50, -2, 0.6),
                Leg(30, -11.5, 0.5),
                Leg(30, -12, 0.5),
                Leg(35, -4, 0.5),
                Leg(50, 24, 0.7),
                Leg(90, 18, 0.7),
                Leg(240, 34, firm=False),
            ),
        ),
        Pressure(at_s=55, seconds=225, lean=0.5, pace=1.6),
        Pressure(at_s=320, seconds=150, lean=2.2, pace=1.8),
    ),
    chain=tuple(
        ChainMove(at_s=at_s, ether=ether, direction="from_exchange")
        for at_s, ether in ((41, 900), (89, 1_300), (137, 1_100), (185, 2_600), (245, 1_700))
    ),
    wild=False,
    noise=0.8,
)

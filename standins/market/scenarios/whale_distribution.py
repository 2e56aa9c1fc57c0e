"""A whale brings ether to an exchange in parts, and sells it."""

from standins.market.scenario import ChainMove, Leg, Pressure, Scenario, StandWall, Walk

SCENARIO = Scenario(
    name="whale-distribution",
    story=(
        "Six transfers of 800 to 3,000 ether reach an exchange within two minutes. A minute after "
        "the first, an iceberg ask appears just above the price, which rises into it three times "
        "and is sold each time; then the ask steps down and the price gives way without any haste."
    ),
    venue=(
        StandWall(
            at_s=58,
            side="ask",
            away_bps=9,
            times=260,
            shown_times=24,
            kind="iceberg",
            seconds=420,
        ),
        Walk(
            at_s=58,
            name="distribution",
            legs=(
                Leg(25, 9.5, 0.5),
                Leg(20, 10, 0.5),
                Leg(60, 1, 0.6),
                Leg(30, 9.5, 0.5),
                Leg(20, 10, 0.5),
                Leg(70, -3, 0.6),
                Leg(40, 9.5, 0.6),
                Leg(150, -28, 0.8),
                Leg(240, -46, 0.8),
                Leg(300, -44, firm=False),
            ),
        ),
        Pressure(at_s=60, seconds=120, lean=1.4, pace=1.5),
        Pressure(at_s=200, seconds=420, lean=0.55, pace=1.6),
        StandWall(at_s=480, side="ask", away_bps=14, times=60, seconds=400),
    ),
    chain=tuple(
        ChainMove(at_s=at_s, ether=ether, direction="to_exchange")
        for at_s, ether in (
            (5, 800),
            (29, 1_500),
            (53, 3_000),
            (65, 1_200),
            (89, 2_200),
            (113, 950),
        )
    ),
)

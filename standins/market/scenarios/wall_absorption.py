"""A wall that takes everything that is thrown at it, and one that does not."""

from standins.market.scenario import Leg, Pressure, Scenario, StandWall, Walk

SCENARIO = Scenario(
    name="wall-absorption",
    story=(
        "An iceberg bid shows thirty median levels and hides ten times as many. After a minute "
        "sellers come down upon it; it is eaten and refilled again and again while the price does "
        "not move: absorption. The sellers tire and the price turns up, into an ask wall without "
        "anything behind it, which is eaten to the last lot."
    ),
    venue=(
        StandWall(
            at_s=14,
            side="bid",
            away_bps=16,
            times=330,
            shown_times=30,
            kind="iceberg",
            seconds=1_200,
        ),
        StandWall(at_s=18, side="ask", away_bps=15, times=45, seconds=1_200),
        Walk(
            at_s=14,
            name="test",
            legs=(
                Leg(46, 0, 0.6),
                Leg(22, -17.0, 0.6),
                Leg(75, -20.0, 0.5),
                Leg(50, -9, 0.6),
                Leg(90, 14, 0.7),
                Leg(60, 26, 0.8),
                Leg(240, 30, firm=False),
            ),
        ),
        Pressure(at_s=60, seconds=95, lean=0.3, pace=2.2),
        Pressure(at_s=165, seconds=170, lean=2.2, pace=1.7),
    ),
    wild=False,
    noise=0.8,
)

"""Equal highs, the stops above them, and the turn."""

from standins.market.scenario import Leg, Pressure, Scenario, Walk

LEVEL = 14.0

SCENARIO = Scenario(
    name="range-and-sweep",
    story=(
        "Before the scenario begins the price has gone to and fro in a range and turned twice at "
        "nearly the same high; a third high lies a little too low to count. After a minute it runs "
        "through the equal highs, takes the stops above them, closes back inside within the same "
        "minute and falls out of the other side of the range with a gap."
    ),
    venue=(
        Walk(
            at_s=-570,
            name="range",
            legs=(
                Leg(60, -8, 0.6),
                Leg(70, LEVEL + 2, 0.35, LEVEL),
                Leg(15, LEVEL + 4, 0.35, LEVEL),
                Leg(75, -4, 0.5, LEVEL),
                Leg(80, -6, 0.5, LEVEL),
                Leg(70, LEVEL + 2, 0.35, LEVEL),
                Leg(15, LEVEL + 4, 0.35, LEVEL),
                Leg(70, -3, 0.5, LEVEL),
                Leg(70, -5, 0.5, LEVEL),
                Leg(60, LEVEL - 3.5, 0.3, LEVEL - 3.5),
                Leg(50, 1, 0.4, LEVEL - 3.5),
            ),
        ),
        Pressure(at_s=66, seconds=20, lean=2.5, pace=3.0),
        Walk(
            at_s=62,
            name="sweep",
            legs=(
                Leg(16, LEVEL + 6, 0.3),
                Leg(14, LEVEL - 6, 0.3),
                Leg(60, -22, 0.5),
                Leg(60, -40, 0.5),
                Leg(120, -34, 0.7),
                Leg(240, -44, firm=False),
            ),
        ),
        Pressure(at_s=88, seconds=130, lean=0.45, pace=1.8),
    ),
    wild=False,
    noise=0.7,
)

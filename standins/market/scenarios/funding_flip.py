"""The rate that longs paid to shorts turns."""

from standins.market.scenario import Crowd, Leg, Premium, Pressure, Scenario, Walk

SCENARIO = Scenario(
    name="funding-flip",
    story=(
        "Longs have long paid the usual rate to shorts. After a minute sellers press the perpetual "
        "below its index and keep it there: the premium falls, the rate that would be paid turns "
        "negative within another minute, and from then on it is the shorts who pay."
    ),
    venue=(
        Premium(at_s=55, bps=-38.0, seconds=420),
        Pressure(at_s=55, seconds=300, lean=0.6, pace=1.4),
        Walk(
            at_s=55,
            name="drift",
            legs=(Leg(150, -22, 0.9), Leg(200, -16, 0.9), Leg(240, -20, firm=False)),
        ),
        Crowd(at_s=60, position="short", near_bps=40, far_bps=160, times=250),
    ),
    premium_bps=-4.0,
)

"""Nothing happens, and that is the point: whoever raises an alarm here cries wolf."""

from standins.market.scenario import Scenario

SCENARIO = Scenario(
    name="calm-day",
    story=(
        "A quiet day: half the usual noise, ranges that hold, walls that come and go far from the "
        "price. Nothing is planted; structure forms and small positions are liquidated, as always."
    ),
    noise=0.5,
)

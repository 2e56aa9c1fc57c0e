"""An address that paid nothing for a year or longer, and now does. Its funding can be looked up."""

from standins.market.chain.pattern import Pattern
from standins.market.chain.records import Plan
from standins.market.chain.scene import FARE, Scene

BLOCKS_A_DAY = 7_200
SLEPT_DAYS = (376, 731)
"""How long those slept that count: more than 365 days."""

DECOY_DAYS = 200
DECOYS = 0.25
SPREAD = 100
"""The funding lies within so many blocks of the exact age."""


def _play(scene: Scene) -> None:
    luck, people = scene.luck, scene.people
    short = luck.odds(DECOYS)
    days = DECOY_DAYS if short else luck.choice(SLEPT_DAYS)
    amount = scene.amount(min(200 * luck.paretovariate(1.0), 10_000))
    sleeper = scene.stranger("sleeper")
    source = scene.cast("source", luck.choice(people.exchanges))
    scene.pay(-days * BLOCKS_A_DAY + luck.randrange(SPREAD), source, sleeper, amount, Plan.WHALE)
    to = scene.cast("receiver", luck.choice(people.exchanges if luck.odds(0.5) else people.whales))
    woken = luck.randrange(SPREAD)
    scene.pay(woken, sleeper, to, amount - FARE, Plan.WHALE)
    scene.proved(woken)
    if short:
        scene.decoy(f"it slept {DECOY_DAYS} days, not a year")


DORMANT = Pattern(
    "dormant-wake-up",
    every=220,
    reach=(
        range(SPREAD),
        *(
            range(-days * BLOCKS_A_DAY, -days * BLOCKS_A_DAY + SPREAD)
            for days in (*SLEPT_DAYS, DECOY_DAYS)
        ),
    ),
    play=_play,
)

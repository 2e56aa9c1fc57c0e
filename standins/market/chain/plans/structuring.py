"""A large sum in many parts, each just below a round size at which people look."""

from standins.market.chain.pattern import Pattern
from standins.market.chain.records import Plan
from standins.market.chain.scene import FARE, WEI, Scene, ether

ROUND_ETH = (100, 500, 1_000)
LEAST, MOST, PROOF = 5, 9, 5
"""Parts in a story, and how many of them make the pattern."""

TOO_FEW = 3
PAUSE = 14
DECOYS = 0.3


def _play(scene: Scene) -> None:
    luck, people = scene.luck, scene.people
    limit = luck.choice(ROUND_ETH)
    few = luck.odds(DECOYS)
    parts = [
        ether(limit * luck.uniform(0.955, 0.999))
        for _ in range(TOO_FEW if few else luck.randint(LEAST, MOST))
    ]
    splitter = scene.stranger("splitter")
    receiver = scene.cast("receiver", luck.choice(people.whales))
    source = scene.cast("source", luck.choice(people.exchanges))
    scene.also("pass-through")
    scene.pay(0, source, splitter, sum(parts) + len(parts) * FARE + WEI, Plan.WHALE)
    for step, part in enumerate(parts):
        after = 3 + step * PAUSE + luck.randrange(PAUSE - 2)
        scene.pay(after, splitter, receiver, part, Plan.WHALE)
        if step + 1 == min(PROOF, len(parts)):
            scene.proved(after)
    if few:
        scene.decoy(f"{TOO_FEW} transfers of like size are no series")


STRUCTURING = Pattern("structuring", every=200, reach=(range(3 + MOST * PAUSE),), play=_play)

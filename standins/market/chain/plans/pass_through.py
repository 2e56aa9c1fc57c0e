"""What comes in goes on within half an hour: one move of two legs, to be told once.

On 2025-11-11 a quarter of all transfers of 100 ether and more were forwarded like this.
"""

from standins.market.chain.pattern import Pattern
from standins.market.chain.records import Plan
from standins.market.chain.scene import FARE, Scene

LONGEST = 140
"""Blocks between the legs: 28 minutes."""

DECOYS = 0.25


def _play(scene: Scene) -> None:
    luck, people = scene.luck, scene.people
    amount = scene.amount(min(200 * luck.paretovariate(1.0), 15_000))
    sender, receiver = luck.sample(people.whales, 2)
    between = scene.stranger("between")
    wait = luck.randint(3, LONGEST)
    scene.pay(0, scene.cast("sender", sender), between, amount, Plan.WHALE)
    scene.cast("receiver", receiver)
    if luck.odds(DECOYS):
        scene.decoy("only half of it went on")
        scene.pay(wait, between, receiver, amount // 2, Plan.WHALE)
    else:
        scene.pay(
            wait, between, receiver, amount - FARE, Plan.FORWARD, why="the second leg of a move"
        )
    scene.proved(wait)


PASS_THROUGH = Pattern("pass-through", every=30, reach=(range(LONGEST + 1),), play=_play)

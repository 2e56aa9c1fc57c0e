"""One large plain transfer: the commonest thing a tracker tells."""

from standins.market.chain.pattern import Pattern
from standins.market.chain.records import Plan
from standins.market.chain.scene import Scene

LEAST_ETH, MOST_ETH = 500, 40_000
TAIL = 1.0
"""Pareto exponent: transfers twice as large are half as many, as on 2025-11-11."""


def _play(scene: Scene) -> None:
    sender, to = scene.people.whale_pair(scene.luck)
    amount = scene.amount(min(LEAST_ETH * scene.luck.paretovariate(TAIL), MOST_ETH))
    scene.pay(0, scene.cast("sender", sender), scene.cast("receiver", to), amount, Plan.WHALE)


WHALE = Pattern("whale", every=1, reach=(range(1),), play=_play, odds=0.3)

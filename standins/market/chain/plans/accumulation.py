"""Somebody collects: many withdrawals from exchanges to one address within an hour, none back."""

from standins.market.chain.pattern import Pattern
from standins.market.chain.records import Plan
from standins.market.chain.scene import WEI, Scene, ether

BLOCKS = 300
LEAST, MOST = 8, 16
"""Withdrawals in a story."""

PROOF = 5
"""So many, nearly all of one sign, make the pattern."""

DECOYS = 0.35


def _play(scene: Scene) -> None:
    luck = scene.luck
    collector = scene.stranger("collector")
    exchanges = [scene.cast("exchange", one) for one in luck.sample(scene.people.exchanges, 2)]
    both_ways = luck.odds(DECOYS)
    moments = sorted(luck.sample(range(BLOCKS), luck.randint(LEAST, MOST)))
    for step, after in enumerate(moments):
        amount = scene.amount(luck.uniform(110, 700))
        scene.pay(after, luck.choice(exchanges), collector, amount, Plan.WHALE)
        if both_ways:
            back = ether(amount / WEI * luck.uniform(0.5, 0.85))
            scene.pay(after + 8, collector, luck.choice(exchanges), back, Plan.WHALE)
        if step + 1 == PROOF:
            scene.proved(after)
    if both_ways:
        scene.decoy("ether goes out as often as it comes in: somebody makes a market")


ACCUMULATION = Pattern("accumulation", every=400, reach=(range(BLOCKS + 12),), play=_play)

"""Several fresh wallets with one origin do the same within minutes: they are one person."""

from standins.market.chain.pattern import Pattern
from standins.market.chain.records import Plan
from standins.market.chain.scene import WEI, Scene, ether

LEAST, MOST, PROOF = 5, 8, 3
"""Wallets in a story, and how many of them make the pattern."""

FUNDED_WITHIN, BOUGHT_FROM, BOUGHT_WITHIN = 10, 14, 40
DECOYS = 0.3


def _play(scene: Scene) -> None:
    luck, people = scene.luck, scene.people
    apart = luck.odds(DECOYS)
    origin = scene.cast("origin", luck.choice(people.whales))
    wallets = [scene.stranger("wallet") for _ in range(luck.randint(LEAST, MOST))]
    for wallet in wallets:
        giver = luck.choice(people.nobodies) if apart else origin
        scene.pay(luck.randrange(FUNDED_WITHIN), giver, wallet, WEI // 2, Plan.ORDINARY)
    bought = sorted(luck.randrange(BOUGHT_FROM, BOUGHT_WITHIN) for _ in wallets)
    exchange = scene.cast("exchange", luck.choice(people.exchanges))
    for after, wallet in zip(bought, wallets, strict=True):
        scene.pay(after, exchange, wallet, ether(luck.uniform(150, 900)), Plan.WHALE)
    scene.proved(bought[PROOF - 1])
    if apart:
        scene.decoy("nothing but the exchange ties these wallets together")


CLUSTER = Pattern("cluster", every=230, reach=(range(BOUGHT_WITHIN),), play=_play)

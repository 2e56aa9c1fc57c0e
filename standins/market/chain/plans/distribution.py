"""A holder sells: one address pays into exchanges again and again within an hour."""

from standins.market.chain.pattern import Pattern
from standins.market.chain.records import Plan
from standins.market.chain.scene import FARE, Scene

FUNDED, BLOCKS = 5, 300
"""The holder gets the ether in the first block, begins so many blocks later and ends here."""

LEAST, MOST, PROOF = 8, 16, 5
DECOYS = 0.35


def _play(scene: Scene) -> None:
    luck, people = scene.luck, scene.people
    holder = scene.stranger("holder")
    moments = sorted(luck.sample(range(FUNDED, BLOCKS), luck.randint(LEAST, MOST)))
    amounts = [scene.amount(luck.uniform(110, 700)) for _ in moments]
    payroll = luck.odds(DECOYS)
    source = scene.cast("source", luck.choice(people.whales))
    scene.pay(0, source, holder, sum(amounts) + len(amounts) * FARE, Plan.WHALE)
    exchanges = luck.sample(people.exchanges, 2)
    for step, (after, amount) in enumerate(zip(moments, amounts, strict=True)):
        to = scene.stranger("payee") if payroll else luck.choice(exchanges)
        scene.pay(after, holder, to, amount, Plan.WHALE)
        if step + 1 == PROOF:
            scene.proved(after)
    if payroll:
        scene.decoy("the receivers are all different and none is an exchange: somebody pays debts")
        return
    for exchange in exchanges:
        scene.cast("exchange", exchange)


DISTRIBUTION = Pattern("distribution", every=400, reach=(range(BLOCKS),), play=_play)

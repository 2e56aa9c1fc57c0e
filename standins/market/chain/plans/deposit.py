"""A customer pays into an exchange: to an address of their own, which forwards what it gets.

Trackers that know the hot wallet alone see the sweep, minutes late; those that see both count the
same ether twice. On 2025-11-11 the sweep came 6 minutes after the deposit in the median and 12 at
the ninetieth percentile.
"""

from standins.market.chain.pattern import Pattern
from standins.market.chain.records import Plan
from standins.market.chain.scene import FARE, Scene

MEDIAN_WAIT, LONGEST_WAIT = 31, 88
"""Blocks between deposit and sweep."""

DECOYS = 0.2


def _play(scene: Scene) -> None:
    luck, people = scene.luck, scene.people
    amount = scene.amount(min(150 * luck.paretovariate(1.0), 20_000))
    sender = scene.cast("customer", luck.choice(people.whales))
    address = scene.stranger("deposit address")
    exchange, other = luck.sample(people.exchanges, 2)
    wait = min(LONGEST_WAIT, max(3, round(MEDIAN_WAIT * luck.lognormvariate(0, 0.5))))
    scene.pay(0, sender, address, amount, Plan.WHALE)
    scene.cast("exchange", exchange)
    scene.also("pass-through")
    if luck.odds(DECOYS):
        scene.decoy("what came in goes to two exchanges, so the address belongs to neither")
        scene.cast("exchange", other)
        share = amount * 3 // 5
        scene.pay(wait, address, exchange, share, Plan.FORWARD, why="passed on in two parts")
        rest = amount - share - 2 * FARE
        scene.pay(wait + 2, address, other, rest, Plan.FORWARD, why="passed on in two parts")
        scene.proved(wait + 2)
        return
    scene.pay(wait, address, exchange, amount - FARE, Plan.FORWARD, why="swept by the exchange")
    scene.proved(wait)


DEPOSIT = Pattern("deposit", every=10, reach=(range(LONGEST_WAIT + 3),), play=_play, odds=0.6)

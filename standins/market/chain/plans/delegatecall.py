"""A payment to a proxy: its trace shows the value twice, and it moved once.

The proxy lends its body to another contract's code by a ``delegatecall``, which repeats its
caller's value without moving any.
"""

from standins.market.chain.pattern import Pattern
from standins.market.chain.records import Inner, Plan
from standins.market.chain.scene import Scene


def _play(scene: Scene) -> None:
    luck, people = scene.luck, scene.people
    amount = scene.amount(luck.uniform(200, 2_500))
    sender = scene.cast("sender", luck.choice(people.whales))
    proxy, code = luck.sample(people.contracts, 2)
    scene.cast("proxy", proxy)
    inner = Inner(proxy, code, amount, "delegatecall")
    tx = scene.call(0, sender, proxy, Plan.WHALE, wei=amount, inner=(inner,))
    why = "a delegatecall repeats its caller's value and moves none"
    scene.moved(0, tx, "plain", (sender, proxy), amount, plan=Plan.WHALE)
    scene.moved(0, tx, "internal", (proxy, code), amount, plan=Plan.LOOKALIKE, why=why)
    scene.also("contract-call")
    scene.decoy(why)


DELEGATECALL = Pattern("delegatecall", every=40, reach=(range(1),), play=_play)

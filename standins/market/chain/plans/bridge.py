"""Ether leaves for another chain as a plain payment, and comes back in a call of a relayer's."""

from standins.market.chain.known import BRIDGES
from standins.market.chain.pattern import Pattern
from standins.market.chain.records import Inner, Plan
from standins.market.chain.scene import Scene


def _play(scene: Scene) -> None:
    luck, people = scene.luck, scene.people
    amount = scene.amount(min(200 * luck.paretovariate(1.0), 8_000))
    bridge = scene.cast("bridge", luck.choice(tuple(BRIDGES.values())))
    traveller = scene.cast("traveller", luck.choice(people.whales))
    if luck.odds(0.5):
        tx = scene.call(0, traveller, bridge, Plan.WHALE, wei=amount, data="0x439370b1")
        scene.moved(0, tx, "plain", (traveller, bridge), amount, plan=Plan.WHALE)
        scene.also("contract-call")
        return
    relayer = scene.cast("relayer", luck.choice(people.nobodies))
    inner = Inner(bridge, traveller, amount)
    tx = scene.call(0, relayer, bridge, Plan.WHALE, inner=(inner,), data="0x9c5cfe0b")
    scene.moved(0, tx, "internal", (bridge, traveller), amount, plan=Plan.WHALE)


BRIDGE = Pattern("bridge", every=20, reach=(range(1),), play=_play)

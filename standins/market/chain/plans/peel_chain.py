"""A sum wanders from one fresh address to the next and loses a piece at each to an exchange."""

from standins.market.chain.pattern import Pattern
from standins.market.chain.records import Plan
from standins.market.chain.scene import FARE, WEI, Scene, ether

LEAST, MOST, PROOF = 5, 9, 4
"""Hops in a story, and how many of them make the pattern."""

TOO_FEW = 3
LONGEST_PAUSE = 18
DECOYS = 0.3


def _play(scene: Scene) -> None:
    luck, people = scene.luck, scene.people
    few = luck.odds(DECOYS)
    hops = TOO_FEW if few else luck.randint(LEAST, MOST)
    exchange = scene.cast("exchange", luck.choice(people.exchanges))
    holder, held = scene.stranger("hop"), ether(luck.uniform(2_000, 9_000))
    scene.pay(0, scene.cast("source", luck.choice(people.whales)), holder, held, Plan.WHALE)
    scene.also("pass-through")
    after = 0
    for hop in range(hops):
        after += luck.randint(4, LONGEST_PAUSE)
        peel = ether(held / WEI * luck.uniform(0.03, 0.17))
        scene.pay(after - 1, holder, exchange, peel, Plan.WHALE)
        held -= peel + 2 * FARE
        fresh = scene.stranger("hop")
        scene.pay(after, holder, fresh, held, Plan.FORWARD, why=f"hop {hop + 1}: the rest moves on")
        holder = fresh
        if hop + 1 == min(PROOF, hops):
            scene.proved(after)
    if few:
        scene.decoy(f"{TOO_FEW} hops are a detour, not a chain")


PEEL_CHAIN = Pattern("peel-chain", every=240, reach=(range(MOST * LONGEST_PAUSE + 1),), play=_play)

"""A contract is created and gets ether with its first breath: the transaction has no receiver."""

from standins.market.chain.pattern import Pattern
from standins.market.chain.records import Plan
from standins.market.chain.scene import Scene, ether


def _play(scene: Scene) -> None:
    luck = scene.luck
    deployer = scene.cast("deployer", luck.choice(scene.people.whales))
    scene.pay(0, deployer, None, ether(luck.uniform(120, 900)), Plan.WHALE)


CREATION = Pattern("creation", every=45, reach=(range(1),), play=_play)

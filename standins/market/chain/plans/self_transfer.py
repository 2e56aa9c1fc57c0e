"""From an address to itself: people do that to cancel what is stuck. Nothing changes hands."""

from standins.market.chain.pattern import Pattern
from standins.market.chain.records import Plan
from standins.market.chain.scene import Scene, ether


def _play(scene: Scene) -> None:
    whale = scene.cast("whale", scene.luck.choice(scene.people.whales))
    why = "sender and receiver are the same"
    scene.pay(0, whale, whale, ether(scene.luck.uniform(500, 5_000)), Plan.LOOKALIKE, why=why)
    scene.decoy(why)


SELF_TRANSFER = Pattern("self-transfer", every=40, reach=(range(1),), play=_play)

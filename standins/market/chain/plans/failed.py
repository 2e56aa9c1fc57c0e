"""Large by its value, and its receipt says that it failed: nothing moved."""

from standins.market.chain.pattern import Pattern
from standins.market.chain.records import Plan
from standins.market.chain.scene import Scene


def _play(scene: Scene) -> None:
    luck, people = scene.luck, scene.people
    amount = scene.amount(min(500 * luck.paretovariate(1.0), 40_000))
    sender = scene.cast("sender", luck.choice(people.whales))
    contract = scene.cast("contract", luck.choice(people.contracts))
    tx = scene.call(0, sender, contract, Plan.LOOKALIKE, wei=amount, ok=False)
    why = "the transaction failed"
    scene.moved(0, tx, "plain", (sender, contract), amount, plan=Plan.LOOKALIKE, why=why)
    scene.decoy(why)


FAILED = Pattern("failed", every=11, reach=(range(1),), play=_play)

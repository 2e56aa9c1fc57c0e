"""A contract wallet tried to pay and the call came back; the transaction around it succeeded."""

from standins.market.chain.pattern import Pattern
from standins.market.chain.records import Inner, Plan
from standins.market.chain.scene import Scene


def _play(scene: Scene) -> None:
    luck, people = scene.luck, scene.people
    amount = scene.amount(luck.uniform(200, 4_000))
    owner = scene.cast("owner", luck.choice(people.nobodies))
    wallet, refuser = luck.sample(people.contracts, 2)
    scene.cast("contract wallet", wallet)
    tx = scene.call(
        0, owner, wallet, Plan.LOOKALIKE, inner=(Inner(wallet, refuser, amount, ok=False),)
    )
    why = "the call inside was reverted"
    scene.moved(0, tx, "internal", (wallet, refuser), amount, plan=Plan.LOOKALIKE, why=why)
    scene.decoy(why)


REVERTED_CALL = Pattern("reverted-call", every=28, reach=(range(1),), play=_play)

"""A wallet that is a contract pays: the ether moves in a call inside a transaction of value zero.

On blocks with traces a third of all moves of 100 ether and more were of this kind.
"""

from standins.market.chain.pattern import Pattern
from standins.market.chain.records import Inner, Plan
from standins.market.chain.scene import Scene

SELF_DESTRUCTS = 0.15


def _play(scene: Scene) -> None:
    luck, people = scene.luck, scene.people
    amount = scene.amount(min(300 * luck.paretovariate(1.0), 12_000))
    wallet = scene.cast("contract wallet", luck.choice(people.contracts))
    owner = scene.cast("owner", luck.choice(people.nobodies))
    receiver = scene.cast("receiver", luck.choice((*people.whales, *people.exchanges)))
    dies = luck.odds(SELF_DESTRUCTS)
    inner = Inner(wallet, receiver, amount, "selfdestruct" if dies else "call")
    tx = scene.call(0, owner, wallet, Plan.WHALE, inner=(inner,))
    scene.moved(0, tx, "internal", (wallet, receiver), amount, plan=Plan.WHALE)


INTERNAL = Pattern("internal", every=16, reach=(range(1),), play=_play)

"""An exchange moves its own ether between its hot and its cold wallet: nobody paid in or out."""

from standins.market.chain.known import COLD_WALLETS
from standins.market.chain.pattern import Pattern
from standins.market.chain.records import Plan
from standins.market.chain.scene import Scene, ether


def _play(scene: Scene) -> None:
    luck = scene.luck
    hot, cold = luck.choice(tuple(COLD_WALLETS.items()))
    sender, to = (hot, cold) if luck.odds(0.7) else (cold, hot)
    why = "both wallets are the same exchange's"
    amount = ether(1_000 * luck.randint(1, 30))
    scene.pay(0, scene.cast("from", sender), scene.cast("to", to), amount, Plan.LOOKALIKE, why=why)
    scene.decoy(why)


HOT_TO_COLD = Pattern("hot-to-cold", every=32, reach=(range(1),), play=_play)

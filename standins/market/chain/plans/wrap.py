"""Ether becomes wrapped ether, or the other way: its owner holds as much before as after.

Wrapped ether's contract writes ``Deposit`` or ``Withdrawal`` then, and no ``Transfer``.
"""

from standins.market.chain.known import WRAPPED_ETHER
from standins.market.chain.pattern import Pattern
from standins.market.chain.records import Inner, Plan, Token
from standins.market.chain.scene import Scene


def _play(scene: Scene) -> None:
    luck = scene.luck
    owner = scene.cast("owner", luck.choice(scene.people.whales))
    amount = scene.amount(min(300 * luck.paretovariate(1.0), 9_000))
    if luck.odds(0.5):
        why = "wrapped: its owner holds it as a token now"
        token = Token(WRAPPED_ETHER, WRAPPED_ETHER, owner, amount, event="deposit")
        tx = scene.call(
            0, owner, WRAPPED_ETHER, Plan.LOOKALIKE, wei=amount, tokens=(token,), data="0xd0e30db0"
        )
        scene.moved(0, tx, "plain", (owner, WRAPPED_ETHER), amount, plan=Plan.LOOKALIKE, why=why)
    else:
        why = "unwrapped: its owner held it as a token before"
        token = Token(WRAPPED_ETHER, owner, WRAPPED_ETHER, amount, event="withdrawal")
        inner = Inner(WRAPPED_ETHER, owner, amount)
        data = f"0x2e1a7d4d{amount:064x}"
        tx = scene.call(
            0, owner, WRAPPED_ETHER, Plan.LOOKALIKE, inner=(inner,), tokens=(token,), data=data
        )
        scene.moved(0, tx, "internal", (WRAPPED_ETHER, owner), amount, plan=Plan.LOOKALIKE, why=why)
    scene.decoy(why)


WRAP = Pattern("wrap", every=22, reach=(range(1),), play=_play)

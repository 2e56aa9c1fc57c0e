"""Dollars are issued or destroyed: a token's transfer from or to the zero address."""

from standins.market.chain.known import NOBODY, USDC
from standins.market.chain.pattern import Pattern
from standins.market.chain.records import Plan, Token
from standins.market.chain.scene import Scene

DOLLAR = 10**6


def _play(scene: Scene) -> None:
    luck = scene.luck
    amount = luck.choice((20, 50, 100, 250, 500)) * 10**6 * DOLLAR
    treasury = scene.cast("treasury", luck.choice(scene.people.whales))
    ends = luck.choice(((NOBODY, treasury), (treasury, NOBODY)))
    scene.give(0, treasury, Token(USDC, *ends, amount), Plan.WHALE)


ISSUE = Pattern("issue", every=50, reach=(range(1),), play=_play)

"""A large transfer of a token: it is in no transaction's value, only in a receipt's log."""

from standins.market.chain.known import STAKED_ETHER, TETHER, USDC, WRAPPED_ETHER
from standins.market.chain.pattern import Pattern
from standins.market.chain.records import Plan, Token
from standins.market.chain.scene import Scene

DOLLAR = 10**6
"""Tether and USDC count in millionths."""

LEAST_DOLLARS, MOST_DOLLARS = 1_500_000, 300_000_000
LEAST_ETH, MOST_ETH = 500, 40_000


def _play(scene: Scene) -> None:
    luck = scene.luck
    contract = luck.choices((TETHER, USDC, WRAPPED_ETHER, STAKED_ETHER), weights=(45, 35, 14, 6))[0]
    if contract in {TETHER, USDC}:
        dollars = min(LEAST_DOLLARS * luck.paretovariate(1.0), MOST_DOLLARS)
        amount = round(dollars) * DOLLAR
    else:
        amount = scene.amount(min(LEAST_ETH * luck.paretovariate(1.0), MOST_ETH))
    sender, to = scene.people.whale_pair(luck)
    scene.cast("sender", sender)
    scene.cast("receiver", to)
    scene.give(0, sender, Token(contract, sender, to, amount), Plan.WHALE)


TOKEN_WHALE = Pattern("token-whale", every=5, reach=(range(1),), play=_play, odds=0.8)

"""A validator leaves: the block itself pays up to 2,048 ether out, and no transaction tells it."""

from standins.market.chain.pattern import Pattern
from standins.market.chain.scene import Scene

LEAST_ETH, MOST_ETH = 64, 2_048
"""Since 2025 one validator may hold 2,048 ether; those merged from several hold multiples of 32."""


def _play(scene: Scene) -> None:
    luck = scene.luck
    owner = scene.cast("owner", luck.choice(scene.people.whales))
    stake = 32 * luck.randint(LEAST_ETH // 32, MOST_ETH // 32)
    scene.payout(0, owner, min(stake * 10**9 + luck.randrange(10**8), MOST_ETH * 10**9))


VALIDATOR_EXIT = Pattern("validator-exit", every=25, reach=(range(1),), play=_play)

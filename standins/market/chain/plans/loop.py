"""The same ether goes around among wallets and ends where it began: volume for nothing."""

from collections.abc import Callable

from standins.market.chain.pattern import Pattern
from standins.market.chain.records import Plan
from standins.market.chain.scene import FARE, WEI, Scene, ether

FEWEST, MOST = 3, 5
"""Wallets of a circle, and so payments of one time around."""

LONGEST_PAUSE = 40
DECOYS = 0.4
KEPT = 3
"""Where somebody keeps a part, it is one of so many."""

GOES_ON = "what came in goes on"


class _Walk:
    """A sum that wanders: who holds it, how much of it there is, and after how many blocks."""

    def __init__(self, scene: Scene) -> None:
        luck = scene.luck
        self.exchange = scene.cast("source", luck.choice(scene.people.exchanges))
        self.holder = scene.stranger("wallet")
        self.held = ether(luck.uniform(300, 4_000))
        self.after = 0
        self._scene = scene
        scene.pay(0, self.exchange, self.holder, self.held + WEI, Plan.WHALE)

    def on(self, to: str, plan: Plan = Plan.FORWARD) -> None:
        """The whole sum is paid on to somebody who can pay it on in turn."""
        self.after += self._scene.luck.randint(3, LONGEST_PAUSE)
        self.held -= FARE
        why = GOES_ON if plan is Plan.FORWARD else ""
        self._scene.pay(self.after, self.holder, to, self.held, plan, why=why)
        self.holder = to


def _circle(scene: Scene, walk: _Walk) -> None:
    first = walk.holder
    others = [scene.stranger("wallet") for _ in range(scene.luck.randint(FEWEST, MOST) - 1)]
    for wallet in (*others, first):
        walk.on(wallet)


def _there_and_back(scene: Scene, walk: _Walk) -> None:
    first = walk.holder
    walk.on(scene.stranger("wallet"))
    walk.on(first)
    scene.decoy("one there and one back is a payment that was returned")


def _through_an_exchange(scene: Scene, walk: _Walk) -> None:
    first = walk.holder
    walk.on(scene.stranger("wallet"))
    walk.on(walk.exchange)
    walk.on(first, Plan.WHALE)
    scene.also("deposit")
    scene.decoy("an exchange is part of it, which many pay into and are paid from")


def _with_a_loss(scene: Scene, walk: _Walk) -> None:
    first = walk.holder
    others = [scene.stranger("wallet") for _ in range(FEWEST - 1)]
    walk.on(others[0])
    walk.held -= walk.held // KEPT
    walk.on(others[1], Plan.WHALE)
    walk.on(first)
    scene.decoy("somebody on the way kept a third")


DECOY_PLAYS: tuple[Callable[[Scene, _Walk], None], ...] = (
    _there_and_back,
    _through_an_exchange,
    _with_a_loss,
)


def _play(scene: Scene) -> None:
    luck = scene.luck
    walk = _Walk(scene)
    scene.also("pass-through")
    play = luck.choice(DECOY_PLAYS) if luck.odds(DECOYS) else _circle
    play(scene, walk)
    scene.proved(walk.after)


LOOP = Pattern("loop", every=200, reach=(range(MOST * LONGEST_PAUSE + 1),), play=_play)

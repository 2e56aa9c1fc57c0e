"""Moves that a scenario wants at a moment: ether into an exchange, out of one, or past it."""

from collections.abc import Iterable
from dataclasses import dataclass

from standins.market.chain.records import Plan
from standins.market.chain.scene import Scene, ether
from standins.market.scenario import ChainMove, Direction

REACH = (range(1),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """One large plain transfer of a scenario.

    ``after`` counts blocks from the chain's opening head: 1 is the first block that comes.
    ``to_exchange`` goes from a whale to an exchange, ``from_exchange`` the other way,
    ``between_strangers`` from whale to whale.

    Raises
    ------
    ValueError
        If it would lie in the past or move nothing.
    """

    after: int
    direction: Direction
    ether: float

    def __post_init__(self) -> None:
        if self.after < 1:
            raise ValueError(f"a scheduled move lies 1 block ahead or more, not {self.after}")
        if not self.ether > 0:
            raise ValueError(f"a scheduled move needs ether above zero, not {self.ether}")

    @property
    def kind(self) -> str:
        """Its name in the ledger."""
        return "scheduled-" + self.direction.replace("_", "-")

    def play(self, scene: Scene) -> None:
        """Write it down."""
        luck, people = scene.luck, scene.people
        whale, other = luck.sample(people.whales, 2)
        exchange = luck.choice(people.exchanges)
        sender, to = {
            "to_exchange": (whale, exchange),
            "from_exchange": (exchange, whale),
            "between_strangers": (whale, other),
        }[self.direction]
        scene.cast("sender", sender)
        scene.pay(0, sender, scene.cast("receiver", to), ether(self.ether), Plan.WHALE)


def scheduled(moves: Iterable[ChainMove], block_seconds: float) -> tuple[Scheduled, ...]:
    """A scenario's moves by block: each is mined in the first block after its moment."""
    return tuple(
        Scheduled(
            after=int(move.at_s // block_seconds) + 1,
            direction=move.direction,
            ether=move.ether,
        )
        for move in moves
    )

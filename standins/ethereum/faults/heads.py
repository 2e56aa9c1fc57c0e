"""Faults of the notifications: heads that get lost, doubled, late, or spelled otherwise."""

from collections.abc import Sequence

from typing_extensions import override

from standins.ethereum.faults.kinds import Blow, HeadFault, Scene
from standins.ethereum.source import Json


class MissingHead(HeadFault):
    """Do not announce the next heads; their blocks can be asked for all the same."""

    @override
    def meet(self, head: Json, held: list[Json]) -> Sequence[Json]:
        """Nothing."""
        del head, held
        return []


class DuplicateHead(HeadFault):
    """Announce the next heads twice each."""

    @override
    def meet(self, head: Json, held: list[Json]) -> Sequence[Json]:
        """The head, and the head."""
        del held
        return [head, head]


class LateHead(HeadFault):
    """Hold the next heads back and announce them behind the head after them: out of order.

    With several ``times`` they come newest first, as from nodes of one balancer that differ in
    speed.
    """

    @override
    def meet(self, head: Json, held: list[Json]) -> Sequence[Json]:
        """Nothing yet; the board gives out what is held when the fault is over."""
        held.append(head)
        return []


class OldSpelling(HeadFault):
    """Spell ``receiptsRoot`` as ``receiptRoot``, as the example in Alchemy's documents does."""

    @override
    def meet(self, head: Json, held: list[Json]) -> Sequence[Json]:
        """The head with the old name."""
        del held
        return [{name.replace("receiptsRoot", "receiptRoot"): head[name] for name in head}]


class GhostHead(Blow):
    """Repeat the head under a subscription id that nobody was given.

    So a client hears its old subscription after it has come back, and must not count it twice.
    """

    @override
    def strike(self, scene: Scene) -> object:
        """Say it."""
        return scene.ghost()


class DropSubscriptions(Blow):
    """Forget every subscription; the sockets stay open and quiet."""

    @override
    def strike(self, scene: Scene) -> object:
        """Forget them."""
        return scene.drop(told=False)


class TimeOutSubscriptions(Blow):
    """End every subscription with the error frame public nodes send after a quiet minute."""

    @override
    def strike(self, scene: Scene) -> object:
        """End them."""
        return scene.drop(told=True)

"""What a fault is: something that happens at once, or something that stands in a road for a while.

Three roads lead out of a node, and a fault that stays stands in one of them: the road of announced
heads, the road of answers, and the door where connections come in.
"""

import re
from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct
from typing_extensions import override

from standins.ethereum.limits import Limits
from standins.ethereum.source import Json


class Scene(Protocol):
    """What a fault can do to a node and its clients."""

    def mine(self, blocks: int) -> list[str]:
        """Let blocks come at once; their hashes."""

    def reorganise(self, depth: int, longer: int, *, tip_only: bool) -> Json:
        """Replace the newest blocks; hashes of those that went and of those that came."""

    def rival(self) -> Json:
        """Announce another block of the head's height, and go on behind the first one."""

    def say(self, frame: bytes) -> int:
        """Send a frame to every client as it is; how many got it."""

    def close(self, code: int | None) -> int:
        """End every connection, without a close frame when there is no code; how many."""

    def silence(self, seconds: float | None) -> int:
        """Let every open connection go dead although it stays open; how many."""

    def drop(self, *, told: bool) -> int:
        """Forget every subscription; how many there were. ``told``: with an error frame each."""

    def ghost(self) -> int:
        """Repeat the head to all who want heads, under an id nobody was given; how many heard."""

    def limit(self, limits: Limits) -> None:
        """Give clients more or less from now on."""


def _tag(name: str) -> str:
    """A fault's name as it is ordered: ``MissingHead`` is ``missing_head``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


class Fault(Struct, tag_field="fault", tag=_tag):
    """Anything that can be ordered."""


class Blow(Fault):
    """A fault that happens at once."""

    def strike(self, scene: Scene) -> object:
        """Do it; what can be told about it."""
        raise NotImplementedError


class Standing(Fault):
    """A fault that stays: ``times`` times, or as long as ``seconds`` say; -1 times is for good."""

    times: int = 1
    seconds: float | None = None


class HeadFault(Standing):
    """Stands in the road of announced heads."""

    def meet(self, head: Json, held: list[Json]) -> Sequence[Json]:
        """What is announced instead of a head.

        Parameters
        ----------
        head
            The header that was to be announced.
        held
            Headers held back so far; a fault may put one in or take one out.
        """
        raise NotImplementedError


class AnswerFault(Standing):
    """Stands in the road of answers."""

    def concerns(self, method: str, params: list[object]) -> bool:
        """Whether it meets the answer to a question."""
        raise NotImplementedError

    def instead(self, method: str, params: list[object]) -> None:
        """Raise the `RpcError` that comes instead of the answer, if one does."""

    def meet(self, answer: object) -> object:
        """What is answered instead."""
        return answer


class NullFault(AnswerFault):
    """Null instead of an answer."""

    @override
    def meet(self, answer: object) -> None:
        """Null."""
        del answer


class MethodsFault(AnswerFault):
    """Meets the answers of the methods that are named; without names, every answer."""

    methods: tuple[str, ...] = ()

    @override
    def concerns(self, method: str, params: list[object]) -> bool:
        """The methods that were named."""
        del params
        return not self.methods or method in self.methods

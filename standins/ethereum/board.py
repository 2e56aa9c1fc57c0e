"""The faults that were ordered and are not over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from standins.ethereum.faults import LateHead, Refuse, Slow, TooMany
from standins.ethereum.faults.kinds import AnswerFault, HeadFault, Standing
from standins.ethereum.source import Json

_SECOND_NS = 1_000_000_000

Kind = TypeVar("Kind", bound=Standing)


@dataclass(slots=True)
class Posted:
    """A fault on the board: how often it will still happen, and until when."""

    fault: Standing
    left: int
    until_ns: int | None


@dataclass(slots=True)
class Board:
    """Faults that stand in the roads, oldest first.

    Parameters
    ----------
    clock
        Nanoseconds; some faults last a while.
    """

    clock: Callable[[], int]
    _posted: list[Posted] = field(default_factory=list)
    _held: list[Json] = field(default_factory=list)

    def post(self, fault: Standing) -> None:
        """Let a fault stand; with ``seconds`` and one time it stands for all of them."""
        until = None if fault.seconds is None else self.clock() + int(fault.seconds * _SECOND_NS)
        left = -1 if until is not None and fault.times == 1 else fault.times
        self._posted.append(Posted(fault=fault, left=left, until_ns=until))

    def clear(self) -> None:
        """End them all; heads that were held back are never announced."""
        self._posted.clear()
        self._held.clear()

    def standing(self) -> list[Json]:
        """What stands, for whoever asks."""
        return [
            {"fault": type(posted.fault).__struct_config__.tag, "left": posted.left}
            for posted in self._still()
        ]

    def heads(self, head: Json) -> Sequence[Json]:
        """What is announced instead of a head: by the oldest fault in that road, if one stands."""
        fault = self._use(HeadFault)
        heads = [head] if fault is None else list(fault.meet(head, self._held))
        if not isinstance(fault, LateHead):
            heads += reversed(self._held)
            self._held.clear()
        return heads

    def refusal(self) -> Refuse | None:
        """Why a connection is refused, if it is."""
        return self._use(Refuse)

    def too_many(self) -> bool:
        """Whether the next message is one too many."""
        return self._use(TooMany) is not None

    def delay_s(self) -> float:
        """How late the next message is answered."""
        fault = self._use(Slow)
        return fault.by_s if fault else 0.0

    def answer(self, method: str, params: list[object], ask: Callable[[], object]) -> object:
        """An answer as it leaves the node: what ``ask`` says, or what a fault makes of it.

        Raises
        ------
        RpcError, SwallowedError
            A fault says so, or ``ask`` does.
        """
        fault = self._use(AnswerFault, lambda found: found.concerns(method, params))
        if fault is None:
            return ask()
        fault.instead(method, params)
        return fault.meet(ask())

    def _use(self, kind: type[Kind], fits: Callable[[Kind], bool] | None = None) -> Kind | None:
        """The oldest fault of a kind that fits, used once more."""
        for posted in self._still():
            if isinstance(posted.fault, kind) and (fits is None or fits(posted.fault)):
                posted.left -= posted.left > 0
                return posted.fault
        return None

    def _still(self) -> list[Posted]:
        """Those that are not over; the others are taken down."""
        now = self.clock()
        self._posted = [
            posted
            for posted in self._posted
            if posted.left != 0 and (posted.until_ns is None or now < posted.until_ns)
        ]
        return self._posted

"""What is counted of one topic, and its standing."""

from dataclasses import dataclass

from core.conversation import Condition, Standing
from engine.feeds.ethereum.node.holes import Holes


@dataclass(slots=True)
class Pulse:
    """How often a topic was heard, and when last, by its own time and by ours."""

    topic: str
    frames: int = 0
    at_ns: int = 0
    seen_ns: int = 0
    proven_ns: int = 0

    def beat(self, now_ns: int, *, at_ns: int | None = None, frames: int = 1) -> None:
        """It was heard."""
        self.frames += frames
        self.at_ns = max(self.at_ns, now_ns if at_ns is None else at_ns)
        self.seen_ns = now_ns

    def standing(self, holes: Holes, condition: Condition, why: str = "") -> Standing:
        """The topic's standing; an open hole makes a living one ``broken``, and says why."""
        hole = holes.of(self.topic)
        if hole is not None and condition not in {"waiting", "refused"}:
            condition, why = "broken", f"{hole.reason}; {hole.healing}"
        return Standing(
            condition=condition,
            why=why,
            frames=self.frames,
            at_ns=self.at_ns,
            seen_ns=self.seen_ns,
            gaps=holes.count[self.topic],
            proven_ns=self.proven_ns,
        )

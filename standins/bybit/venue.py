"""The running venue: a source, the hall its frames go to, the clients that stand in it."""

from standins.bybit.answers import Answers
from standins.bybit.faults import Close, Fault
from standins.bybit.hub import Hub
from standins.bybit.source import FrameSource
from standins.bybit.topics import exists
from standins.session import Session, calmed
from standins.stage import Stage


class Venue:
    """Everything the doors of the stand-in (socket, REST, control) have in common.

    Parameters
    ----------
    source
        Where frames come from.
    stage
        When they come.
    """

    def __init__(self, source: FrameSource, stage: Stage) -> None:
        self.source = source
        self.stage = stage
        self.hub = Hub(self._exists)
        self.answers = Answers(source, self.hub, stage.now_ms)
        self.sessions: dict[str, Session] = {}
        self.connections = 0

    async def play(self) -> None:
        """Play the source into the hall until it is over."""
        await self.stage.play(self._act, lambda: calmed(self.sessions.values()))

    def order(self, fault: Fault) -> None:
        """Let a fault happen."""
        match fault:
            case Close():
                self.cut()
            case _:
                self.hub.order(fault)

    def cut(self) -> None:
        """Cut every socket."""
        for session in list(self.sessions.values()):
            session.cut()

    def heard(self) -> None:
        """A client has spoken: if it listens to anything, a source that waits may begin."""
        if self.hub.subscriptions():
            self.stage.listened()

    def stats(self) -> dict[str, object]:
        """What ``GET /control/stats`` says."""
        return {
            "connections": self.connections,
            "open": len(self.sessions),
            "subscriptions": self.hub.subscriptions(),
            "published": dict(self.hub.published),
            "delivered": dict(self.hub.delivered),
            "pending_faults": len(self.hub.pending_faults),
        }

    def _act(self) -> None:
        for frame in self.source.advance(self.hub.wants):
            self.stage.published[frame.topic] += 1
            self.hub.publish(frame)

    def _exists(self, category: str, topic: str) -> bool:
        return exists(category, topic, symbols=self.source.desks, books=self.source.books)

"""Faults in what a request to subscribe is answered."""

from standins.bybit.faults.ordered import Ordered, covers


class Refuse(Ordered, tag="refuse"):
    """Answer ``handler not found`` to subscriptions of a topic that exists."""

    topic: str

    def covers(self, topic: str) -> bool:
        """Whether it means a topic."""
        return covers(self.topic, topic)


class PerTopic(Ordered, tag="per-topic"):
    """Refuse only the bad topics of a request, each in an answer of its own, and serve the others.

    One recorder met the venue like this; every other measurement says that one bad topic refuses
    the whole request, and so does the stand-in without this order.
    """

    times: int | None = 0


class LateAck(Ordered, tag="late-ack"):
    """Acknowledge so many seconds after the data has begun; on the venue 0.18 s pass."""

    delay_s: float = 0.18


class EarlyAck(Ordered, tag="early-ack"):
    """Acknowledge before the first data, as the venue was never seen to do."""

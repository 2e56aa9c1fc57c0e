"""The last traded price, as moves that the index compares with users' levels."""

from core.detection import Detection, Move
from core.market import Trade


class LastPrice:
    """A move for every trade at another price than the one before.

    The first trade only gives the price to compare with. After a gap in the feed the comparison is
    with the last price that was seen: a level that was passed while nobody looked was passed.
    """

    def __init__(self) -> None:
        self._price: float | None = None
        self._at_ns = 0

    def update(self, fact: Trade) -> list[Detection | Move]:
        """The move that this trade makes, if it makes one."""
        if fact.at_ns < self._at_ns:
            return []
        before, self._price, self._at_ns = self._price, fact.price, fact.at_ns
        if before is None or before == fact.price:
            return []
        return [
            Move(
                metric="price",
                subject=fact.subject,
                before=before,
                after=fact.price,
                at_ns=fact.at_ns,
                seen_ns=fact.seen_ns,
                cause=fact.id,
                late_ns=fact.late_ns,
            )
        ]

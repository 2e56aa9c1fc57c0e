"""The feed's own ledger: which of its topics has a hole, and the rows that tell it."""

from collections import Counter

from msgspec import structs

from core.gaps import Gap, Lost


class Holes:
    """Opens and closes the gaps of one chain, one at a time for each topic.

    The row that closes a hole repeats its topic and the moment it began.

    Parameters
    ----------
    source
        The chain's name.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._open: dict[str, Gap] = {}
        self.count: Counter[str] = Counter()

    def open(self, topic: str, reason: str, *, healing: str, now_ns: int) -> list[Gap]:
        """A hole begins; nothing if the topic has one already."""
        if topic in self._open:
            return []
        self._open[topic] = gap = self._begun(topic, reason, healing, now_ns)
        self.count[topic] += 1
        return [gap]

    def close(self, topic: str, healing: str, *, now_ns: int, lost: Lost = "nothing") -> list[Gap]:
        """The hole of a topic is over, how, and what of it is lost; nothing if it has none."""
        gap = self._open.pop(topic, None)
        if gap is None:
            return []
        return [structs.replace(gap, healing=healing, until_ns=now_ns, seen_ns=now_ns, lost=lost)]

    def told(
        self, topic: str, reason: str, *, healing: str, now_ns: int, lost: Lost = "nothing"
    ) -> Gap:
        """A hole that nothing can be done about any more: begun and over in one row."""
        self.count[topic] += 1
        begun = self._begun(topic, reason, healing, now_ns)
        return structs.replace(begun, until_ns=now_ns, lost=lost)

    def of(self, topic: str) -> Gap | None:
        """The hole of a topic that is still open."""
        return self._open.get(topic)

    def _begun(self, topic: str, reason: str, healing: str, now_ns: int) -> Gap:
        return Gap(
            source=self._source,
            subject=self._source,
            topic=topic,
            reason=reason,
            healing=healing,
            since_ns=now_ns,
            until_ns=None,
            seen_ns=now_ns,
        )

"""How the topics of a feed do, as figures and in words. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core.conversation import Condition, Standing
from core.time_units import SECOND_NS

# What somebody ought to look at, the worst first.
_ILL: tuple[Condition, ...] = ("broken", "refused", "late")
_NAMED = 2


@dataclass(slots=True, kw_only=True)
class TopicFigures:
    """The figures of one topic, or of a family of them.

    Of a family, ``frames`` and ``gaps`` are sums, and the times are those of its worst topic: the
    longest lag, the oldest frame, the oldest proof. A time is None where nothing happened yet.
    ``conditions`` counts topics.
    """

    frames: int = 0
    gaps: int = 0
    lag_s: float | None = None
    age_s: float | None = None
    proven_age_s: float | None = None
    conditions: Counter[Condition] = field(default_factory=Counter)

    def add(self, standing: Standing, now_ns: int) -> None:
        """Count one more topic."""
        self.frames += standing.frames
        self.gaps += standing.gaps
        self.conditions[standing.condition] += 1
        if standing.seen_ns:
            self.age_s = _worse(self.age_s, now_ns - standing.seen_ns)
            if standing.at_ns:
                self.lag_s = _worse(self.lag_s, standing.seen_ns - standing.at_ns)
        if standing.proven_ns:
            self.proven_age_s = _worse(self.proven_age_s, now_ns - standing.proven_ns)


def figures_of(
    standings: Mapping[str, Standing], *, now_ns: int, most: int
) -> dict[str, TopicFigures]:
    """Figures by topic, or by family when there are more topics than ``most``.

    A monitoring system keeps a series for each name that it ever saw, so names must not grow with
    the number of instruments: a whole market has 700 of them with a dozen topics each, and a dozen
    families.
    """
    figures: dict[str, TopicFigures] = {}
    for topic, standing in standings.items():
        name = topic if len(standings) <= most else family_of(topic)
        figures.setdefault(name, TopicFigures()).add(standing, now_ns)
    return figures


def family_of(topic: str) -> str:
    """What topics that differ only in their instrument have in common.

    >>> family_of("orderbook.50.ETHUSDT"), family_of("newHeads")
    ('orderbook.50', 'newHeads')
    """
    return topic.rpartition(".")[0] or topic


def remark_on(standings: Mapping[str, Standing]) -> str | None:
    """What is wrong with a feed's topics, in one line; None when nothing is.

    >>> broken = Standing(condition="broken", why="update id 5 came where 4 was due")
    >>> remark_on({"orderbook.50.ETHUSDT": broken, "tickers.ETHUSDT": Standing(condition="live")})
    '1 of 2 topics broken: orderbook.50.ETHUSDT (update id 5 came where 4 was due)'
    """
    ill = {
        condition: [topic for topic, it in standings.items() if it.condition == condition]
        for condition in _ILL
    }
    remarks = [
        f"{len(topics)} of {len(standings)} topics {condition}: {_named(topics, standings)}"
        for condition, topics in ill.items()
        if topics
    ]
    return "; ".join(remarks) or None


def _named(topics: Iterable[str], standings: Mapping[str, Standing]) -> str:
    names = [
        f"{topic} ({standings[topic].why})" if standings[topic].why else topic for topic in topics
    ]
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _worse(known_s: float | None, found_ns: int) -> float:
    found_s = found_ns / SECOND_NS
    return found_s if known_s is None else max(known_s, found_s)

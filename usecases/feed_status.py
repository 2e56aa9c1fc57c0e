"""What the standings of a source's topics say together. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from core.conversation import Condition
from core.gaps import Gap
from core.ports import TopicStanding
from core.time_units import SECOND_NS
from usecases.status import ChainHeight, FeedStatus, Trouble

# Standings are told every five seconds.
_SILENT_NS = 60 * SECOND_NS
# What somebody ought to look at, the worst first.
_ILL: tuple[Condition, ...] = ("broken", "late", "refused")


def source_of(feed: str) -> str:
    """The source behind one of its feeds.

    >>> source_of("bybit 1/3"), source_of("ethereum")
    ('bybit', 'ethereum')
    """
    return feed.partition(" ")[0]


def by_source(standings: Iterable[TopicStanding]) -> dict[str, list[TopicStanding]]:
    """The topics of all feeds, gathered by their source."""
    gathered: dict[str, list[TopicStanding]] = {}
    for each in standings:
        gathered.setdefault(source_of(each.feed), []).append(each)
    return gathered


def feed_status(
    source: str,
    topics: Sequence[TopicStanding],
    *,
    open_gaps: Iterable[Gap],
    stored_ns: int | None,
    late_after_s: float,
    now_ns: int,
    height: ChainHeight | None = None,
) -> FeedStatus:
    """How a source does.

    ``stored_ns`` is when the newest of its facts that are stored was seen, which is the end of
    their road: a feed may read well while nobody writes down what it reads.
    """
    began = {gap.topic: gap.since_ns for gap in open_gaps if source_of(gap.source) == source}
    return FeedStatus(
        name=source.capitalize(),
        age_s=None if stored_ns is None else (now_ns - stored_ns) / SECOND_NS,
        late_after_s=late_after_s,
        conditions=Counter(each.standing.condition for each in topics),
        troubles=_troubles(topics, began),
        topics=topics,
        proven_s=_proven_s(topics, now_ns),
        height=height,
        silent_since_ns=_silent_since_ns(topics, now_ns),
    )


def _troubles(topics: Sequence[TopicStanding], began: Mapping[str, int]) -> list[Trouble]:
    ill = [each for each in topics if each.standing.condition in _ILL]
    ill.sort(key=lambda each: (_ILL.index(each.standing.condition), each.topic))
    return [
        Trouble(
            topic=each.topic,
            condition=each.standing.condition,
            why=each.standing.why,
            since_ns=began.get(each.topic) or each.standing.seen_ns or None,
        )
        for each in ill
    ]


def _proven_s(topics: Sequence[TopicStanding], now_ns: int) -> float | None:
    proven = [each.standing.proven_ns for each in topics if each.standing.proven_ns]
    return (now_ns - min(proven)) / SECOND_NS if proven else None


def _silent_since_ns(topics: Sequence[TopicStanding], now_ns: int) -> int | None:
    newest_ns = max((each.saved_ns for each in topics), default=now_ns)
    return newest_ns if now_ns - newest_ns > _SILENT_NS else None

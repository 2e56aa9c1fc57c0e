"""The feeds' health: what comes late, what does not come, what came back and what is lost."""

from dataclasses import dataclass, field

from core.chain import Block
from core.detection import Detection, DetectionId, Move, detection_id
from core.gaps import Gap
from core.market import BookSample, Candle, Ticker, Trade
from core.online.sketch import RollingSketch
from core.outages import family_of, is_whole_feed, lost_something

_SECOND_NS = 1_000_000_000
_MINUTE_NS = 60 * _SECOND_NS
# Clocks differ: what seems to come before it happened came at once.
_AT_ONCE_S = 0.001


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthOptions:
    """When a feed is ill. Wrong choices are refused when they are made.

    Parameters
    ----------
    late_s
        Delay of trades, in seconds, that is too much: the 95th percentile of a minute. A healthy
        feed takes a tenth of a second; at five, prices are history.
    least_trades
        Trades of that minute without which nothing is said.
    away_s
        Seconds for which a topic must stay away, while others of the same subject come, before it
        is told as down: most holes heal in less than one.
    """

    late_s: float = 5.0
    least_trades: int = 20
    away_s: float = 10.0

    def __post_init__(self) -> None:
        """Refuse what would call every feed ill."""
        for name in ("late_s", "away_s"):
            if not 0 < getattr(self, name) < float("inf"):
                raise ValueError(f"{name} {getattr(self, name)}: take more than 0 seconds")
        if self.least_trades < 1:
            raise ValueError(f"least_trades {self.least_trades}: take 1 or more")


_DEFAULTS = HealthOptions()


@dataclass(slots=True)
class _Absence:
    """The open holes of one family of topics, until the last of them closes."""

    first: Gap
    open: dict[str, int] = field(default_factory=dict)
    holes: int = 0
    heard_ns: int | None = None
    told: DetectionId | None = None


class FeedHealth:
    """``feed_late``, ``feed_down``, ``feed_back``, ``feed_incomplete`` of one subject.

    * ``feed_late``: the 95th percentile of the delay (``seen_ns - at_ns``) of the live trades of
      the last 60 seconds exceeds ``late_s``. ``feed_back`` (``of`` it) when it is half of that.
    * ``feed_down``: a whole connection is lost, told at once; or a family of topics (all depths of
      an order book are one) has an open hole while other facts of the subject have been coming for
      ``away_s``. ``feed_back`` (``of`` it) when its last hole has closed, with ``lasted_s``.
    * ``feed_incomplete``: a hole was closed, and something of it cannot be had any more: ``texts``
      say what, in the feed's own words.

    One of each an episode, however many topics and rows it has. All of it is known on this
    machine's clock: ``known_ns`` is ``seen_ns``. Facts seen before the last change nothing.

    Cost: O(1) a fact; a percentile once a second. Memory: a sketch of one minute, and the holes
    that are open, of which a subject has at most one a topic.
    """

    def __init__(self, options: HealthOptions = _DEFAULTS) -> None:
        self._options = options
        self._delays = RollingSketch(_MINUTE_NS, parts=12, accuracy=0.02)
        self._absent: dict[str, _Absence] = {}
        self._late: DetectionId | None = None
        self._judged = 0
        self._seen_ns = 0

    def update(
        self, fact: Trade | BookSample | Ticker | Candle | Block | Gap
    ) -> list[Detection | Move]:
        """What this fact says of the feed it came by."""
        if fact.seen_ns < self._seen_ns:
            return []
        self._seen_ns = fact.seen_ns
        if isinstance(fact, Gap):
            return [*self._gap(fact)]
        found = self._still_absent(fact.seen_ns) if self._absent else []
        if isinstance(fact, Trade) and not fact.late_ns:
            found += self._delayed(fact)
        return [*found]

    def _delayed(self, trade: Trade) -> list[Detection]:
        delay_s = (trade.seen_ns - trade.at_ns) / 1e9
        self._delays.take(trade.seen_ns, max(delay_s, _AT_ONCE_S))
        second = trade.seen_ns // _SECOND_NS
        if second == self._judged or self._delays.count < self._options.least_trades:
            return []
        self._judged = second
        usual_s = self._delays.at(0.95) or 0.0
        numbers = {"delay_s": usual_s, "trades": float(self._delays.count)}
        if self._late is None and usual_s > self._options.late_s:
            self._late = detection_id("feed_late", trade.subject, trade.at_ns, trade.id)
            texts = {"source": trade.venue, "family": "trades"}
            return [
                _told("feed_late", self._late, trade, trade.at_ns, numbers=numbers, texts=texts)
            ]
        if self._late is not None and usual_s <= self._options.late_s / 2:
            late, self._late = self._late, None
            name = detection_id("feed_back", trade.subject, late)
            texts = {"source": trade.venue, "family": "trades"}
            return [
                _told("feed_back", name, trade, trade.at_ns, numbers=numbers, texts=texts, of=late)
            ]
        return []

    def _gap(self, gap: Gap) -> list[Detection]:
        family = family_of(gap)
        absence = self._absent.get(family)
        if gap.until_ns is None:
            if absence is None:
                absence = self._absent[family] = _Absence(gap)
            absence.holes += gap.topic not in absence.open
            absence.open.setdefault(gap.topic, gap.since_ns)
            down = is_whole_feed(gap) and absence.told is None
            return [_down(absence, gap)] if down else []
        found: list[Detection] = []
        if absence is not None and absence.open.pop(gap.topic, None) is not None:
            found += self._closed(family, absence, gap)
        if lost_something(gap):
            name = detection_id("feed_incomplete", gap.subject, gap.topic, gap.since_ns)
            numbers = {"lasted_s": (gap.until_ns - gap.since_ns) / 1e9}
            of = absence.told if absence is not None else None
            found.append(
                _told(
                    "feed_incomplete",
                    name,
                    gap,
                    gap.since_ns,
                    numbers=numbers,
                    texts=_texts(gap),
                    of=of,
                )
            )
        return found

    def _closed(self, family: str, absence: _Absence, gap: Gap) -> list[Detection]:
        if absence.open:
            return []
        del self._absent[family]
        if absence.told is None:
            return []
        ended_ns = gap.until_ns or gap.since_ns
        numbers = {
            "lasted_s": max(ended_ns - absence.first.since_ns, 0) / 1e9,
            "holes": float(absence.holes),
        }
        name = detection_id("feed_back", gap.subject, absence.told)
        formed_ns = min(ended_ns, gap.seen_ns)
        return [
            _told(
                "feed_back",
                name,
                gap,
                formed_ns,
                numbers=numbers,
                texts=_texts(gap),
                of=absence.told,
            )
        ]

    def _still_absent(self, seen_ns: int) -> list[Detection]:
        found: list[Detection] = []
        for absence in self._absent.values():
            if absence.heard_ns is None:
                absence.heard_ns = seen_ns
            lasting = seen_ns - absence.heard_ns >= self._options.away_s * 1e9
            if lasting and absence.told is None:
                found.append(_down(absence, absence.first, seen_ns))
        return found


def _down(absence: _Absence, gap: Gap, seen_ns: int | None = None) -> Detection:
    absence.told = detection_id("feed_down", gap.subject, family_of(gap), gap.since_ns)
    seen_ns = gap.seen_ns if seen_ns is None else seen_ns
    numbers = {"away_s": (seen_ns - gap.since_ns) / 1e9, "holes": float(absence.holes)}
    return _told(
        "feed_down",
        absence.told,
        gap,
        gap.since_ns,
        numbers=numbers,
        texts=_texts(gap),
        seen_ns=seen_ns,
    )


def _texts(gap: Gap) -> dict[str, str]:
    return {
        "source": gap.source,
        "family": family_of(gap),
        "topic": gap.topic,
        "reason": gap.reason,
        "healing": gap.healing,
    }


def _told(
    kind: str,
    name: DetectionId,
    fact: Trade | Gap,
    formed_ns: int,
    *,
    numbers: dict[str, float],
    texts: dict[str, str],
    of: DetectionId | None = None,
    seen_ns: int | None = None,
) -> Detection:
    seen_ns = fact.seen_ns if seen_ns is None else seen_ns
    return Detection(
        id=name,
        kind=kind,
        subject=fact.subject,
        formed_ns=formed_ns,
        # The venue's clock may run ahead of ours.
        known_ns=max(seen_ns, formed_ns),
        seen_ns=seen_ns,
        of=of,
        numbers=numbers,
        texts=texts,
    )

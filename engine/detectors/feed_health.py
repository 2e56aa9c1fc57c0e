"""The feeds' health: what comes late, what does not come, what came back and what is lost."""

from dataclasses import dataclass

from core.absences import Absence, Absences, ended_ns
from core.chain import Block
from core.detection import Detection, DetectionId, Move, detection_id
from core.gaps import Gap
from core.lateness import Lateness
from core.market import BookSample, Candle, Ticker, Trade
from core.outages import family_of, is_whole_feed, lost_something


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


class FeedHealth:
    """``feed_late``, ``feed_down``, ``feed_back``, ``feed_incomplete`` of one subject.

    * ``feed_late``: the 95th percentile of the delay (``seen_ns - at_ns``) of the live trades of
      the last 60 seconds exceeds ``late_s`` (``core.lateness``). ``feed_back`` (``of`` it) when it
      is half of that.
    * ``feed_down``: a whole connection is lost, told at once; or a family of topics (all depths of
      an order book are one) has an open hole while other facts of the subject have been coming for
      ``away_s``. ``feed_back`` (``of`` it) when its last hole has closed, with ``lasted_s``.
    * ``feed_incomplete``: a hole was closed, and something of it cannot be had any more: ``texts``
      say what (``lost``), and how it came to that in the feed's own words.

    One of each an episode, however many topics and rows it has. All of it is known on this
    machine's clock: ``known_ns`` is ``seen_ns``. Facts seen before the last change nothing.

    Cost: O(1) a fact; a percentile once a second. Memory: a sketch of one minute, and the holes
    that are open, of which a subject has at most one a topic.
    """

    def __init__(self, options: HealthOptions = _DEFAULTS) -> None:
        self._options = options
        self._lateness = Lateness(options.late_s, least=options.least_trades)
        self._absences = Absences()
        self._late: DetectionId | None = None
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
        found = self._still_absent(fact.seen_ns) if self._absences else []
        if isinstance(fact, Trade) and not fact.late_ns:
            found += self._delayed(fact)
        return [*found]

    def _delayed(self, trade: Trade) -> list[Detection]:
        turn = self._lateness.take(trade.at_ns, trade.seen_ns)
        if turn is None:
            return []
        of, self._late = self._late, None
        if turn.state == "late":
            kind = "feed_late"
            name = self._late = detection_id(kind, trade.subject, trade.at_ns, trade.id)
        else:
            kind = "feed_back"
            name = detection_id(kind, trade.subject, of)
        numbers = {"delay_s": turn.delay_s, "trades": float(turn.count)}
        return [
            _told(
                kind,
                name,
                trade.subject,
                formed_ns=trade.at_ns,
                seen_ns=trade.seen_ns,
                numbers=numbers,
                texts={"source": trade.venue, "family": "trades"},
                of=of,
            )
        ]

    def _gap(self, gap: Gap) -> list[Detection]:
        if gap.until_ns is None:
            absence = self._absences.opened(gap)
            return [_down(absence, gap)] if is_whole_feed(gap) and absence.told is None else []
        before = self._absences.of(gap)
        over = self._absences.closed(gap)
        found = [_back(over, gap)] if over is not None and over.told is not None else []
        if lost_something(gap):
            found.append(_incomplete(before, gap))
        return found

    def _still_absent(self, seen_ns: int) -> list[Detection]:
        lasting = self._absences.lasting(seen_ns, self._options.away_s)
        return [_down(one, one.first, seen_ns) for one in lasting if one.told is None]


def _down(absence: Absence, gap: Gap, seen_ns: int | None = None) -> Detection:
    absence.told = detection_id("feed_down", gap.subject, family_of(gap), gap.since_ns)
    seen_ns = gap.seen_ns if seen_ns is None else seen_ns
    numbers = {"away_s": (seen_ns - gap.since_ns) / 1e9, "holes": float(absence.holes)}
    return _of_gap("feed_down", absence.told, gap, numbers, seen_ns=seen_ns)


def _back(absence: Absence, gap: Gap) -> Detection:
    name = detection_id("feed_back", gap.subject, absence.told)
    numbers = {"lasted_s": absence.lasted_s(gap), "holes": float(absence.holes)}
    formed_ns = min(ended_ns(gap), gap.seen_ns)
    return _of_gap("feed_back", name, gap, numbers, formed_ns=formed_ns, of=absence.told)


def _incomplete(absence: Absence | None, gap: Gap) -> Detection:
    name = detection_id("feed_incomplete", gap.subject, gap.topic, gap.since_ns)
    numbers = {"lasted_s": (ended_ns(gap) - gap.since_ns) / 1e9}
    of = None if absence is None else absence.told
    return _of_gap("feed_incomplete", name, gap, numbers, of=of)


def _of_gap(
    kind: str,
    name: DetectionId,
    gap: Gap,
    numbers: dict[str, float],
    *,
    formed_ns: int | None = None,
    seen_ns: int | None = None,
    of: DetectionId | None = None,
) -> Detection:
    texts = {
        "source": gap.source,
        "family": family_of(gap),
        "topic": gap.topic,
        "reason": gap.reason,
        "healing": gap.healing,
        "lost": gap.lost,
    }
    return _told(
        kind,
        name,
        gap.subject,
        formed_ns=gap.since_ns if formed_ns is None else formed_ns,
        seen_ns=gap.seen_ns if seen_ns is None else seen_ns,
        numbers=numbers,
        texts=texts,
        of=of,
    )


def _told(
    kind: str,
    name: DetectionId,
    subject: str,
    *,
    formed_ns: int,
    seen_ns: int,
    numbers: dict[str, float],
    texts: dict[str, str],
    of: DetectionId | None,
) -> Detection:
    return Detection(
        id=name,
        kind=kind,
        subject=subject,
        formed_ns=formed_ns,
        # The venue's clock may run ahead of ours.
        known_ns=max(seen_ns, formed_ns),
        seen_ns=seen_ns,
        of=of,
        numbers=numbers,
        texts=texts,
    )

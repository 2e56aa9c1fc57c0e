"""Zones of several timeframes at one price."""

from collections.abc import Iterable, Iterator

from core.detection import Detection, DetectionId, Direction, detection_id
from core.market import TIMEFRAME_NS, Timeframe

OPENS = ("fvg", "order_block", "internal_order_block", "breaker_block", "internal_breaker_block")
"""Kinds that are a zone with a side."""

ENDS = (
    "fvg_filled",
    "order_block_invalidated",
    "internal_order_block_invalidated",
    "breaker_block_invalidated",
    "internal_breaker_block_invalidated",
)
"""Kinds that end the zone they name in ``of``."""

TURNS = ("bos", "choch")
SWEEPS = ("sweep",)
HEARS = (*OPENS, *ENDS, *TURNS, *SWEEPS)

# A zone that old is rarely still open; the number bounds memory and the cost of a new zone.
_MOST_OPEN = 50
_MOST_STANDING = 500

_LONGEST_FIRST = sorted(TIMEFRAME_NS, key=lambda timeframe: -TIMEFRAME_NS[timeframe])

_Part = tuple[float, int, float, float, Detection]


class Confluence:
    """``confluence``: a new zone shares prices with open zones of the same side elsewhere.

    It hears the gaps, order blocks and breaker blocks of every timeframe of one subject. When a
    zone opens, the stretch that it shares with zones of *other* timeframes is sought, the longest
    timeframe first: of each the open zone with the widest part in what is shared so far, the newest
    of equal ones; a timeframe without a part is passed over. Touching edges share nothing. With at
    least one other timeframe it is told, once, when the newest zone is known.

    ``low`` and ``high`` bound what all members share, ``timeframe`` is the new zone's, ``of``
    names it. ``numbers`` hold ``members`` (zones, one a timeframe) and ``score``: one point a
    member, one for each of their timeframes whose last break of structure leads the same way, and
    one for each whose last sweep of that side took a level inside the shared stretch. The points
    are a plain count, no probability. ``texts`` lists the ``members`` as timeframe and kind, the
    longest first, and their ``ids``.

    ``confluence_ended`` names it (``of``) when the first of its members is filled or invalidated:
    the shared stretch lies within each of them, so price has gone through all of it.
    ``texts["by"]`` says which timeframe's what did it, and ``numbers["lasted_s"]`` how long it
    stood since it was known.

    A filled gap and an invalidated block are forgotten. At most 50 open zones a side and timeframe
    are kept, then the oldest is let go: 600 in all, 250 of which are looked at for a new zone. Of
    500 confluences that stand the end is awaited; the end of the oldest beyond them is not told.
    """

    def __init__(self) -> None:
        self._open: dict[tuple[Direction, Timeframe], dict[str, Detection]] = {}
        self._trend: dict[Timeframe, Direction] = {}
        self._swept: dict[tuple[Direction, Timeframe], float] = {}
        self._standing: dict[DetectionId, Detection] = {}
        self._with_zone: dict[str, dict[DetectionId, None]] = {}

    def update(self, fact: Detection) -> list[Detection]:
        """What this finding, if it opens a zone, comes together with."""
        side, timeframe = fact.side, fact.timeframe
        if timeframe is None:
            return []
        if fact.kind in ENDS:
            self._forget(fact, timeframe)
            return self._ended(fact)
        if side is not None and fact.kind in TURNS:
            self._trend[timeframe] = side
        elif side is not None and fact.kind in SWEEPS and fact.level is not None:
            self._swept[side, timeframe] = fact.level
        elif side is not None and fact.kind in OPENS:
            return self._zone(fact, side, timeframe)
        return []

    def _forget(self, fact: Detection, timeframe: Timeframe) -> None:
        sides: tuple[Direction, Direction] = ("bullish", "bearish")
        for side in sides:
            self._open.get((side, timeframe), {}).pop(str(fact.of), None)

    def _ended(self, fact: Detection) -> list[Detection]:
        """The confluences that end with this zone."""
        over = [self._standing[name] for name in self._with_zone.get(str(fact.of), ())]
        for confluence in over:
            self._let_go(confluence)
        return [_over(confluence, fact) for confluence in over]

    def _await_end(self, confluence: Detection) -> None:
        self._standing[confluence.id] = confluence
        for zone in _members(confluence):
            self._with_zone.setdefault(zone, {})[confluence.id] = None
        if len(self._standing) > _MOST_STANDING:
            self._let_go(next(iter(self._standing.values())))

    def _let_go(self, confluence: Detection) -> None:
        del self._standing[confluence.id]
        for zone in _members(confluence):
            del self._with_zone[zone][confluence.id]
            if not self._with_zone[zone]:
                del self._with_zone[zone]

    def _zone(self, zone: Detection, side: Direction, timeframe: Timeframe) -> list[Detection]:
        zones = self._open.setdefault((side, timeframe), {})
        if zone.id in zones or zone.low is None or zone.high is None:
            return []
        members, low, high = self._sharing(zone, side, timeframe, zone.low, zone.high)
        zones[zone.id] = zone
        if len(zones) > _MOST_OPEN:
            del zones[next(iter(zones))]
        if len(members) == 1:
            return []
        found = self._told(zone, side, members, low, high)
        self._await_end(found)
        return [found]

    def _sharing(
        self, zone: Detection, side: Direction, timeframe: Timeframe, low: float, high: float
    ) -> tuple[list[Detection], float, float]:
        """The zone and one of each timeframe that lies in it, and the stretch they share."""
        members = [zone]
        for other in _LONGEST_FIRST:
            if other == timeframe:
                continue
            parts = [*_parts(self._open.get((side, other), {}).values(), low, high)]
            if parts:
                _, _, low, high, member = max(parts, key=lambda part: part[:2])
                members.append(member)
        return members, low, high

    def _told(
        self, zone: Detection, side: Direction, members: list[Detection], low: float, high: float
    ) -> Detection:
        members = sorted(members, key=lambda each: _LONGEST_FIRST.index(each.timeframe or "1m"))
        frames = [each.timeframe for each in members if each.timeframe is not None]
        agreeing = sum(self._trend.get(frame) == side for frame in frames)
        swept = sum(low <= self._swept.get((side, frame), -1.0) <= high for frame in frames)
        return Detection(
            id=detection_id("confluence", zone.subject, *(each.id for each in members)),
            kind="confluence",
            subject=zone.subject,
            formed_ns=zone.formed_ns,
            known_ns=zone.known_ns,
            seen_ns=zone.seen_ns,
            late_ns=zone.late_ns,
            side=side,
            timeframe=zone.timeframe,
            low=low,
            high=high,
            of=zone.id,
            numbers={
                "members": float(len(members)),
                "score": float(len(members) + agreeing + swept),
            },
            texts={
                "members": ", ".join(f"{each.timeframe} {each.kind}" for each in members),
                "ids": ",".join(each.id for each in members),
            },
        )


def _members(confluence: Detection) -> list[str]:
    return confluence.texts["ids"].split(",")


def _over(confluence: Detection, fact: Detection) -> Detection:
    return Detection(
        id=detection_id("confluence_ended", confluence.subject, confluence.id),
        kind="confluence_ended",
        subject=confluence.subject,
        formed_ns=fact.formed_ns,
        known_ns=fact.known_ns,
        seen_ns=fact.seen_ns,
        late_ns=fact.late_ns,
        side=confluence.side,
        timeframe=confluence.timeframe,
        low=confluence.low,
        high=confluence.high,
        of=confluence.id,
        numbers={
            "members": confluence.numbers["members"],
            "lasted_s": max(fact.known_ns - confluence.known_ns, 0) / 1e9,
        },
        texts={"by": f"{fact.timeframe} {fact.kind}", "member": str(fact.of)},
    )


def _parts(zones: Iterable[Detection], low: float, high: float) -> Iterator[_Part]:
    """What each zone has of a stretch: how wide, how new, from where to where, and the zone."""
    for zone in zones:
        if zone.low is not None and zone.high is not None:
            bottom, top = max(low, zone.low), min(high, zone.high)
            if bottom < top:
                yield top - bottom, zone.known_ns, bottom, top, zone

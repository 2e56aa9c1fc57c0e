"""Zones, and the courses that their lives take."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from core.detection import DetectionId, Direction
from engine.structure.teller import Teller

FLIPPED: dict[Direction, Direction] = {"bullish": "bearish", "bearish": "bullish"}
"""The other side."""

Depth = Literal["near", "half", "far", "beyond"]
_DEPTHS: tuple[Depth, ...] = ("near", "half", "far", "beyond")
_FAR = 2


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """One stage: how deep price must come into a zone, and by what.

    ``depth`` is the near edge, the middle or the far edge, as price comes back to the zone, each
    reached at the edge itself, or strictly ``beyond`` the far one. ``by`` says whether a ``wick``
    that goes so far is enough, or the ``close`` must lie there. A stage that ``flips`` is told with
    the other side than the zone's.
    """

    kind: str
    depth: Depth
    by: Literal["wick", "close"] = "wick"
    flips: bool = False


class Zone(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A stretch of prices: a ``bullish`` one lies below the price, a ``bearish`` one above.

    ``name`` is the detection that told of it.
    """

    name: DetectionId
    side: Direction
    low: float
    high: float


class Step(msgspec.Struct, frozen=True, gc=False):
    """A stage as it is told and waited for on one side; ``shown`` is the edge that is told."""

    kind: str
    end: str
    side: Direction
    place: int
    shown: int
    by_close: bool
    next: "Step | None"


class Course:
    """The stages that zones of one kind go through on one track, in their order.

    What has reached one has reached those before it. A zone whose course has an ``heir`` becomes a
    zone of the other side with its last stage: the heir is told then, and goes its own course.
    """

    __slots__ = ("first", "heir", "kind", "teller")

    def __init__(
        self, teller: Teller, kind: str, stages: Sequence[Stage], heir: "Course | None" = None
    ) -> None:
        self.teller = teller
        self.kind = kind
        self.heir = heir
        self.first = {side: _steps(teller, stages, side) for side in FLIPPED}


def _steps(teller: Teller, stages: Sequence[Stage], side: Direction) -> Step:
    """The first stage, which knows the next one, and so on."""
    stage, *later = stages
    place = _DEPTHS.index(stage.depth)
    return Step(
        kind=teller.kind(stage.kind),
        end=teller.end(stage.kind),
        side=FLIPPED[side] if stage.flips else side,
        place=place,
        shown=min(place, _FAR),
        by_close=stage.by == "close",
        next=_steps(teller, later, side) if later else None,
    )

"""Specification of zones in made-up markets whose walls are known: precision and recall.

The scenarios last minutes, so a wall is a zone here after half a minute instead of five.

These are the markets of one seed, which guard against getting worse and are no estimate: that is in
``docs/detectors.md``, asked once of seeds on which nothing was chosen.
"""

from collections.abc import Sequence

import pytest

from core.detection import Detection
from core.market import BookSample
from engine.detectors.liquidity_zones import LiquidityZones
from engine.resting.options import LiquidityOptions
from standins.market.exchange.truth import Record
from tests.unit.engine.resting.booked import booked

SHORT = LiquidityOptions(rest_s=30)
WILD = ["trend-day", "short-squeeze", "whale-distribution", "funding-flip"]
"""Scenarios in which walls stand up unasked, too."""
_MS = 1_000_000


def heard(
    name: str, *, seconds: int, options: LiquidityOptions = SHORT
) -> tuple[list[Detection], tuple[Record, ...]]:
    facts, truth, _ = booked(name, seconds=seconds)
    zones = LiquidityZones(options)
    told = [one for fact in facts for one in zones.update(fact) if isinstance(one, Detection)]
    return told, truth


def of_kind(told: list[Detection], kind: str) -> list[Detection]:
    return [one for one in told if one.kind == kind]


def stands_at(zone: Detection, wall: Record) -> bool:
    assert zone.low is not None
    assert zone.high is not None
    return zone.low <= wall.numbers["price"] < zone.high


def planted(truth: tuple[Record, ...]) -> list[Record]:
    return [wall for wall in truth if wall.planted and wall.report]


def rested_in_reach(name: str, wall: Record) -> bool:
    """Whether it showed twelve usual orders at one price, for long, where a wall is looked for."""
    born_ns, ended_ms = int(wall.numbers["born_ms"]) * _MS, wall.numbers["ended_ms"]
    if not ended_ms or wall.numbers["steps"] or wall.texts["wall"] == "iceberg":
        return False
    lived = [
        fact
        for fact in booked(name, seconds=420)[0]
        if isinstance(fact, BookSample) and born_ns <= fact.at_ns < ended_ms * _MS
    ]
    return len(lived) > 35 and all(3 < away_bps(wall, book) < 50 for book in lived[:35])


def away_bps(wall: Record, book: BookSample) -> float:
    price = wall.numbers["price"]
    if wall.texts["side"] == "bid":
        return (book.best_bid - price) / book.best_bid * 1e4
    return (price - book.best_ask) / book.best_ask * 1e4


def precision(told: list[Detection], walls: list[Record]) -> float:
    return sum(any(stands_at(one, wall) for wall in walls) for one in told) / len(told)


def seen_at(name: str, zones: Sequence[Detection], walls: Sequence[Record]) -> float:
    """The share of zones at a price where one of the walls was seen, those that step included."""
    places = booked(name, seconds=420)[2]
    prices = {price for wall in walls for price in places.get(wall.id, ())}
    at_one = [any((one.low or 0) <= price < (one.high or 0) for price in prices) for one in zones]
    return sum(at_one) / len(zones)


def recall(told: list[Detection], walls: list[Record]) -> float:
    return sum(any(stands_at(one, wall) for one in told) for wall in walls) / len(walls)


@pytest.mark.parametrize(
    ("name", "seconds"), [("wall-absorption", 420), ("spoofed-wall", 320), ("accumulation", 320)]
)
def test_every_planted_wall_is_a_zone_and_nothing_else_is(name: str, seconds: int) -> None:
    told, truth = heard(name, seconds=seconds)
    zones, walls = of_kind(told, "liquidity_zone"), planted(truth)

    assert (precision(zones, walls), recall(zones, walls)) == (1.0, 1.0)


def test_walls_that_were_eaten_are_told_as_eaten_and_breached_and_none_as_pulled() -> None:
    told, truth = heard("wall-absorption", seconds=420)
    eaten = [wall for wall in planted(truth) if wall.texts["end"] == "eaten"]

    assert len(eaten) == 2
    for kind in ("liquidity_zone_eaten", "liquidity_zone_breached"):
        ends = of_kind(told, kind)
        assert (precision(ends, eaten), recall(ends, eaten)) == (1.0, 1.0)
    assert not of_kind(told, "liquidity_zone_pulled")


def test_walls_that_were_pulled_are_told_as_pulled_and_none_as_eaten() -> None:
    told, truth = heard("spoofed-wall", seconds=320)
    pulled = [wall for wall in planted(truth) if wall.texts["end"] == "pulled"]
    ends = of_kind(told, "liquidity_zone_pulled")

    assert len(pulled) == 2
    assert (precision(ends, pulled), recall(ends, pulled)) == (1.0, 1.0)
    assert not of_kind(told, "liquidity_zone_eaten")


def test_a_pulled_wall_is_told_within_five_seconds() -> None:
    told, truth = heard("spoofed-wall", seconds=320)
    pulled = [wall for wall in planted(truth) if wall.texts["end"] == "pulled"]

    waits_s = [
        (one.known_ns - wall.numbers["ended_ms"] * _MS) / 1e9
        for wall in pulled
        for one in of_kind(told, "liquidity_zone_pulled")
        if stands_at(one, wall)
    ]

    assert max(waits_s) < 5


@pytest.mark.parametrize("name", ["wall-absorption", "accumulation"])
@pytest.mark.parametrize("kind", ["iceberg", "absorption"])
def test_every_iceberg_is_told_and_so_is_what_it_absorbs(name: str, kind: str) -> None:
    told, truth = heard(name, seconds=320)
    icebergs = [wall for wall in planted(truth) if wall.texts["wall"] == "iceberg"]
    found = of_kind(told, kind)

    assert (precision(found, icebergs), recall(found, icebergs)) == (1.0, 1.0)


@pytest.mark.parametrize("name", WILD)
def test_where_walls_come_and_go_unasked_every_zone_stands_at_one(name: str) -> None:
    told, truth = heard(name, seconds=420)
    zones = of_kind(told, "liquidity_zone")

    assert len(zones) > 10
    assert seen_at(name, zones, [wall for wall in truth if wall.report]) >= 0.95
    assert seen_at(name, zones, truth) == 1.0


@pytest.mark.parametrize("name", WILD)
def test_where_walls_come_and_go_unasked_those_that_rest_in_reach_are_zones(name: str) -> None:
    told, truth = heard(name, seconds=420)
    rested = [wall for wall in truth if wall.report and rested_in_reach(name, wall)]

    assert len(rested) > 5
    assert recall(of_kind(told, "liquidity_zone"), rested) >= 0.98


@pytest.mark.parametrize("name", WILD)
def test_what_was_taken_back_is_never_told_as_eaten(name: str) -> None:
    told, truth = heard(name, seconds=420)
    eaten = [wall for wall in truth if wall.numbers["eaten"] > 0]

    ends = of_kind(told, "liquidity_zone_eaten")

    assert all(any(stands_at(one, wall) for wall in eaten) for one in ends)


def test_on_a_calm_day_nothing_is_absorbed_and_every_zone_is_a_true_wall() -> None:
    told, truth = heard("calm-day", seconds=700, options=LiquidityOptions())
    true = [wall for wall in truth if wall.report]

    zones = of_kind(told, "liquidity_zone")

    assert precision(zones, true) == 1.0
    assert not of_kind(told, "iceberg")
    assert not of_kind(told, "absorption")

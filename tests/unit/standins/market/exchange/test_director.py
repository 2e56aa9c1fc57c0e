"""Specification of who leads the price: regimes one after another, until a scenario takes over."""

from itertools import pairwise

from standins.market.chance import chance
from standins.market.exchange.director import TOO_CLOSE_MS, Cue, Director
from standins.market.exchange.truth import selected
from standins.market.scenario import Leg, Walk
from tests.unit.standins.market.playing import played

OPEN_MS = 1_790_000_000_000
HOUR_MS = 3_600_000


def cues(director: Director, until_ms: int = HOUR_MS) -> list[tuple[int, Cue]]:
    """Every leg that begins, with its moment after the opening."""
    found = []
    for ms in range(0, until_ms, 500):
        cue = director.cue(OPEN_MS + ms)
        if cue is not None:
            found.append((ms, cue))
    return found


def a_director(*, at_s: float | None = None, wild: bool = True) -> Director:
    walks = []
    if at_s is not None:
        walk = Walk(at_s=at_s, name="push", legs=(Leg(30, -20), Leg(60, -5)))
        walks = [(OPEN_MS + round(at_s * 1_000), walk)]
    return Director(chance(1, "piece"), open_ms=OPEN_MS, walks=walks, wild=wild)


def test_one_leg_follows_another_without_a_hole() -> None:
    legs = cues(a_director())

    for (_, before), (begins, _) in pairwise(legs):
        assert 0 <= OPEN_MS + begins - before.ends_ms <= 500


def test_within_a_day_every_regime_is_met() -> None:
    names = {cue.name for _, cue in cues(a_director(), 24 * HOUR_MS)}

    assert names == {"range", "trend", "compression", "breakout", "failed_breakout"}


def test_a_walk_cuts_short_whatever_is_on() -> None:
    legs = cues(a_director(at_s=600))
    walk = [(ms, cue) for ms, cue in legs if cue.planted]

    assert [ms for ms, _ in walk] == [600_000, 630_000]
    assert [cue.way_bps for _, cue in walk] == [-20, 15]
    assert [cue.fresh for _, cue in walk] == [True, False]


def test_no_regime_begins_right_before_a_walk() -> None:
    for at_s in (300, 600, 900):
        begun = [ms for ms, cue in cues(a_director(at_s=at_s)) if cue.fresh and cue.name != "quiet"]

        assert not [ms for ms in begun if 0 < at_s * 1_000 - ms < TOO_CLOSE_MS]


def test_a_tame_market_is_led_nowhere() -> None:
    assert {cue.leg.bps for _, cue in cues(a_director(wild=False))} == {0.0}


def test_the_ledger_names_every_regime_once() -> None:
    roads = list(selected(played("spoofed-wall", seconds=420).market.truth, kind="regime"))

    assert [road.texts["regime"] for road in roads if road.planted] == ["approach"]
    assert all(not road.report for road in roads)

"""Specification of confluence: zones of several timeframes at one price."""

import pickle

from core.detection import Detection, DetectionId, Direction
from core.market import Timeframe
from engine.detectors.confluence import Confluence


def a_finding(
    name: str,
    timeframe: Timeframe,
    low: float | None = None,
    high: float | None = None,
    *,
    kind: str = "fvg",
    side: Direction = "bullish",
    level: float | None = None,
    of: str | None = None,
    known_ns: int = 10,
) -> Detection:
    return Detection(
        id=DetectionId(name),
        kind=kind,
        subject="bybit:ETHUSDT",
        formed_ns=5,
        known_ns=known_ns,
        seen_ns=known_ns,
        side=side,
        timeframe=timeframe,
        low=low,
        high=high,
        level=level,
        of=None if of is None else DetectionId(of),
    )


HOURLY = a_finding("hourly", "1h", 100, 110)
QUARTER = a_finding("quarter", "15m", 105, 115, kind="order_block", known_ns=20)


def told(*findings: Detection) -> list[Detection]:
    confluence = Confluence()
    return [each for finding in findings for each in confluence.update(finding)]


def test_zones_of_two_timeframes_that_overlap_are_a_confluence() -> None:
    (found,) = told(HOURLY, QUARTER)

    assert (found.kind, found.side, found.low, found.high) == ("confluence", "bullish", 105, 110)
    assert found.numbers == {"members": 2, "score": 2}
    assert found.texts == {"members": "1h fvg, 15m order_block", "ids": "hourly,quarter"}


def test_it_is_known_with_the_newest_zone() -> None:
    (found,) = told(HOURLY, QUARTER)

    assert (found.of, found.known_ns) == ("quarter", 20)


def test_zones_that_only_touch_share_nothing() -> None:
    assert told(HOURLY, a_finding("above", "15m", 110, 115)) == []


def test_zones_of_one_timeframe_are_no_confluence() -> None:
    assert told(HOURLY, a_finding("other", "1h", 105, 115)) == []


def test_zones_of_two_sides_are_no_confluence() -> None:
    assert told(HOURLY, a_finding("against", "15m", 105, 115, side="bearish")) == []


def test_a_filled_gap_no_longer_counts() -> None:
    filled = a_finding("filled", "1h", kind="fvg_filled", of="hourly")

    assert told(HOURLY, filled, QUARTER) == []


def test_an_invalidated_block_no_longer_counts_whatever_side_its_end_is_told_with() -> None:
    ended = a_finding("end", "15m", kind="order_block_invalidated", side="bearish", of="quarter")

    assert told(QUARTER, ended, HOURLY) == []


def test_what_all_members_share_shrinks_with_each() -> None:
    *_, found = told(a_finding("long", "4h", 90, 108), HOURLY, QUARTER)

    assert (found.low, found.high, found.numbers["members"]) == (105, 108, 3)


def test_of_each_timeframe_the_zone_with_the_widest_part_is_taken() -> None:
    *_, found = told(HOURLY, a_finding("wider", "1h", 104, 114), QUARTER)

    assert found.texts["ids"] == "wider,quarter"


def test_structure_and_sweeps_of_the_members_timeframes_that_agree_add_to_the_score() -> None:
    agreeing = a_finding("bos", "1h", kind="bos")
    against = a_finding("choch", "15m", kind="choch", side="bearish")
    swept = a_finding("sweep", "15m", kind="sweep", level=106)

    (found,) = told(HOURLY, agreeing, against, swept, QUARTER)

    assert found.numbers == {"members": 2, "score": 4}


def test_a_zone_that_comes_again_is_told_once() -> None:
    assert len(told(HOURLY, QUARTER, QUARTER)) == 1


def an_end(of: str, *, kind: str = "fvg_filled", known_ns: int = 50) -> Detection:
    return a_finding(f"end of {of}", "1h", kind=kind, of=of, known_ns=known_ns)


def test_it_ends_with_the_first_of_its_members_that_ends() -> None:
    second = an_end("quarter", kind="order_block_invalidated", known_ns=60)

    first, ended = told(HOURLY, QUARTER, an_end("hourly"), second)

    assert (ended.kind, ended.of, ended.known_ns) == ("confluence_ended", first.id, 50)
    assert (ended.low, ended.high, ended.side) == (first.low, first.high, first.side)
    assert ended.texts == {"by": "1h fvg_filled", "member": "hourly"}
    assert ended.numbers["lasted_s"] == 30e-9


def test_the_end_of_a_zone_ends_all_that_it_is_a_member_of() -> None:
    other = a_finding("other", "5m", 104, 108, known_ns=30)

    one, two, *ended = told(HOURLY, QUARTER, other, an_end("hourly"))

    assert [each.of for each in ended] == [one.id, two.id]


def test_the_end_of_another_zone_ends_nothing() -> None:
    assert len(told(HOURLY, QUARTER, an_end("another"))) == 1


def test_of_the_oldest_beyond_five_hundred_the_end_is_not_told() -> None:
    quarters = [a_finding(f"quarter {number}", "15m", 105, 115) for number in range(501)]

    found = told(HOURLY, *quarters, an_end("hourly"), an_end("quarter 0"))

    ended = [each.of for each in found if each.kind == "confluence_ended"]
    assert ended == [each.id for each in found[1:501]]


def test_after_a_restart_its_end_is_told_still() -> None:
    confluence = Confluence()
    confluence.update(HOURLY)
    confluence.update(QUARTER)

    again = pickle.loads(pickle.dumps(confluence))  # noqa: S301 - our own bytes

    assert again.update(an_end("hourly")) == confluence.update(an_end("hourly")) != []


def test_only_the_newest_zones_are_kept() -> None:
    far = [a_finding(f"far {number}", "1h", 10, 11) for number in range(50)]

    assert told(HOURLY, *far, QUARTER) == []


def test_it_goes_on_after_a_restart() -> None:
    confluence = Confluence()
    confluence.update(HOURLY)

    again = pickle.loads(pickle.dumps(confluence))  # noqa: S301 - our own bytes

    assert again.update(QUARTER) == confluence.update(QUARTER) != []

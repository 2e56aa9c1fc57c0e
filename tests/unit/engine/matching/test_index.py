"""Specification of the index over all rules."""

from core.alerts import RuleId
from core.detection import Detection, Move
from engine.detectors.market_structure import MarketStructure
from engine.detectors.whale_transfer import WhaleTransfers
from engine.matching import RuleIndex
from tests.support.facts import NOON, a_candle, a_transfer
from tests.support.rules import a_rule, crosses, gaps_on, transfers_over


def a_move(before: float, after: float, *, cause: str = "t1") -> Move:
    return Move(
        metric="price",
        subject="bybit:ETHUSDT",
        before=before,
        after=after,
        at_ns=NOON,
        seen_ns=NOON,
        cause=cause,
    )


def a_whale(eth: float) -> Detection:
    (found,) = WhaleTransfers().update(a_transfer(eth))
    assert isinstance(found, Detection)
    return found


def test_a_transfer_meets_the_rules_it_reaches_and_no_others() -> None:
    index = RuleIndex(
        a_rule(transfers_over(eth), number=number)
        for number, eth in enumerate([100, 500, 500.5, 1000])
    )

    met = index.met_by(a_whale(500))

    assert [rule.id for rule in met] == [RuleId(0), RuleId(1)]


def test_a_move_meets_the_levels_on_its_way() -> None:
    index = RuleIndex([a_rule(crosses(3500), number=1), a_rule(crosses(3600), number=2)])

    ((rule, crossing),) = index.crossed_by(a_move(3490, 3510))

    assert rule.id == RuleId(1)
    assert (crossing.kind, crossing.side, crossing.level) == ("price_crossed", "bullish", 3500)
    assert crossing.numbers == {"before": 3490, "after": 3510, "level": 3500}


def test_two_rules_on_one_level_meet_the_same_crossing() -> None:
    index = RuleIndex([a_rule(crosses(3500), number=1), a_rule(crosses(3500), number=2)])

    found = index.crossed_by(a_move(3510, 3490))

    assert len(found) == 2
    assert len({crossing.id for _, crossing in found}) == 1


def test_another_trade_over_the_same_level_is_another_crossing() -> None:
    index = RuleIndex([a_rule(crosses(3500))])

    ((_, first),) = index.crossed_by(a_move(3490, 3510, cause="t1"))
    ((_, second),) = index.crossed_by(a_move(3490, 3510, cause="t2"))

    assert first.id != second.id


def test_a_gap_meets_rules_of_its_timeframe_and_side() -> None:
    rules = [gaps_on("15m"), gaps_on("15m", "bearish"), gaps_on("1h")]
    index = RuleIndex(a_rule(wish, number=number) for number, wish in enumerate(rules))
    gaps = MarketStructure()
    gaps.update(a_candle(0, 9, 10, 8, 10))
    gaps.update(a_candle(1, 10, 13, 10, 12))

    (found,) = gaps.update(a_candle(2, 12, 14, 11, 13))

    assert isinstance(found, Detection)
    assert [rule.id for rule in index.met_by(found)] == [RuleId(0)]


def test_a_paused_rule_is_not_met_until_it_is_resumed() -> None:
    index = RuleIndex([a_rule(transfers_over(100), version=1)])

    index.put(a_rule(transfers_over(100), paused=True, version=2))
    paused = index.met_by(a_whale(500))
    index.put(a_rule(transfers_over(100), version=3))
    resumed = index.met_by(a_whale(500))

    assert (len(paused), len(resumed)) == (0, 1)


def test_a_change_that_comes_late_changes_nothing() -> None:
    index = RuleIndex([a_rule(transfers_over(100), version=5)])

    index.put(a_rule(transfers_over(100), removed=True, version=4))

    assert len(index.met_by(a_whale(500))) == 1


def test_a_changed_threshold_takes_the_place_of_the_old_one() -> None:
    index = RuleIndex([a_rule(transfers_over(100), version=1)])

    index.put(a_rule(transfers_over(1000), version=2))

    assert index.met_by(a_whale(500)) == []
    assert len(index) == 1
